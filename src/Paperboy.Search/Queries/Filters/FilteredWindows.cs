using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries.Filters;

/// <summary>The documents of a segment that are not deleted and meet a query's conditions, looked at in ascending order.</summary>
internal sealed class FilteredWindows
{
    private readonly ulong[] _bits = new ulong[WindowBits.Words];
    private SegmentFilter? _filter;
    private Deletions? _deletions;
    private int _documents;
    private int _window = -1;

    /// <summary>Gets ready for a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="filter">The conditions; null: there are none.</param>
    public void Open(SegmentView segment, SegmentFilter? filter)
    {
        _filter = filter;
        _deletions = segment.Deletions;
        _documents = segment.Reader.DocumentCount;
        _window = -1;
    }

    /// <summary>Whether all documents of the segment are meant.</summary>
    public bool HasAll => _filter is null && _deletions is null;

    /// <summary>Whether the conditions are better asked before posting lists are, where there are any.</summary>
    public bool ComesFirst => !HasAll && _filter is null or { IsCheap: true };

    /// <summary>The documents of the window at hand.</summary>
    public ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>Goes to the first window from this one on that may have documents. Gives int.MaxValue if there is none.</summary>
    public int NextWindow(int window)
    {
        var next = _filter is null ? window : _filter.NextWindow(window);
        return next < WindowBits.WindowCount(_documents) ? next : int.MaxValue;
    }

    /// <summary>Makes a window the one at hand. False: it has no document.</summary>
    public bool Load(int window)
    {
        if (window == _window)
            return WindowBits.Any(_bits);
        _window = window;
        if (_filter is null)
            WindowBits.SetFirst(_bits, WindowBits.DocumentsIn(window, _documents));
        else if (_filter.Fill(window, _bits) == WindowMatch.None)
            return false;
        if (_deletions is not null)
            WindowBits.Remove(_bits, _deletions, window);
        return WindowBits.Any(_bits);
    }

    /// <summary>The first document from this one on; int.MaxValue if there is none.</summary>
    public int Next(int document)
    {
        if (HasAll)
            return document < _documents ? document : int.MaxValue;
        // Filters go forward only: of the window at hand they are not asked again.
        var window = WindowBits.WindowOf(document);
        for (window = window == _window ? window : NextWindow(window); window != int.MaxValue; window = NextWindow(window + 1))
        {
            var from = Math.Max(document, window * WindowBits.Length);
            if (Load(window) && WindowBits.Next(_bits, from % WindowBits.Length) is var place and >= 0)
                return (window * WindowBits.Length) + place;
        }

        return int.MaxValue;
    }
}
