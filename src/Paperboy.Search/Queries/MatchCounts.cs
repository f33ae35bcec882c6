using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Counts all that match a query, and makes its facets, window by window.</summary>
internal sealed class MatchCounts(IReadOnlyList<FacetRequest> facets, IndexSchema? schema)
{
    private readonly Facet[] _facets = schema is null ? [] : [.. facets.Select(facet => new Facet(facet, schema))];
    private long _matching;
    private long _full;

    public void Open(SegmentView segment)
    {
        foreach (var facet in _facets)
            facet.Open(segment);
    }

    /// <summary>Adds the sweep's window.</summary>
    public void Add(MatchSweep sweep)
    {
        _matching += WindowBits.Count(sweep.Matching);
        _full += WindowBits.Count(sweep.Full);
        foreach (var facet in _facets)
            facet.Add(sweep);
    }

    /// <summary>The result with the counts in it.</summary>
    public SearchResult AddTo(SearchResult result) => result with
    {
        Total = new SearchTotal(_matching, true),
        WithEveryWord = _full,
        Facets = [.. _facets.Select(facet => facet.Finish(_full > 0))],
    };
}
