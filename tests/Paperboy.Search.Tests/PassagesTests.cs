using Paperboy.Search.Text;
using Xunit;

namespace Paperboy.Search.Tests;

public sealed class PassagesTests
{
    private const string Abstract =
        "Large models are costly. We train auxiliary models (e.g. GPT-4) on graphs. Smith et al. showed that models help. " +
        "Our auxiliary loss, unlike others, needs no labels! Code is at v1.5 of our site.";

    [Theory]
    [InlineData("auxiliary models", 80, 1, "We train [auxiliary models] (e.g. GPT-4) on graphs.")]
    [InlineData("auxiliary loss", 80, 1, "Our [auxiliary loss], unlike others, needs no labels!")]
    [InlineData("costly labels", 90, 2, "Large models are [costly]. | Our auxiliary loss, unlike others, needs no [labels]!")]
    [InlineData("costly labels", 90, 1, "Large models are [costly].")]
    [InlineData("gpt4 graph", 80, 1, "We train auxiliary models (e.g. [GPT-4]) on [graphs].")]
    [InlineData("Smith helps", 80, 1, "[Smith] et al. showed that models [help].")]
    [InlineData("auxiliary models", 30, 1, "We train [auxiliary models]")]
    [InlineData("graph gpt-4", 20, 1, "[GPT-4]) on [graphs].")]
    [InlineData("unlike", 24, 1, "loss, [unlike] others,")]
    [InlineData("v1.5", 200, 1, "Code is at [v1.5] of our site.")]
    [InlineData("absent", 60, 1, "Large models are costly.")]
    [InlineData("", 10, 3, "Large")]
    [InlineData("auxiliary", 5, 1, "Large")]
    public void The_best_passages_are_sentences_where_they_fit(string query, int mostCharacters, int mostPassages, string shown) =>
        Assert.Equal(shown, Show(Abstract, query, mostCharacters, mostPassages));

    [Fact]
    public void A_phrase_is_shown_only_where_its_words_stand_together()
    {
        Assert.Equal(
            "We train [auxiliary models] (e.g. GPT-4) on graphs.", Show(Abstract, [new("auxiliary models")], 80, 3));
        Assert.Equal("Large models are costly.", Show(Abstract, [new("models auxiliary")], 60, 3));
    }

    [Fact]
    public void Words_side_by_side_in_the_order_of_the_query_are_one_highlight()
    {
        Assert.Equal(
            "[graph neural networks] [neural] [graph] [networks] [neural]",
            Show("graph neural networks neural graph networks neural", "graph neural networks", 90, 1));
    }

    [Fact]
    public void Weights_decide_which_words_are_shown()
    {
        const string Text = "Rare thing. Common one and common two.";
        Assert.Equal("[one] and common [two].", Show(Text, [new("rare"), new("one"), new("two")], 20, 1));
        Assert.Equal("[Rare] thing.", Show(Text, [new("rare", 5), new("one"), new("two")], 20, 1));
    }

    [Theory]
    [InlineData("深度学习方法很好。我们用图神经网络。", "网络", 12, "我们用图神经[网络]。")]
    [InlineData("深度学习方法很好我们用图神经网络", "我们", 6, "很好[我们]用图")]
    [InlineData("一𠮷𠮷𠮷𠮷", "无", 4, "一𠮷")]
    [InlineData("  \n ", "word", 9, "")]
    [InlineData("supercalifragilistic", "word", 5, "super")]
    [InlineData("C++ and C, see C# too", "C++", 40, "[C++] and C, see C# too")]
    [InlineData("Die Schrödinger-Brücke", "schrodinger brucke", 40, "Die [Schrödinger-Brücke]")]
    public void Any_script_has_passages(string text, string query, int mostCharacters, string shown) =>
        Assert.Equal(shown, Show(text, query, mostCharacters, 1));

    [Theory]
    [InlineData(0, 1, 1.0)]
    [InlineData(1, 0, 1.0)]
    [InlineData(1, 1, -0.5)]
    [InlineData(1, 1, double.NaN)]
    [InlineData(1, 1, double.PositiveInfinity)]
    public void Bad_limits_and_weights_are_refused(int mostCharacters, int mostPassages, double weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Passages.Best("text", [new("text", weight)], mostCharacters, mostPassages));

    [Fact]
    public void Cores_are_the_best_of_all_stretches()
    {
        var random = new Random(31);
        var withPairs = 0;
        for (var i = 0; i < 6_000; i++)
        {
            var words = Enumerable.Range(0, random.Next(1, 26)).Select(_ => RandomWord(random)).ToArray();
            var terms = Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomTerm(random)).DistinctBy(term => term.Text).ToArray();
            var text = string.Join(' ', words);
            var most = random.Next(2, 40);
            var query = new PassageQuery(terms);
            var occurrences = query.FindIn(text);
            var plain = new PlainCores(words, terms);
            Assert.Equal(plain.Occurrences.Order(), occurrences.Select(found => (found.Unit, found.Span.Start, found.Span.End)).Order());
            withPairs += occurrences.Exists(found => found.Unit >= terms.Length) ? 1 : 0;
            var (cores, bounds, chosen) = (new PassageCores(query, occurrences, most), new PassageBounds(text, most), new List<TextSpan>());
            for (var round = 0; round < 3; round++)
            {
                var core = cores.Next(chosen);
                Assert.Equal(plain.Best(chosen, most), core);
                if (core is null)
                    break;
                chosen.Add(bounds.Extend(core.Value, chosen));
                cores.MarkShown(chosen[^1]);
            }
        }

