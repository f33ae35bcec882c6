using System.Diagnostics;
using System.Text;
using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries.Language;

public sealed class QueryPropertyTests
{
    private static readonly string[] Pieces =
    [
        " ", " ", " ", "a", "graph", "k-NN", "C++", "GPT-4", "neur*", "x*", "*", "\"", "“", "”", "(", ")", "（", "）", "-", "--", "−", "–",
        "|", "||", "&&", " OR ", " AND ", " NOT ", "OR", "NOT", ":", "：", "ti:", "TI:", "ti: ", "abs:", "cat:", "id:", "kw:", "foo:",
        "has:", "year:", "date:", "votes:", "sort:", "code", "cs", "cs.CL", "cs.*", "new", "2024", "2025-02-30", "2025-01..2025-06", "..",
        "…", ">=", "<", "≥", "+", " +", " +(", "#", ",", ".", "1,000", "-5", "99999999999999999999", "2503.11731", "arXiv:2503.11731v2", "hep-th/9901001",
        "10.1000/x(1)y", "https://arxiv.org/abs/2503.11731", "http://x.y/z", "p(x|y)", "O(n ", "$\\alpha$", "\\", "{", "}", "\\\"", "\\\"o", "{\\'{e}}", "/", "'", "’",
        "学习", "ภาษา", "e\u0301", "\u0301", "\u200B", "\u200D", "\u0000", "\t", "\ud835\udc31", "\ud800", "\udc00", "😀", "ＯＲ", "ＡＢ", "İ",
        "ATTENTION", "NETWORKS ARE ALL",
    ];

    [Fact]
    public void Any_text_is_read_and_its_canonical_form_is_read_as_the_same()
    {
        var random = new Random(3);
        for (var i = 0; i < 200_000; i++)
            AssertHolds(i % 4 == 0 ? AnyUnicode(random) : FromPieces(random, random.Next(1, 14)));
    }

    [Fact]
    public void Long_texts_of_any_pieces_keep_to_the_limits()
    {
        var random = new Random(4);
        for (var i = 0; i < 1_000; i++)
            AssertHolds(FromPieces(random, random.Next(100, 900)));
    }

    [Fact]
    public void A_query_built_by_the_grammar_is_read_without_a_note_and_survives_its_canonical_form()
    {
        var random = new Random(5);
        for (var i = 0; i < 3_000; i++)
        {
            var text = Sequence(random, depth: 0);
            // A list of nothing but ids is the one thing that is read otherwise than the grammar says.
            Assert.DoesNotContain(PaperQueries.Parse(text).Notes, note => !note.Sentence.EndsWith("ids are read as any of them.", StringComparison.Ordinal));
            AssertHolds(text);
        }
    }

