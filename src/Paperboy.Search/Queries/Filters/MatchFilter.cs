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