        Assert.InRange(withPairs, 500, 5_500);
    }

    [Fact]
    public void Passages_of_any_text_stay_within_their_bounds()
    {
        var random = new Random(32);
        const string Pool = "ab cd. Ef! \n\n学习\u3002 \ud842\udfb7é\u0301-'4 ";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Pool[random.Next(Pool.Length)]));
            var terms = Enumerable.Range(0, random.Next(4)).Select(
                _ => new PassageTerm(string.Concat(Enumerable.Range(0, 2).Select(_ => Pool[random.Next(Pool.Length)])))).ToArray();
            var (most, count) = (random.Next(1, 30), random.Next(1, 4));
            var end = 0;
            foreach (var passage in Passages.Best(text, terms, most, count))
            {
                Assert.InRange(passage.Span.Length, 1, most);
                Assert.InRange(passage.Span.Start, end, text.Length);
                var highlighted = passage.Span.Start;
                foreach (var highlight in passage.Highlights)
                {
                    Assert.InRange(highlight.Start, highlighted, passage.Span.End - 1);
                    highlighted = highlight.End + 1;
                }

                end = passage.Span.End;
                Assert.InRange(highlighted, 0, end + 1);
                Assert.Equal(text[passage.Span.Start..end].Trim(), text[passage.Span.Start..end]);
            }
        }
    }

    [Fact]
    public void A_long_text_takes_time_in_proportion_to_its_length()
    {
        // Quadratic work would take many minutes.
        foreach (var piece in new[] { "word ", "a. ", "word-", "学", "\n\n", ". ", "    ", "a.a" })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 60_000));
            Assert.InRange(Passages.Best(text, [new("word"), new("a"), new("学学"), new("word word")], 200, 3).Count, 0, 3);
        }
    }

    private static string RandomWord(Random random) => "ax bo cu dov ek figu go".Split(' ')[random.Next(7)];

    private static PassageTerm RandomTerm(Random random) => new(
        random.Next(4) == 0 ? $"{RandomWord(random)} {RandomWord(random)}" : RandomWord(random), random.Next(1, 4));

    private static string Show(string text, string query, int mostCharacters, int mostPassages) => Show(
        text,
        [.. query.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new PassageTerm(word))],
        mostCharacters,
        mostPassages);

    private static string Show(string text, PassageTerm[] terms, int mostCharacters, int mostPassages) =>
        string.Join(" | ", Passages.Best(text, terms, mostCharacters, mostPassages).Select(passage =>
        {
            var shown = text.Substring(passage.Span.Start, passage.Span.Length);
            foreach (var highlight in passage.Highlights.Reverse())
                shown = shown.Insert(highlight.End - passage.Span.Start, "]").Insert(highlight.Start - passage.Span.Start, "[");
            return shown;
        }));

    /// <summary>Tries every stretch from word to word; the words of its text are terms as they stand.</summary>
    private sealed class PlainCores
    {
        private readonly PassageTerm[] _terms;
        private readonly int[] _starts;
        private readonly int[] _ends;

        public PlainCores(string[] words, PassageTerm[] terms)
        {
            _terms = terms;
            _starts = [.. words.Select((_, i) => words.Take(i).Sum(word => word.Length + 1))];
            _ends = [.. words.Select((word, i) => _starts[i] + word.Length)];
            var found = new List<(int Term, int First, int Last)>();
            for (var term = 0; term < terms.Length; term++)
            {
                var wanted = terms[term].Text.Split(' ');
                for (var at = 0; at + wanted.Length <= words.Length; at++)
                {
                    if (words.AsSpan(at, wanted.Length).SequenceEqual(wanted))
                        found.Add((term, at, at + wanted.Length - 1));
                }
            }

            Occurrences.AddRange(found.Select(place => (place.Term, _starts[place.First], _ends[place.Last])));
            Occurrences.AddRange(
                from before in found
                from after in found
                where after.Term == before.Term + 1 && after.First == before.Last + 1
                select (terms.Length + before.Term, _starts[before.First], _ends[after.Last]));
        }

        public List<(int Unit, int Start, int End)> Occurrences { get; } = [];

        public TextSpan? Best(List<TextSpan> chosen, int most)
        {
            var shown = Occurrences.Where(place => chosen.Exists(passage => place.Start >= passage.Start && place.End <= passage.End))
                .Select(place => place.Unit).ToHashSet();
            var best = (Terms: 0L, Pairs: 0L, Length: 0, Start: 0);
            foreach (var start in _starts)
            {
                foreach (var end in _ends.Where(end => end > start && end - start <= most))
                {
                    if (chosen.Exists(passage => start < passage.End && passage.Start < end))
                        continue;
                    var units = Occurrences.Where(place => place.Start >= start && place.End <= end && !shown.Contains(place.Unit))
                        .Select(place => place.Unit).Distinct().ToList();
                    var terms = units.Where(unit => unit < _terms.Length).Sum(Weight);
                    var pairs = units.Where(unit => unit >= _terms.Length).Sum(
                        unit => Weight(unit - _terms.Length) + Weight(unit - _terms.Length + 1));
                    var found = (terms, pairs, start - end, -start);
                    best = terms > 0 && found.CompareTo(best) > 0 ? found : best;
                }
            }

            return best.Terms > 0 ? new TextSpan(-best.Start, -best.Length) : null;
        }

        // Of stretches of equal weight the one that shows more terms wins: each is worth a millionth more.
        private long Weight(int term) => ((long)_terms[term].Weight * 1_000_000) + 1;
    }
}
