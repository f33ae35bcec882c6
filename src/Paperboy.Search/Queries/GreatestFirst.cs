using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Finds the documents with the greatest numbers of a column. Those that have every word of the query come before the
/// others, whatever their numbers are; within both, those without a number come last, and of equal ones the lesser id
/// comes first.
/// </summary>
internal sealed class GreatestFirst
{
    private readonly TopValues _full;
    private readonly TopValues _rest;
    private readonly List<ValuedDocument> _sorted = [];
    private readonly ulong[] _bits = new ulong[WindowBits.Words];
    private IReadOnlyList<SegmentView> _segments = [];
    private int _capacity;

    public GreatestFirst()
    {
        _full = new TopValues(CompareIds);
        _rest = new TopValues(CompareIds);
    }

    /// <summary>Forgets what it has found and gets ready to find so many.</summary>
    public void Reset(IReadOnlyList<SegmentView> segments, int capacity)
    {
        (_segments, _capacity) = (segments, capacity);
        _full.Reset(capacity);
        _rest.Reset(capacity);
    }

    /// <summary>Offers the documents of the sweep's window. Without a column none has a number.</summary>
    public void Offer(MatchSweep sweep, NumberColumn? column, int segment)
    {
        Offer(_full, column, segment, sweep.Window, sweep.Full);
        sweep.Matching.CopyTo(_bits);
        WindowBits.AndNot(_bits, sweep.Full);
        Offer(_rest, column, segment, sweep.Window, _bits);
    }

    /// <summary>The best, the best first, as many as there are; <paramref name="full"/> of them have every word.</summary>
    public IReadOnlyList<ValuedDocument> Sort(out int full)
    {
        _sorted.Clear();
        _full.DrainTo(_sorted);
        full = _sorted.Count;
        _rest.DrainTo(_sorted);
        if (_sorted.Count > _capacity)
            _sorted.RemoveRange(_capacity, _sorted.Count - _capacity);
        return _sorted;
    }

    private static void Offer(TopValues best, NumberColumn? column, int segment, int window, ReadOnlySpan<ulong> bits)
    {
        if (column is not null)
        {
            best.Offer(column, segment, window, bits);
            return;
        }

        for (var place = WindowBits.Next(bits, 0); place >= 0; place = WindowBits.Next(bits, place + 1))
            best.Offer(new ValuedDocument(null, segment, (window * WindowBits.Length) + place));
    }

    private int CompareIds(ValuedDocument a, ValuedDocument b) => IdOf(a).SequenceCompareTo(IdOf(b));

    private ReadOnlySpan<byte> IdOf(ValuedDocument document) => _segments[document.Segment].Reader.Ids.Utf8(document.Document);
}
