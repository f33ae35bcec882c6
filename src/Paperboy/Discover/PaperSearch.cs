using Paperboy.Catalog;

namespace Paperboy.Discover;

/// <summary>Searching papers: the one way for pages, command line and programs.</summary>
public sealed class PaperSearch(PaperStore papers)
{
    public SearchAnswer Search(string query, int limit, int offset = 0, bool count = false, CancellationToken cancel = default)
    {
        _ = papers;
        return new SearchAnswer(query, new FoundTotal(0, true), 0, []);
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
