using Paperboy.Search.Queries.Language;

namespace Paperboy.Search;

/// <summary>A query and what to answer.</summary>
/// <param name="Query">As <see cref="QueryParser"/> read it.</param>
/// <param name="Limit">How many hits to return, at most.</param>
/// <param name="Offset">How many better ones to leave out before.</param>
/// <param name="CountAll">Whether to count all that match, which may cost more than finding the best.</param>
public sealed record SearchRequest(ParsedQuery Query, int Limit, int Offset = 0, bool CountAll = false)
{
    private static readonly QueryVocabulary NoNames = new();

    /// <summary>A query as typed, by which no field and no column can be named.</summary>
    public SearchRequest(string Query, int Limit, int Offset = 0, bool CountAll = false)
        : this(QueryParser.Parse(Query, NoNames), Limit, Offset, CountAll)
    {
    }

    /// <summary>Whether to tell what the query's terms are worth, for <see cref="PassageTerms"/>.</summary>
    public bool WithTermWeights { get; init; }

    /// <summary>Counts to make.</summary>
    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    /// <summary>The number column by which <see cref="SortOrder.New"/> and <see cref="SortOrder.Top"/> sort, the greatest first.</summary>
    public (string? New, string? Top) SortColumns { get; init; }

    /// <summary>Whether documents that lack a word are left out, which spares the search for the best of them.</summary>
    internal bool OnlyFull { get; init; }
}

/// <summary>Asks how many documents have each value of a column.</summary>
/// <param name="Column">The column: keywords, or numbers if <paramref name="Divisor"/> is given.</param>
/// <param name="Most">How many values to return: of keywords those that most documents have, of numbers the greatest.</param>
/// <param name="Divisor">Numbers count by their quotient, rounded down: 10,000 makes years of yyyymmdd. 0: keywords.</param>
public sealed record FacetRequest(string Column, int Most, long Divisor = 0);

/// <summary>How many documents have each value.</summary>
/// <param name="Column">The column that was asked for.</param>
/// <param name="Values">Keywords by descending count, numbers by descending value.</param>
public sealed record FacetResult(string Column, IReadOnlyList<FacetCount> Values);

/// <summary>A value and how many documents have it.</summary>
public readonly record struct FacetCount(string Value, long Documents);

/// <summary>A document that matches.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">Its BM25 score, which only compares within one tier of one result; 0 when sorted by a column.</param>
/// <param name="Tier">
/// How the words stand in it: 0, not all; else 1 elsewhere, 2 all in the title, 3 near each other and in order, 4 side by
/// side, and 4 more if all stand there exactly as typed. When sorted by a column: 1 if it has all words.
/// </param>
public sealed record SearchHit(string Id, double Score, int Tier);

/// <summary>How many documents match: all of them if exact, else at least so many.</summary>
public sealed record SearchTotal(long Value, bool Exact);

/// <summary>The answer to a query.</summary>
/// <param name="Hits">By descending tier and score; of equal ones the lesser id, by the bytes of its UTF-8, comes first.</param>
/// <param name="Total">How many documents match.</param>
/// <param name="Terms">The different terms that the query was read as, in its order.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, SearchTotal Total, IReadOnlyList<string> Terms)
{
    /// <summary>What each of <see cref="Terms"/> is worth where it occurs: the more, the fewer documents have it; empty if not asked for.</summary>
    public IReadOnlyList<float> TermWeights { get; init; } = [];

    /// <summary>How many of those that match have every word; null if not counted.</summary>
    public long? WithEveryWord { get; init; }

    /// <summary>
    /// In the order of the request. Counted are the documents that have every word, if there are any; else all that match.
    /// </summary>
    public IReadOnlyList<FacetResult> Facets { get; init; } = [];
}
