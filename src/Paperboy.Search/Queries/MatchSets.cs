using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// All that match a query, as sets of bits by windows (<see cref="WindowBits"/>): those that match at all, and those of
/// them that have every word. A million documents take 250 KB, which are kept for the next query.
/// </summary>
internal sealed class MatchSets
{
    private readonly List<int> _first = []; // place of each segment's first window
    private WindowCounts[] _counts = [];
    private ulong[] _any = []; // of windows without matches, what an earlier query has left
    private ulong[] _full = [];

    /// <summary>How many documents match.</summary>
    public long AnyCount { get; private set; }

    /// <summary>How many of them have every word.</summary>
    public long FullCount { get; private set; }

    /// <summary>Makes all sets empty.</summary>
    public void Reset(IReadOnlyList<SegmentView> segments)
    {
        (AnyCount, FullCount) = (0, 0);
        _first.Clear();
        var windows = 0;
        foreach (var segment in segments)
        {
            _first.Add(windows);
            windows += WindowBits.WindowCount(segment.Reader.DocumentCount);
        }

        _first.Add(windows);
        if (_counts.Length < windows)
        {
            _counts = new WindowCounts[windows];
            _any = new ulong[windows * WindowBits.Words];
            _full = new ulong[windows * WindowBits.Words];
        }

        _counts.AsSpan(0, windows).Clear();
    }

    public int WindowCount(int segment) => _first[segment + 1] - _first[segment];

    /// <summary>Whether a document of the segment has every word.</summary>
    public bool HasFull(int segment)
    {
        foreach (var counts in _counts.AsSpan(_first[segment], WindowCount(segment)))
        {
            if (counts.Full > 0)
                return true;
        }

        return false;
    }

    /// <summary>How many documents of a window are in its set.</summary>
    public int Count(int segment, int window, bool ofFull)
    {
        ref readonly var counts = ref _counts[_first[segment] + window];
        return ofFull ? counts.Full : counts.Any;
    }

    /// <summary>The set of a window: to be read where its count is not 0, or to be filled before <see cref="Close"/>.</summary>
    public Span<ulong> Bits(int segment, int window, bool ofFull) =>
        (ofFull ? _full : _any).AsSpan((_first[segment] + window) * WindowBits.Words, WindowBits.Words);

    /// <summary>Says that both sets of a window are filled.</summary>
    public void Close(int segment, int window)
    {
        var (any, full) = (WindowBits.Count(Bits(segment, window, ofFull: false)), WindowBits.Count(Bits(segment, window, ofFull: true)));
        _counts[_first[segment] + window] = new WindowCounts(any, full);
        AnyCount += any;
        FullCount += full;
    }

    private readonly record struct WindowCounts(int Any, int Full);
}
