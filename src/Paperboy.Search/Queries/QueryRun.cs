using System.Text;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Runs queries over a snapshot, one at a time. It owns all that a query needs besides its results, so that a warm one
/// allocates next to nothing.
/// </summary>
internal sealed class QueryRun
{
    private readonly List<TermScorer> _scorers = [];
    private readonly MaxScore _maxScore = new();
    private readonly UnionCount _unionCount = new();
    private readonly TopHits _hits = new();
    private TermEntry[] _entries = []; // [segment * terms + term]; frequency 0: the segment has no such term
    private double[] _weights = [];
    private TermScorer[] _inSegment = [];
    private Bm25? _ranking;
    private Snapshot? _rankingOf;

    public SearchResult Run(Snapshot snapshot, SearchRequest request, CancellationToken cancellation)
    {
        var terms = QueryTerms.Parse(request.Query);
        Prepare(snapshot, terms);
        var wanted = (int)Math.Min((long)request.Offset + request.Limit, snapshot.DocumentCount);
        _hits.Reset(snapshot.Segments, wanted);
        _maxScore.Reset(terms.Count);
        var counted = 0L;
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            var segment = snapshot.Segments[i];
            try
            {
                _maxScore.Search(segment, i, Open(segment, i, terms.Count), _hits, cancellation);
                if (request.CountAll)
                    counted += _unionCount.Count(segment, Open(segment, i, terms.Count), cancellation);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw segment.Reader.Corrupt($"the postings are damaged ({exception.Message})", exception);
            }
        }

        var total = request.CountAll
            ? new SearchTotal(counted, true)
            : new SearchTotal(_maxScore.Matched, _maxScore.IsCountExact);
        return new SearchResult(Page(snapshot, request), total, [.. terms.Select(term => term.Text)]);
    }

    private void Prepare(Snapshot snapshot, List<QueryTerm> terms)
    {
        if (_rankingOf != snapshot && snapshot.Manifest is { } manifest)
        {
            _ranking = new Bm25(manifest.Schema, snapshot.AverageLength);
            _rankingOf = snapshot;
        }

        Grow(terms.Count, snapshot.Segments.Count);
        for (var term = 0; term < terms.Count; term++)
        {
            var frequency = 0L;
            for (var segment = 0; segment < snapshot.Segments.Count; segment++)
            {
                ref var entry = ref _entries[(segment * terms.Count) + term];
                snapshot.Segments[segment].Reader.TryFindTerm(terms[term].Utf8, out entry);
                frequency += entry.DocumentFrequency;
            }

            _weights[term] = terms[term].Occurrences * Bm25.InverseDocumentFrequency(snapshot.StoredCount, frequency);
        }
    }

    private void Grow(int terms, int segments)
    {
        if (_entries.Length < terms * segments)
            _entries = new TermEntry[terms * segments];
        if (_weights.Length < terms)
        {
            _weights = new double[terms];
            _inSegment = new TermScorer[terms];
        }

        while (_scorers.Count < terms)
            _scorers.Add(new TermScorer());
    }

    private ReadOnlySpan<TermScorer> Open(SegmentView segment, int ordinal, int terms)
    {
        var count = 0;
        for (var term = 0; term < terms; term++)
        {
            var entry = _entries[(ordinal * terms) + term];
            if (entry.DocumentFrequency == 0)
                continue;
            var scorer = _scorers[count];
            scorer.Open(segment.Reader, entry, _ranking!, _weights[term]);
            _inSegment[count++] = scorer;
        }

        return _inSegment.AsSpan(0, count);
    }

    private SearchHit[] Page(Snapshot snapshot, SearchRequest request)
    {
        var sorted = _hits.Sort();
        var hits = new SearchHit[Math.Max(0, sorted.Count - request.Offset)];
        for (var i = 0; i < hits.Length; i++)
        {
            var hit = sorted[request.Offset + i];
            hits[i] = new SearchHit(Encoding.UTF8.GetString(snapshot.Segments[hit.Segment].Reader.Ids.Utf8(hit.Document)), hit.Score);
        }

        foreach (var scorer in _scorers)
            scorer.Close();
        _hits.Reset([], 0);
        return hits;
    }
}
