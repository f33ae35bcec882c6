using Paperboy.Search.Queries.Language;

namespace Paperboy.Search.Tests.Queries;

/// <summary>Invented documents with texts and columns, of which any may be missing.</summary>
internal sealed class RandomPapers(RandomCorpus corpus)
{
    public static readonly IndexSchema Schema = new([new("title", 2), new("abstract", 1), new("authors", 1) { AddsLength = false }])
    {
        Columns =
        [
            new("category", ColumnKind.Keyword), new("source", ColumnKind.Keyword),
            new("votes", ColumnKind.Number), new("date", ColumnKind.Number),
        ],
    };

    public static readonly QueryVocabulary Vocabulary = new(
        QueryField.Text("title", "ti"),
        QueryField.Text("abstract", "abs"),
        QueryField.Text("authors", "au"),
        QueryField.KeywordTree("category", "cat"),
        QueryField.Keyword("source", "source"),
        QueryField.Number("votes", "votes"),
        QueryField.Date("date", "date"));

    public static readonly string[] Categories = ["cs.CL", "cs.LG", "CS.cl", "cs", "math.ST", "hep-th", "Écologie", "écologie"];

    private static readonly string[] Sources = ["arXiv", "arxiv", "Semantic Scholar", "ACL", "a.b", "a"];
    private readonly List<string> _texts = [""];

    public Random Random => corpus.Random;

    public RandomCorpus Corpus => corpus;

    /// <summary>A document of invented content.</summary>
    public IndexDocument Paper(string id)
    {
        var paper = new IndexDocument(id).Add("title", Text(6)).Add("abstract", Text(20));
        for (var authors = Random.Next(3); authors > 0; authors--)
            paper.Add("authors", Text(3));
        for (var categories = Random.Next(4); categories > 0; categories--)
            paper.AddKeyword("category", Categories[Random.Next(Categories.Length)]);
        if (Random.Next(3) > 0)
            paper.AddKeyword("source", Sources[Random.Next(Sources.Length)]);
        if (Random.Next(4) > 0)
            paper.Set("votes", Votes());
        if (Random.Next(8) > 0)
            paper.Set("date", Day());
        return paper;
    }

    /// <summary>Neighbouring words of a document made before, or invented ones.</summary>
    public string Phrase()
    {
        var words = _texts[Random.Next(_texts.Count)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || Random.Next(4) == 0)
            return $"{corpus.RichWord()} {corpus.RichWord()}";
        var start = Random.Next(words.Length - 1);
        return string.Join(' ', words.Skip(start).Take(Random.Next(1, 5)));
    }

    public string Source() => Sources[Random.Next(Sources.Length)];

    public long Votes() => Random.Next(40) switch
    {
        0 => long.MaxValue - Random.Next(2),
        1 => long.MinValue + Random.Next(2),
        2 => Random.NextInt64(-1_000_000_000_000, 1_000_000_000_000),
        _ => Random.Next(-10, 60),
    };

    public long Day() => (10_000 * Random.Next(2020, 2027)) + (100 * Random.Next(1, 13)) + Random.Next(1, 29);

    private string Text(int mostWords)
    {
        var text = corpus.RichText(mostWords);
        _texts[Random.Next(_texts.Count)] = text;
        if (_texts.Count < 50)
            _texts.Add(text);
        return text;
    }
}
