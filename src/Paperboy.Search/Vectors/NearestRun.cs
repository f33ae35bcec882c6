using System.Text;
using Paperboy.Search.Queries;
using Paperboy.Search.Queries.Filters;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Vectors;

/// <summary>
/// Finds nearest neighbours over a snapshot, one request at a time. It owns all that a request needs besides its results, so
/// that a warm one without conditions allocates next to nothing.
/// </summary>
internal sealed class NearestRun
{
    private readonly List<VectorQuery> _queries = [];
    private readonly List<GroupScan> _scans = [];
    private readonly FilteredWindows _filter = new();
    private readonly NearestHits _best = new();

    /// <summary>In place of <see cref="GroupScan.DeviationsFor"/>; for measurements.</summary>
    public float? Deviations { get; set; }

    /// <summary>The codes that the last request has read.</summary>
    public long Compared { get; private set; }

    public Neighbour[] Run(Snapshot snapshot, NearestRequest request, CancellationToken cancellation)
    {
        Compared = 0;
        if (request.Limit == 0 || snapshot.Manifest is null)
            return [];
        Prepare(request.Vectors);
        _best.Reset(snapshot.Segments, (int)Math.Min(request.Limit, snapshot.DocumentCount), request.LeastSimilarity, request.CrowdingShare);
        var ranking = request.Conditions is null ? null : new Bm25(snapshot.Manifest.Schema, snapshot.AverageLength);
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            try
            {
                var scans = OpenScans(snapshot.Segments[i].Reader.Vectors, request);
                if (scans == 0)
                    continue;
                var conditions = ranking is null ? null
                    : new FilterCompiler(snapshot.Segments[i], snapshot.Manifest.Schema, ranking).CompileAll(request.Conditions!.Root, words: null);
                _filter.Open(snapshot.Segments[i], conditions);
                Scan(i, scans, cancellation);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw snapshot.Segments[i].Reader.Corrupt($"the vectors or the postings of a condition are damaged ({exception.Message})", exception);
            }
        }

        return Sorted(snapshot, request.Vectors.Count);
    }

    /// <summary>How close given documents are; NaN for what is not there or has no vector of the request's models.</summary>
    public void Compare(Snapshot snapshot, IReadOnlyList<ModelVector> vectors, IReadOnlyList<string> ids, Span<VectorSimilarity> similarities)
    {
        Prepare(vectors);
        Span<byte> utf8 = stackalloc byte[IndexDocument.MostIdBytes];
        for (var i = 0; i < ids.Count; i++)
        {
            similarities[i] = new VectorSimilarity(float.NaN, 0);
            if (Encoding.UTF8.TryGetBytes(ids[i], utf8, out var length) && snapshot.TryFind(utf8[..length], out var reader, out var document))
                similarities[i] = Compare(reader, document, vectors.Count);
        }
    }

    /// <summary>Lets go of the snapshot; what has been allocated stays for the next request.</summary>
    public void Close()
    {
        foreach (var scan in _scans)
            scan.Close();
        _best.Reset([], 0, 0, 0);
    }

    private void Prepare(IReadOnlyList<ModelVector> vectors)
    {
        while (_queries.Count < vectors.Count)
        {
            _queries.Add(new VectorQuery());
            _scans.Add(new GroupScan());
        }

        for (var i = 0; i < vectors.Count; i++)
            _queries[i].Prepare(vectors[i]);
    }

    private int OpenScans(SegmentVectors vectors, NearestRequest request)
    {
        var scans = 0;
        for (var i = 0; i < request.Vectors.Count; i++)
        {
            if (vectors.Find(_queries[i].Model!) is { } group)
                _scans[scans++].Open(group, _queries[i], Deviations ?? GroupScan.DeviationsFor(request.Limit));
        }

        return scans;
    }

    private void Scan(int segment, int scans, CancellationToken cancellation)
    {
        for (var window = _filter.NextWindow(0); window != int.MaxValue; window = _filter.NextWindow(window + 1))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_filter.Load(window))
                continue;
            for (var i = 0; i < scans; i++)
                _scans[i].Offer(window, _filter.Bits, segment, _best);
        }

        for (var i = 0; i < scans; i++)
            Compared += _scans[i].Compared;
    }

    private VectorSimilarity Compare(SegmentReader reader, int document, int queries)
    {
        for (var i = 0; i < queries; i++)
        {
            if (reader.Vectors.Find(_queries[i].Model!) is { } group && group.RowOf(document) is var row and >= 0)
                return new VectorSimilarity(_queries[i].Similarity(group.CodeOf(row)), _queries[i].Scale.Of(CrowdingCode.Decode(group.CrowdingOf(document, row))));
        }

        return new VectorSimilarity(float.NaN, 0);
    }

    private Neighbour[] Sorted(Snapshot snapshot, int queries)
    {
        var sorted = _best.Sort();
        var neighbours = new Neighbour[sorted.Count];
        for (var i = 0; i < neighbours.Length; i++)
        {
            // What ranked is the closeness, from which the similarity does not come back to the bit.
            var reader = snapshot.Segments[sorted[i].Segment].Reader;
            var (similarity, crowding) = Compare(reader, sorted[i].Document, queries);
            neighbours[i] = new Neighbour(reader.Ids.Text(sorted[i].Document), similarity) { Crowding = crowding };
        }

        return neighbours;
    }
}
