using Paperboy.Search.Columns;

namespace Paperboy.Search.Queries.Filters;

/// <summary>Met by documents whose number is from one to another, both included.</summary>
internal sealed class NumberFilter(NumberColumn column, long from, long to) : SegmentFilter
{
    public override bool IsCheap => true;

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        var match = column.Probe(window, from, to);
        if (match == WindowMatch.Some)
            column.Fill(window, from, to, bits);
        else
            WindowBits.SetFirst(bits, match == WindowMatch.All ? WindowBits.DocumentsIn(window, column.DocumentCount) : 0);
        return match;
    }

    public override int NextWindow(int window)
    {
        var next = column.NextWindowThatMay(window, from, to);
        return next < column.WindowCount ? next : int.MaxValue;
    }
}

/// <summary>Met by documents that have one of a range of values.</summary>
internal sealed class KeywordFilter(KeywordColumn column, OrdinalRange values) : SegmentFilter
{
    public override bool IsCheap => true;

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        var match = column.Probe(window, values);
        if (match == WindowMatch.Some)
            column.Fill(window, values, bits);
        else
            WindowBits.SetFirst(bits, match == WindowMatch.All ? WindowBits.DocumentsIn(window, column.DocumentCount) : 0);
        return match;
    }

    public override int NextWindow(int window)
    {
        var next = column.NextWindowThatMay(window, values);
        return next < column.WindowCount ? next : int.MaxValue;
    }
}
