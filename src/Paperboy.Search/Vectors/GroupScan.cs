using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Paperboy.Search.Columns;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Vectors;

/// <summary>
/// Compares a query with the vectors of one model in one segment, a window of documents at a time: all that are asked for by
/// their sketches, and those whose similarity may be above that of the worst of the best by their codes, as RaBitQ does. So
/// how many codes are read follows from how well sketches can tell, and not from a number that fits some collections.
/// </summary>
internal sealed class GroupScan
{
    // A true neighbour is missed if its sketch underestimates it by more than that. docs/benchmarks.md has the recall.
    public const float UsualDeviations = 2.4f;

    // Of many neighbours the first are so much closer than the last that their sketches cannot hide them: only what stands
    // near the end may be missed, and three times as many codes would be read to find it.
    private const float DeviationsOfMany = 1.2f;
    private const int Many = 150;

    // Of as few in a group of 64 the codes are read at once: they cost less than the group's sketches.
    private const int FewVectors = 3;

    private const int PrefetchedRows = 8;
    private const int CacheLine = 64;

    private readonly SketchQuery _sketch = new();
    private readonly ulong[] _rows = new ulong[WindowBits.Words];
    private readonly ulong[] _documents = new ulong[WindowBits.Words];
    private readonly ushort[] _sums = new ushort[SketchGroup.Vectors];
    private VectorGroup? _group;
    private VectorQuery? _query;

    /// <summary>How far below the truth, in standard deviations, an estimate may lie to be looked at, where so many are asked for.</summary>
    public static float DeviationsFor(int limit) => limit < Many ? UsualDeviations : DeviationsOfMany;

    /// <summary>The codes read since the last <see cref="Open"/>.</summary>
    public long Compared { get; private set; }

    public void Open(VectorGroup group, VectorQuery query, float deviations)
    {
        (_group, _query, Compared) = (group, query, 0);
        _sketch.Prepare(query.Rotated, group.Center, deviations);
    }

    public void Close() => (_group, _query) = (null, null);

    /// <summary>Offers the closest of the given documents of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="documents">64 words.</param>
    /// <param name="segment">The segment's place in the snapshot.</param>
    /// <param name="best">Takes those that are among the best.</param>
    public void Offer(int window, ReadOnlySpan<ulong> documents, int segment, NearestHits best)
    {
        var zone = _group!.ZoneOf(window);
        if (zone.Count == 0)
            return;
        if (_group.HasAll)
            documents.CopyTo(_rows);
        else
            BitCompaction.Compact(documents, _group.PresenceIn(window), _rows);
        if (!Sift(window, SketchGroup.Count(zone.Count), best))
            return;
        ReadOnlySpan<ulong> found = _rows;
        if (!_group.HasAll)
        {
            _documents.AsSpan().Clear();
            BitCompaction.AddExpanded(_rows, _group.PresenceIn(window), _documents);
            found = _documents;
        }

        Compare(window, found, segment, best);
    }

    // Leaves in the set of rows those that may be close enough. False: there are none.
    private bool Sift(int window, int groups, NearestHits best)
    {
        if (!WindowBits.Any(_rows))
            return false;
        var (similarity, closeness) = (best.LeastSimilarity, best.LeastCloseness);
        var crowding = CrowdingIn(window, best);
        if (crowding.IsEmpty)
            similarity = Math.Max(similarity, closeness + (best.CrowdingShare * CrowdingOf(0)));
        if (float.IsNegativeInfinity(similarity) && float.IsNegativeInfinity(closeness))
            return true;
        var limit = LimitFor(similarity, closeness, best.CrowdingShare);
        var dimensions = _group!.Model.Dimensions;
        var (length, reaches, shares) = (SketchGroup.LengthOf(dimensions), SketchGroup.ReachesOf(dimensions), SketchGroup.SharesOf(dimensions));
        var sketches = _group.SketchesOf(window);
        var any = 0UL;
        for (var i = 0; i < groups; i++)
        {
            ref var rows = ref _rows[i];
            if (BitOperations.PopCount(rows) > FewVectors)
            {
                var group = sketches.Slice(i * length, length);
                SketchKernels.Sum(group, _sketch.Tables, _sums);
                var crowded = crowding.IsEmpty ? crowding : crowding.Slice(i * SketchGroup.Vectors, SketchGroup.Vectors);
                rows &= SketchKernels.Above(_sums, group[reaches..], group[shares..], crowded, limit);
            }

            any |= rows;
        }

        return any != 0;
    }

    // In cosines: a group's similarities and crowding may both be scaled, and what is stored is not.
    private SketchLimit LimitFor(float similarity, float closeness, float share)
    {
        var scale = _query!.Scale;
        return _sketch.LimitFor(scale.CosineOf(similarity), scale.CosineOf(closeness + (share * scale.Offset)), share);
    }

    // The i-th of the rows is that of the i-th of the documents found.
    private void Compare(int window, ReadOnlySpan<ulong> documents, int segment, NearestHits best)
    {
        var codes = _group!.CodesOf(window);
        var crowding = CrowdingIn(window, best);
        var dimensions = _group.Model.Dimensions;
        var ahead = WindowBits.Next(_rows, 0);
        for (var i = 0; i < PrefetchedRows; i++)
            ahead = FetchAhead(codes, dimensions, ahead);
        var place = WindowBits.Next(documents, 0);
        for (var row = WindowBits.Next(_rows, 0); row >= 0; row = WindowBits.Next(_rows, row + 1))
        {
            var similarity = _query!.Similarity(codes.Slice(row * dimensions, dimensions));
            ahead = FetchAhead(codes, dimensions, ahead);
            var closeness = best.CrowdingShare == 0 ? similarity : similarity - (best.CrowdingShare * CrowdingOf(crowding.IsEmpty ? (short)0 : crowding[row]));
            if (similarity >= best.LeastSimilarity && closeness >= best.LeastCloseness)
                best.Offer(closeness, segment, (window * WindowBits.Length) + place);
            place = WindowBits.Next(documents, place + 1);
            Compared++;
        }
    }

    private float CrowdingOf(short code) => _query!.Scale.Of(CrowdingCode.Decode(code));

    // Without a share of it that counts, none of it is read.
    private ReadOnlySpan<short> CrowdingIn(int window, NearestHits best) => best.CrowdingShare == 0 ? [] : _group!.CrowdingIn(window);

    private int FetchAhead(ReadOnlySpan<sbyte> codes, int dimensions, int row)
    {
        if (row < 0)
            return row;
        ref var first = ref MemoryMarshal.GetReference(codes.Slice(row * dimensions, dimensions));
        for (var i = 0; i < dimensions; i += CacheLine)
            Prefetch.Line(ref Unsafe.Add(ref first, i));
        return WindowBits.Next(_rows, row + 1);
    }
}
