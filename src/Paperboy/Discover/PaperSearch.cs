using System.Diagnostics;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;

namespace Paperboy.Discover;

/// <summary>Searching papers: the one way for pages, command line and programs.</summary>
public sealed class PaperSearch(PaperIndex index, PaperStore papers)
{
    /// <summary>The longest query that is read; what stands behind is cut off.</summary>
    public const int LongestQuery = 2_000;

    /// <param name="query">Words, as typed.</param>
    /// <param name="limit">How many results at most.</param>
    /// <param name="offset">How many of the best are skipped.</param>
    /// <param name="count">Whether to count every match, which may cost more than finding the best.</param>
    /// <param name="cancel">Ends the search early.</param>
    public SearchAnswer Search(string query, int limit, int offset = 0, bool count = false, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var started = Stopwatch.GetTimestamp();
        var asked = query.Length <= LongestQuery ? query : query[..LongestQuery];
        var found = index.Search(new SearchRequest(asked, limit, offset, count), cancel);
        var known = papers.FindMany([.. found.Hits.Select(h => h.Id)]).ToDictionary(p => p.Id, StringComparer.Ordinal);

        // A paper that was removed or merged since the index was written is left out; the next commit has it right.
        var results = found.Hits.Where(h => known.ContainsKey(h.Id)).Select(h => new FoundPaper(known[h.Id], h.Score));
        return new SearchAnswer(
            query,
            new FoundTotal(found.Total.Value, found.Total.Exact),
            Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            [.. results]);
    }
}

/// <summary>What a search found.</summary>
/// <param name="Query">As asked.</param>
/// <param name="Total">How many papers match.</param>
/// <param name="TookMs">Milliseconds from question to answer, with the papers read.</param>
/// <param name="Results">The best, the best first.</param>
public sealed record SearchAnswer(string Query, FoundTotal Total, double TookMs, IReadOnlyList<FoundPaper> Results);

/// <summary>How many papers match; at least so many when the count is not exact.</summary>
public sealed record FoundTotal(long Value, bool Exact);

/// <summary>A paper with its score.</summary>
public sealed record FoundPaper(Paper Paper, double Score);
