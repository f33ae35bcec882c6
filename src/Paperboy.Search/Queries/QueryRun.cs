using System.Text;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Runs queries over a snapshot, one at a time. It owns all that a query needs besides its results, so that a warm one
/// allocates next to nothing.
/// </summary>
internal sealed class QueryRun
{
    private readonly List<TermScorer> _pool = [];
    private readonly FullMatches _fullMatches = new();
    private readonly PartialMatches _partialMatches = new();
    private readonly UnionCount _unionCount = new();
    private readonly TopHits _hits = new();
    private TermEntry[] _entries = []; // [segment * terms + term]; frequency 0: the segment has no such term
    private float[] _weights = [];
    private TermScorer?[] _scorerOfTerm = [];
    private TermScorer[] _inSegment = [];
    private Bm25? _ranking;
    private Snapshot? _rankingOf;

    public SearchResult Run(Snapshot snapshot, SearchRequest request, CancellationToken cancellation)
    {
        var query = QueryWords.Parse(request.Query);
        Prepare(snapshot, query);
        var wanted = (int)Math.Min((long)request.Offset + request.Limit, snapshot.DocumentCount);
        _hits.Reset(snapshot.Segments, wanted);
        _fullMatches.Reset();
        ForEachSegment(snapshot, query, (segment, ordinal, _) =>
            _fullMatches.Search(segment, ordinal, query, _scorerOfTerm.AsSpan(0, query.Terms.Count), _hits, cancellation), cancellation);

        // As long as the best are not all full matches, none of these has been left out, and the rest is partial.
        if (!_hits.IsFull)
        {
            ForEachSegment(snapshot, query, (segment, ordinal, count) =>
                _partialMatches.Search(segment, ordinal, _inSegment.AsSpan(0, count), _hits, cancellation), cancellation);
        }

        var total = request.CountAll ? CountAll(snapshot, query, cancellation) : AtLeast(snapshot, query);
        return new SearchResult(Page(snapshot, request), total, [.. query.Terms.Select(term => term.Text)]);
    }

    private void ForEachSegment(Snapshot snapshot, QueryWords query, Action<SegmentView, int, int> search, CancellationToken cancellation)
    {
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var segment = snapshot.Segments[i];
            try
            {
                search(segment, i, Open(segment, i, query.Terms.Count));
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw segment.Reader.Corrupt($"the postings are damaged ({exception.Message})", exception);
            }
        }
    }

    private void Prepare(Snapshot snapshot, QueryWords query)
    {
        if (_rankingOf != snapshot && snapshot.Manifest is { } manifest)
        {
            _ranking = new Bm25(manifest.Schema, snapshot.AverageLength);
            _rankingOf = snapshot;
        }

        var terms = query.Terms.Count;
        Grow(terms, snapshot.Segments.Count);
        for (var term = 0; term < terms; term++)
        {
            var frequency = 0L;
            for (var segment = 0; segment < snapshot.Segments.Count; segment++)
            {
                ref var entry = ref _entries[(segment * terms) + term];
                snapshot.Segments[segment].Reader.TryFindTerm(query.Terms[term].Utf8, out entry);
                frequency += entry.DocumentFrequency;
            }

            var idf = Bm25.InverseDocumentFrequency(snapshot.StoredCount, frequency);
            _weights[term] = Bm25.Weight(idf, query.Terms[term].Occurrences);
        }
    }

    private void Grow(int terms, int segments)
    {
        if (_entries.Length < terms * segments)
            _entries = new TermEntry[terms * segments];
        if (_weights.Length < terms)
        {
            _weights = new float[terms];
            _scorerOfTerm = new TermScorer?[terms];
            _inSegment = new TermScorer[terms];
        }

        while (_pool.Count < terms)
            _pool.Add(new TermScorer());
    }

    // Opens the terms that the segment has. Returns how many they are.
    private int Open(SegmentView segment, int ordinal, int terms)
    {
        var count = 0;
        for (var term = 0; term < terms; term++)
        {
            ref var entry = ref _entries[(ordinal * terms) + term];
            _scorerOfTerm[term] = null;
            if (entry.DocumentFrequency == 0)
                continue;
            var scorer = _pool[count];
            scorer.Open(segment.Reader, entry, _ranking!, _weights[term]);
            _scorerOfTerm[term] = scorer;
            _inSegment[count++] = scorer;
        }

        return count;
    }

    private SearchTotal CountAll(Snapshot snapshot, QueryWords query, CancellationToken cancellation)
    {
        var counted = 0L;
        ForEachSegment(snapshot, query, (segment, _, count) =>
            counted += _unionCount.Count(segment, _inSegment.AsSpan(0, count), cancellation), cancellation);
        return new SearchTotal(counted, true);
    }

    // As many as have the most frequent term, without counting.
    private SearchTotal AtLeast(Snapshot snapshot, QueryWords query)
    {
        var (most, isExact) = (0L, true);
        for (var term = 0; term < query.Terms.Count; term++)
        {
            var documents = 0L;
            for (var i = 0; i < snapshot.Segments.Count; i++)
            {
                var deleted = snapshot.Segments[i].Deletions?.Count ?? 0;
                var frequency = _entries[(i * query.Terms.Count) + term].DocumentFrequency;
                documents += Math.Max(0, frequency - deleted);
                isExact &= frequency == 0 || deleted == 0;
            }

            isExact &= documents == 0 || most == 0;
            most = Math.Max(most, documents);
        }

        return new SearchTotal(most, isExact);
    }

    private SearchHit[] Page(Snapshot snapshot, SearchRequest request)
    {
        var sorted = _hits.Sort();
        var hits = new SearchHit[Math.Max(0, sorted.Count - request.Offset)];
        for (var i = 0; i < hits.Length; i++)
        {
            var hit = sorted[request.Offset + i];
            var id = Encoding.UTF8.GetString(snapshot.Segments[hit.Segment].Reader.Ids.Utf8(hit.Document));
            hits[i] = new SearchHit(id, hit.Rank.Score / (double)Bm25.One, hit.Rank.Tier);
        }

        foreach (var scorer in _pool)
            scorer.Close();
        _hits.Reset([], 0);
        return hits;
    }
}