    [Fact]
    public void The_caret_may_stand_anywhere()
    {
        var random = new Random(6);
        for (var i = 0; i < 20_000; i++)
        {
            var text = FromPieces(random, random.Next(1, 10));
            var caret = random.Next(text.Length + 1);
            var reading = QueryCaret.At(text, caret, PaperQueries.Vocabulary);
            Assert.InRange(reading.Replace.Start, 0, caret);
            Assert.InRange(reading.Replace.End, caret, text.Length);
            Assert.Equal(text[reading.Replace.Start..caret], reading.Typed);
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(a ")]
    [InlineData("-")]
    [InlineData("ti:")]
    [InlineData("NOT ")]
    [InlineData("a|")]
    [InlineData("\"")]
    [InlineData("a\"")]
    [InlineData("(a")]
    [InlineData("O(n ")]
    [InlineData("a-")]
    [InlineData("cat:a,")]
    [InlineData("year:")]
    [InlineData("10.1000/")]
    [InlineData("AND ")]
    public void Time_grows_with_the_length_only(string piece)
    {
        // Without the limits: a reading in quadratic time would take hours, not milliseconds.
        var limits = new QueryLimits(1_000_000, 256, 32);
        var text = string.Concat(Enumerable.Repeat(piece, 600_000 / piece.Length));
        var clock = Stopwatch.StartNew();
        QueryParser.Parse(text, PaperQueries.Vocabulary, limits);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    private static void AssertHolds(string text)
    {
        var query = PaperQueries.Parse(text);
        foreach (var note in query.Notes)
        {
            Assert.True(note.Place.Start >= 0 && note.Place.Length >= 0 && note.Place.End <= text.Length, $"{note} of '{text}'");
            Assert.True(note.Sentence.EndsWith('.'), note.Sentence);
        }

        AssertForm(query.Root, text);
        var canonical = query.ToString();
        var again = QueryParser.ParseCanonical(canonical, PaperQueries.Vocabulary);
        if (PaperQueries.Dump(query) != PaperQueries.Dump(again) || canonical != again.ToString())
            Assert.Fail($"'{text}' is {PaperQueries.Dump(query)}, but '{canonical}' is {PaperQueries.Dump(again)}, '{again}'");
    }

    // What the nodes promise to those who read the tree.
    private static void AssertForm(SequenceNode root, string text)
    {
        var leaves = 0;
        foreach (var node in PaperQueries.Nodes(root))
        {
            var holds = node switch
            {
                WordNode word => word.Text.Length > 0 && word.Text.All(c => c != ' ') && IsWithin(word.Place, text),
                PhraseNode phrase => phrase.Text.Length > 0 && !phrase.Text.Contains('"') && IsWithin(phrase.Place, text),
                NumberRangeNode range => range.From <= range.To,
                KeywordNode keyword => keyword.Value.Length > 0,
                AllNode all => all.Children.Count > 1 && !all.Children.Any(child => child is AllNode),
                AnyNode any => any.Children.Count > 1 && !any.Children.Any(child => child is AnyNode),
                NotNode not => not.Child is not NotNode,
                SequenceNode sequence => (sequence == root || !sequence.IsEmpty) && !sequence.Required.Any(child => child is AllNode)
                    && !sequence.Words.Any(word => word.IsPrefix) && sequence.Words.Select(word => word.Field).Distinct().Count() <= 1,
                _ => false,
            };
            Assert.True(holds, $"{node} of '{text}'");
            leaves += node is WordNode or PhraseNode or NumberRangeNode or KeywordNode ? 1 : 0;
        }

        Assert.InRange(leaves, 0, 256);
    }

    private static bool IsWithin(TextSpan place, string text) => place.Start >= 0 && place.Length > 0 && place.End <= text.Length;

    private static string FromPieces(Random random, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private static string AnyUnicode(Random random)
    {
        var text = new char[random.Next(1, 24)];
        for (var i = 0; i < text.Length; i++)
            text[i] = random.Next(3) == 0 ? (char)random.Next(char.MaxValue + 1) : (char)random.Next(0x20, 0x7F);
        return new string(text);
    }

    private static string Sequence(Random random, int depth)
    {
        var clauses = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Clause(random, depth));
        return string.Join(' ', clauses);
    }

    private static string Clause(Random random, int depth)
    {
        var text = Unit(random, depth);
        while (random.Next(4) == 0)
            text += random.Next(3) switch { 0 => " OR ", 1 => " AND ", _ => "|" } + Unit(random, depth);
        return text;
    }

    private static string Unit(Random random, int depth) => random.Next(10) switch { 0 or 1 => "-", 2 => "+", _ => "" } + random.Next(depth < 3 ? 9 : 7) switch
    {
        0 or 1 => Word(random),
        2 => Field(random) + Word(random),
        3 => Word(random) + "ab*",
        4 => (random.Next(2) == 0 ? Field(random) : "") + $"\"{Word(random)} {Word(random)}\"",
        5 => Value(random),
        6 => $"id:2503.{random.Next(10_000, 99_999)}",
        7 => $"({Sequence(random, depth + 1)})",
        _ => $"{Field(random)}({Sequence(random, depth + 1)})",
    };

    private static string Word(Random random) => $"w{random.Next(30)}" + (random.Next(6) == 0 ? "-x" : "");

    private static string Field(Random random) => random.Next(3) switch { 0 => "ti:", 1 => "authors:", _ => "kw:" };

    private static string Value(Random random)
    {
        var year = random.Next(1990, 2030);
        return random.Next(7) switch
        {
            0 => $"year:{year}",
            1 => $"votes:>={random.Next(50)}",
            2 => $"date:{year}-{random.Next(1, 13):D2}",
            3 => $"date:{year}-01..{year + 1}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}",
            4 => "has:code",
            5 => random.Next(2) == 0 ? "cat:cs" : "cat:math.ST",
            _ => $"date:<{year}",
        };
    }
}
