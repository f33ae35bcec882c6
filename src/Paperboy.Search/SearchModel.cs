namespace Paperboy.Search;

/// <summary>A query as a person types it: any text is one. A document matches that has at least one of its terms.</summary>
/// <param name="Query">The words; only the first 256 different terms are searched for.</param>
/// <param name="Limit">How many hits to return, at most.</param>
/// <param name="Offset">How many better ones to leave out before.</param>
/// <param name="CountAll">Whether to count all that match, which may cost more than finding the best.</param>
public sealed record SearchRequest(string Query, int Limit, int Offset = 0, bool CountAll = false);

/// <summary>A document that matches.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">Its BM25 score, which only compares within one tier of one result.</param>
/// <param name="Tier">
/// How the words stand in it: 0, not all; else 1 elsewhere, 2 all in the title, 3 near each other and in order, 4 side by
/// side, and 4 more if all stand there exactly as typed.
/// </param>
public sealed record SearchHit(string Id, double Score, int Tier);

/// <summary>How many documents match: all of them if exact, else at least so many.</summary>
public sealed record SearchTotal(long Value, bool Exact);

/// <summary>The answer to a query.</summary>
/// <param name="Hits">By descending tier and score; of equal ones the lesser id, by the bytes of its UTF-8, comes first.</param>
/// <param name="Total">How many documents match.</param>
/// <param name="Terms">The different terms that the query was read as, in its order.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, SearchTotal Total, IReadOnlyList<string> Terms);
