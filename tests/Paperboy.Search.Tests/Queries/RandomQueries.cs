using Paperboy.Search.Queries.Language;

namespace Paperboy.Search.Tests.Queries;

/// <summary>Invented queries: trees, written in their canonical form and read again, and texts of any pieces.</summary>
internal sealed class RandomQueries(RandomPapers papers)
{
    private static readonly TextSpan Anywhere = new(0, 1);

    private Random Random => papers.Random;

    public ParsedQuery Query() => Random.Next(12) switch
    {
        0 => QueryParser.Parse(Typed(), RandomPapers.Vocabulary),
        1 => QueryParser.Parse(string.Join(' ', Many(1, 9, papers.Corpus.RichWord)), RandomPapers.Vocabulary),
        2 when Random.Next(8) == 0 => QueryParser.Parse(TooManyWords(), RandomPapers.Vocabulary),
        _ => Tree(),
    };

    private ParsedQuery Tree()
    {
        var sequence = Sequence(depth: 0, Random.Next(10) == 0 ? Field() : null);
        var root = QueryTree.Root(sequence.Words, sequence.Required);
        var sort = Random.Next(8) switch { 0 => SortOrder.New, 1 => SortOrder.Top, _ => SortOrder.Relevance };
        var text = new ParsedQuery(root, sort, [], RandomPapers.Vocabulary).ToString();
        return QueryParser.ParseCanonical(text, RandomPapers.Vocabulary);
    }

    // In many queries the free words are many enough for some documents to have but some of them.
    private SequenceNode Sequence(int depth, string? field) => new(
        [.. Many(0, depth == 0 ? 5 : 3, () => Word(field, isPrefix: false))],
        [.. Many(0, Random.Next(1, 4), () => Unit(depth)).SelectMany(QueryTree.Parts)]);

    private QueryNode Unit(int depth) => Random.Next(depth < 3 ? 14 : 10) switch
    {
        0 or 1 => Word(Random.Next(2) == 0 ? Field() : null, isPrefix: false),
        2 => Word(Random.Next(2) == 0 ? Field() : null, isPrefix: true),
        3 or 4 or 5 => new PhraseNode(papers.Phrase(), Random.Next(3) == 0 ? Field() : null, Anywhere),
        6 => Range(),
        7 => Keyword(),
        8 or 9 => QueryTree.Not(Word(null, isPrefix: Random.Next(3) == 0)),
        10 => QueryTree.Not(Unit(depth + 1)),
        11 => QueryTree.Any(Many(2, 4, () => QueryTree.All(Many(1, 3, () => Unit(depth + 1))))),
        12 => QueryTree.Any([Word(null, isPrefix: false), Word(null, isPrefix: false)]),
        _ => Group(depth + 1),
    };

    private QueryNode Group(int depth)
    {
        var sequence = Sequence(depth, Random.Next(3) == 0 ? Field() : null);
        return QueryTree.Group(sequence.Words, sequence.Required) ?? Keyword();
    }

    private WordNode Word(string? field, bool isPrefix)
    {
        var word = papers.Corpus.RichWord();
        if (isPrefix)
            word = word.EndsWith('+') ? "C" + word[..1] : word[..Math.Max(Math.Min(2, word.Length), Random.Next(word.Length + 1))].TrimEnd('-', '\'');
        return new WordNode(word, field, isPrefix, Anywhere);
    }

    private NumberRangeNode Range()
    {
        if (Random.Next(2) == 0)
        {
            var (first, last) = (papers.Votes(), papers.Votes());
            return new NumberRangeNode("votes", Math.Min(first, last), Random.Next(3) == 0 ? long.MaxValue : Math.Max(first, last));
        }

        var (from, to) = (papers.Day(), papers.Day());
        return new NumberRangeNode("date", Math.Min(from, to), Math.Max(from, to));
    }

    private KeywordNode Keyword()
    {
        if (Random.Next(3) == 0)
            return KeywordValue.Read(RandomPapers.Vocabulary.ByName("source"), papers.Source(), isQuoted: true)!;
        var category = RandomPapers.Categories[Random.Next(RandomPapers.Categories.Length)];
        var text = Random.Next(3) == 0 ? category[..Random.Next(1, category.Length)].TrimEnd('.', '-') + "*" : category;
        return KeywordValue.Read(RandomPapers.Vocabulary.ByName("category"), text, isQuoted: false)!;
    }

    private string Field() => RandomPapers.Schema.Fields[Random.Next(3)].Name;

    private string Typed()
    {
        string[] pieces =
        [
            " OR ", " AND ", " NOT ", " -", " +", " (", ") ", "\"", "|", "*", " ti:", " abs:", " au:", " cat:cs", " cat:", " source:acl",
            " votes:>5", " date:2023", " votes:", " sort:new", " sort:top", " ",
        ];
        return string.Concat(Many(2, 14, () => Random.Next(2) == 0 ? pieces[Random.Next(pieces.Length)] : papers.Corpus.RichWord() + " "));
    }

    private string TooManyWords() => (Random.Next(3) == 0 ? "\"" : "") + string.Join(' ', Many(50, 90, papers.Corpus.RichWord))
        + (Random.Next(2) == 0 ? "\" cat:cs" : "");

    private List<T> Many<T>(int least, int below, Func<T> make)
    {
        var all = new List<T>();
        for (var count = Random.Next(least, Math.Max(below, least + 1)); count > 0; count--)
            all.Add(make());
        return all;
    }
}
