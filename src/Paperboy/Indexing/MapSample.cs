using Paperboy.Embeddings.Mapping;
using Paperboy.Search;

namespace Paperboy.Indexing;

/// <summary>Papers that have a vector of an older model and are embedded by the new one first, so that a map can be learned from both.</summary>
internal sealed class MapSample
{
    // docs/embedder.md has what more of them would give.
    private const int Usual = 4_000;
    private const int PerDimension = 8;
    private const int Most = 16_000;

    // Papers are read by as many at a time, from places all over the catalog.
    private const int Stretch = 50;
    private const double GoldenRatio = 0.6180339887498949;

    private readonly List<PaperChange> _papers;
    private readonly List<(PaperChange Paper, ModelVector Vector)> _embedded = [];
    private readonly VectorPairs _pairs;
    private int _reached;

    private MapSample(VectorModel from, VectorModel to, List<PaperChange> papers, long asOf)
    {
        (_papers, _pairs, AsOf) = (papers, new VectorPairs(from, to, papers.Count), asOf);
    }

    public VectorModel From => _pairs.From;

    public VectorModel To => _pairs.To;

    /// <summary>The sequence of the catalog when the papers were drawn.</summary>
    public long AsOf { get; }

    /// <summary>The papers with their new vectors, as far as they are embedded.</summary>
    public IReadOnlyList<(PaperChange Paper, ModelVector Vector)> Embedded => _embedded;

    /// <summary>Draws papers; fewer than wanted where there are no more.</summary>
    /// <param name="queue">The catalog's papers.</param>
    /// <param name="index">Knows what vectors they have.</param>
    /// <param name="from">The older model.</param>
    /// <param name="to">The new model.</param>
    /// <param name="having">How many papers have a vector of the older model.</param>
    public static MapSample Draw(IndexQueue queue, PaperIndex index, VectorModel from, VectorModel to, long having)
    {
        var asOf = index.Sequence;
        var wanted = (int)Math.Min(SizeFor(from, to), having / 2);
        var drawn = new Dictionary<string, PaperChange>(wanted, StringComparer.Ordinal);

        // The multiples of the golden ratio spread evenly, however many are taken. Where the older model's papers are few,
        // more places are looked at, but not without end: what is missing then makes the sample smaller.
        var most = (asOf / Stretch * 4) + 4;
        for (long place = 1; place <= most && drawn.Count < wanted; place++)
        {
            var at = (long)(place * GoldenRatio % 1 * asOf);
            foreach (var change in queue.After(at, Stretch))
            {
                if (drawn.Count < wanted && change.Paper is not null && change.Sequence <= asOf && index.VectorOf(change.Id)?.Model == from)
                    drawn.TryAdd(change.Id, change);
            }
        }

        return new MapSample(from, to, [.. drawn.Values], asOf);
    }

    /// <summary>How many papers a map is learned from, if there are as many.</summary>
    internal static int SizeFor(VectorModel from, VectorModel to) =>
        Math.Clamp(PerDimension * Math.Max(from.Dimensions, to.Dimensions), Usual, Most);

    /// <summary>The next papers to embed; none when all are.</summary>
    public IReadOnlyList<PaperChange> Next(int limit) => _papers.GetRange(_reached, Math.Min(limit, _papers.Count - _reached));

    /// <summary>Takes what has become of the papers that came next.</summary>
    /// <param name="index">Has their older vectors still; a paper that changed meanwhile has none.</param>
    /// <param name="tried">How many were tried.</param>
    /// <param name="embedded">Those that have a vector.</param>
    public void Add(PaperIndex index, int tried, IReadOnlyList<(PaperChange Paper, ModelVector Vector)> embedded)
    {
        _reached += tried;
        _embedded.AddRange(embedded);
        foreach (var (paper, vector) in embedded)
        {
            if (index.VectorOf(paper.Id) is { } older && older.Model == From)
                _pairs.Add(older.Values.Span, vector.Values.Span);
        }
    }

    /// <summary>Learns the map; null where the pairs teach none.</summary>
    public VectorMap? Learn(CancellationToken cancel) => MapFitting.Fit(_pairs, cancel);
}
