using Paperboy.Search.Columns;

namespace Paperboy.Search.Queries.Filters;

/// <summary>
/// A condition on the documents of one segment, answered a window of 4,096 documents at a time (see
/// <see cref="WindowBits"/>). Windows are asked for in ascending order.
/// </summary>
internal abstract class SegmentFilter
{
    /// <summary>Makes <paramref name="bits"/> the set of the window's documents that meet it, whatever is returned.</summary>
    /// <returns>What is known of the window: <see cref="WindowMatch.Some"/> may be said of any.</returns>
    public abstract WindowMatch Fill(int window, Span<ulong> bits);

    /// <summary>Whether filling a window costs less than decoding a few posting blocks, so that it is better done first.</summary>
    public virtual bool IsCheap => false;

    /// <summary>The first window from this one on in which a document may meet it; int.MaxValue if there is none.</summary>
    public virtual int NextWindow(int window) => window;
}

/// <summary>Met by every document of the segment, or by none.</summary>
internal sealed class ConstantFilter(bool isMet, int documents) : SegmentFilter
{
    public override bool IsCheap => true;

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        WindowBits.SetFirst(bits, isMet ? WindowBits.DocumentsIn(window, documents) : 0);
        return isMet ? WindowMatch.All : WindowMatch.None;
    }

    public override int NextWindow(int window) => isMet ? window : int.MaxValue;
}

/// <summary>Met where all of several are.</summary>
internal sealed class AllFilter(IReadOnlyList<SegmentFilter> filters) : SegmentFilter
{
    private readonly ulong[] _other = new ulong[WindowBits.Words];

    public override bool IsCheap { get; } = filters.All(filter => filter.IsCheap);

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        var result = filters[0].Fill(window, bits);
        for (var i = 1; i < filters.Count && result != WindowMatch.None; i++)
        {
            var match = filters[i].Fill(window, _other);
            if (match == WindowMatch.All)
                continue;
            result = match;
            WindowBits.And(bits, _other);
            if (!WindowBits.Any(bits))
                result = WindowMatch.None;
        }

        return result;
    }

    public override int NextWindow(int window)
    {
        for (var next = window; ; window = next)
        {
            foreach (var filter in filters)
            {
                next = Math.Max(next, filter.NextWindow(next));
                if (next == int.MaxValue)
                    return next;
            }

            if (next == window)
                return next;
        }
    }
}

/// <summary>Met where one of several is.</summary>
internal sealed class AnyFilter(IReadOnlyList<SegmentFilter> filters) : SegmentFilter
{
    private readonly ulong[] _other = new ulong[WindowBits.Words];

    public override bool IsCheap { get; } = filters.All(filter => filter.IsCheap);

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        var result = filters[0].Fill(window, bits);
        for (var i = 1; i < filters.Count && result != WindowMatch.All; i++)
        {
            var match = filters[i].Fill(window, _other);
            if (match == WindowMatch.None)
                continue;
            WindowBits.Or(bits, _other);
            result = match;
        }

        return result;
    }

    public override int NextWindow(int window)
    {
        var next = int.MaxValue;
        foreach (var filter in filters)
            next = Math.Min(next, filter.NextWindow(window));
        return next;
    }
}

/// <summary>Met where another is not.</summary>
internal sealed class NotFilter(SegmentFilter filter, int documents) : SegmentFilter
{
    private readonly ulong[] _other = new ulong[WindowBits.Words];

    public override bool IsCheap => filter.IsCheap;

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        var match = filter.Fill(window, _other);
        WindowBits.SetFirst(bits, WindowBits.DocumentsIn(window, documents));
        WindowBits.AndNot(bits, _other);
        return match switch { WindowMatch.None => WindowMatch.All, WindowMatch.All => WindowMatch.None, _ => match };
    }
}
