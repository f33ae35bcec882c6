using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>What finds papers, and what orders them.</summary>
public enum SearchMode
{
    /// <summary>The words alone.</summary>
    Keyword,

    /// <summary>Closeness in meaning alone.</summary>
    Semantic,

    /// <summary>Both in one ranking.</summary>
    Hybrid,
}

/// <summary>What is asked.</summary>
/// <param name="Text">The query as typed (docs/query-language.md).</param>
/// <param name="Limit">How many results at most.</param>
public sealed record PaperQuestion(string Text, int Limit)
{
    /// <summary>
    /// What finds and orders. Papers in another order than the best match, and those of a query that says nothing of their
    /// subject, are found by words whatever this is.
    /// </summary>
    public SearchMode Mode { get; init; } = SearchMode.Hybrid;

    /// <summary>Whether the text is no query: then its quotes, signs and colons mean nothing, and its words are looked for.</summary>
    public bool IsProse { get; init; }

    /// <summary>How many of the best are skipped.</summary>
    public int Offset { get; init; }

    /// <summary>Whether to count every match of the words, which may cost more than finding the best.</summary>
    public bool CountAll { get; init; }

    /// <summary>
    /// Whether to count the matches of the words by category, year, venue and what papers have; every match is counted then, too.
    /// </summary>
    public bool WithFacets { get; init; }

    /// <summary>The order; null: the one that the text asks for.</summary>
    public SortOrder? Sort { get; init; }
}
