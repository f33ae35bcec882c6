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
    private (int Segment, int Window)[] _places = []; // of the windows in which something matches
    private long[] _keys = [];
    private int _windows;
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

    /// <summary>
    /// Offers all that match. Windows come by their greatest numbers, so that nearly all are skipped by the zone map, in
    /// whatever order the numbers stand in the segment.
    /// </summary>
    /// <param name="sets">The documents that match.</param>
    /// <param name="columnOf">The column of each segment; null: none of its documents has a number.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public void Offer(MatchSets sets, IReadOnlyList<NumberColumn?> columnOf, CancellationToken cancellation)
    {
        SortWindows(sets, columnOf);
        foreach (var (segment, window) in _places.AsSpan(0, _windows))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                OfferWindow(sets, columnOf[segment], segment, window);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw _segments[segment].Reader.Corrupt($"its columns or ids are damaged ({exception.Message})", exception);
            }
        }
    }

    private void OfferWindow(MatchSets sets, NumberColumn? column, int segment, int window)
    {
        var full = sets.Count(segment, window, ofFull: true);
        if (full > 0)
            Offer(_full, column, segment, window, sets.Bits(segment, window, ofFull: true));
        if (sets.Count(segment, window, ofFull: false) == full)
            return;
        sets.Bits(segment, window, ofFull: false).CopyTo(_bits);
        if (full > 0)
            WindowBits.AndNot(_bits, sets.Bits(segment, window, ofFull: true));
        Offer(_rest, column, segment, window, _bits);
    }

    private void SortWindows(MatchSets sets, IReadOnlyList<NumberColumn?> columnOf)
    {
        _windows = 0;
        for (var segment = 0; segment < columnOf.Count; segment++)
        {
            for (var window = 0; window < sets.WindowCount(segment); window++)
            {
                if (sets.Count(segment, window, ofFull: false) == 0)
                    continue;
                if (_windows == _places.Length)
                {
                    Array.Resize(ref _places, Math.Max(64, 2 * _windows));
                    Array.Resize(ref _keys, _places.Length);
                }

                // The complement turns the order around; a negation could overflow.
                var hasNumbers = columnOf[segment] is { } column && column.ZoneOf(window).Present > 0;
                _keys[_windows] = hasNumbers ? ~columnOf[segment]!.ZoneOf(window).Maximum : long.MaxValue;
                _places[_windows++] = (segment, window);
            }
        }

        Array.Sort(_keys, _places, 0, _windows);
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
