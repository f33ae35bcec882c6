using Paperboy.Search.Columns;

namespace Paperboy.Search.Queries.Filters;

/// <summary>Met by the documents of a segment that are known to match: what has been found for the counts serves the search.</summary>
internal sealed class MatchFilter(MatchSets sets, int segment, bool ofFull) : SegmentFilter
{
    public override bool IsCheap => true;

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        if (sets.Count(segment, window, ofFull) == 0)
        {
            bits.Clear();
            return WindowMatch.None;
        }

        sets.Bits(segment, window, ofFull).CopyTo(bits);
        return WindowMatch.Some;
    }

    public override int NextWindow(int window)
    {
        for (; window < sets.WindowCount(segment); window++)
        {
            if (sets.Count(segment, window, ofFull) > 0)
                return window;
        }

        return int.MaxValue;
    }
}

/// <summary>
/// Met where another is, which is asked but once about a window in which it is met: the search for full matches and the one
/// for partial matches ask the same.
/// </summary>
internal sealed class RememberedFilter(SegmentFilter filter, MatchSets sets, int segment) : SegmentFilter
{
    public override bool IsCheap => filter.IsCheap;

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        if (sets.Count(segment, window, ofFull: false) > 0)
        {
            sets.Bits(segment, window, ofFull: false).CopyTo(bits);
            return WindowMatch.Some;
        }

        var match = filter.Fill(window, bits);
        if (match == WindowMatch.None)
            return match;
        bits[..WindowBits.Words].CopyTo(sets.Bits(segment, window, ofFull: false));
        sets.Bits(segment, window, ofFull: true).Clear();
        sets.Close(segment, window);
        return match;
    }

    public override int NextWindow(int window) => filter.NextWindow(window);
}
