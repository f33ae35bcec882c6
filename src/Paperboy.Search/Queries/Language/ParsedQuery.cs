namespace Paperboy.Search.Queries.Language;

/// <summary>The order of the results.</summary>
public enum SortOrder
{
    /// <summary>The best match first.</summary>
    Relevance,

    /// <summary>The newest first.</summary>
    New,

    /// <summary>The one with the most votes first.</summary>
    Top,
}

/// <summary>Says in a sentence how a doubtful stretch of a query was read.</summary>
/// <param name="Place">The stretch, within the text as typed; empty where something is missing.</param>
/// <param name="Sentence">Plain English; places in it are counted from 1.</param>
public sealed record QueryNote(TextSpan Place, string Sentence);

/// <summary>What a person typed, as it was read.</summary>
public sealed class ParsedQuery
{
    private readonly QueryVocabulary _vocabulary;

    internal ParsedQuery(SequenceNode root, SortOrder? sort, IReadOnlyList<QueryNote> notes, QueryVocabulary vocabulary)
    {
        Root = root;
        AskedSort = sort;
        Notes = notes;
        _vocabulary = vocabulary;
    }

    /// <summary>How what was doubtful was read, in the order in which it was found.</summary>
    public IReadOnlyList<QueryNote> Notes { get; }

    /// <summary>The order of the results: the one asked for, else <see cref="SortOrder.Relevance"/>.</summary>
    public SortOrder Sort => AskedSort ?? SortOrder.Relevance;

    /// <summary>The order that the text asks for; null: none.</summary>
    public SortOrder? AskedSort { get; }

    /// <summary>Whether nothing is asked of the documents, so that all of them match.</summary>
    public bool IsEmpty => Root.IsEmpty;

    internal SequenceNode Root { get; }

    /// <summary>The canonical form of a part of the query that is required.</summary>
    internal string TextOf(QueryNode required) =>
        QueryWriter.Write(new SequenceNode([], [required]), SortOrder.Relevance, _vocabulary);

    /// <summary>
    /// Whether it has words or phrases that rank. Without, and where they are of fields that tell nothing of a document's
    /// subject, its best match is no better than another.
    /// </summary>
    /// <param name="besides">Fields of which words do not count.</param>
    public bool HasRankedWords(params IReadOnlyList<string> besides) => Ranks(Root, besides);

    /// <summary>
    /// The words and phrases that say what a document is about, in the order typed: all but those that are excluded or begin
    /// words only. Empty: there are none.
    /// </summary>
    /// <param name="besides">Fields of which words do not count.</param>
    public string RankedText(params IReadOnlyList<string> besides)
    {
        var found = new List<(string Text, int Start)>();
        AddRanked(Root, besides, found);
        return string.Join(' ', found.OrderBy(part => part.Start).Select(part => part.Text));
    }

    /// <summary>The same query in another order.</summary>
    public ParsedQuery WithSort(SortOrder sort) => new(Root, sort, Notes, _vocabulary);

    /// <summary>
    /// The canonical form: from it <see cref="QueryParser.ParseCanonical"/> makes the same tree (but for places) and order.
    /// </summary>
    public override string ToString() => QueryWriter.Write(Root, Sort, _vocabulary);

    private static void AddRanked(QueryNode node, IReadOnlyList<string> besides, List<(string Text, int Start)> found)
    {
        switch (node)
        {
            case WordNode word when Ranks(word, besides):
                found.Add((word.Text, word.Place.Start));
                break;
            case PhraseNode phrase when Ranks(phrase, besides):
                found.Add((phrase.Text, phrase.Place.Start));
                break;
            case AllNode all:
                AddAllRanked(all.Children, besides, found);
                break;
            case AnyNode any:
                AddAllRanked(any.Children, besides, found);
                break;
            case SequenceNode sequence:
                AddAllRanked([.. sequence.Words, .. sequence.Required], besides, found);
                break;
            default:
                break; // what is excluded, and what is no word
        }
    }

    private static void AddAllRanked(IReadOnlyList<QueryNode> nodes, IReadOnlyList<string> besides, List<(string Text, int Start)> found)
    {
        foreach (var node in nodes)
            AddRanked(node, besides, found);
    }

    private static bool Ranks(QueryNode node, IReadOnlyList<string> besides) => node switch
    {
        WordNode word => !word.IsPrefix && (word.Field is null || !besides.Contains(word.Field)),
        PhraseNode phrase => phrase.Field is null || !besides.Contains(phrase.Field),
        AllNode all => all.Children.Any(child => Ranks(child, besides)),
        AnyNode any => any.Children.Any(child => Ranks(child, besides)),
        SequenceNode sequence => sequence.Words.Concat(sequence.Required).Any(child => Ranks(child, besides)),
        _ => false,
    };
}
