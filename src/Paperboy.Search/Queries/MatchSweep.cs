using Paperboy.Search.Columns;
using Paperboy.Search.Queries.Filters;

namespace Paperboy.Search.Queries;

/// <summary>Goes through the windows of a segment and says of each which documents match a query, without scoring them.</summary>
internal sealed class MatchSweep
{
    private readonly ulong[] _any = new ulong[WindowBits.Words];
    private readonly ulong[] _full = new ulong[WindowBits.Words];
    private readonly ulong[] _marks = new ulong[WindowBits.Words];
    private readonly HashSet<int> _inWords = []; // terms that a document must have to have every word
    private RankedWords _query = new();
    private FilteredWindows? _filter;
    private TermScorer?[] _scorers = [];
    private bool _canBeFull;

    /// <summary>The window at hand.</summary>
    public int Window { get; private set; }

    /// <summary>The documents of the window that match.</summary>
    public ReadOnlySpan<ulong> Matching => _any;

    /// <summary>Those of them that have every word.</summary>
    public ReadOnlySpan<ulong> Full => _full;

    /// <summary>Gets ready for a segment.</summary>
    public void Open(RankedWords query, TermScorer?[] scorerOfTerm, FilteredWindows filter)
    {
        (_query, _scorers, _filter, Window) = (query, scorerOfTerm, filter, -1);
        _inWords.Clear();
        _canBeFull = query.CanBeFull;
        foreach (var word in query.Words)
        {
            if (word.IsMinor)
                continue;
            _inWords.Add(word.Term);
            _canBeFull &= scorerOfTerm[word.Term] is not null;
        }
    }

    /// <summary>Goes to the next window in which something matches.</summary>
    public bool MoveNext()
    {
        for (var window = _filter!.NextWindow(Window + 1); window != int.MaxValue; window = _filter.NextWindow(window + 1))
        {
            Window = window;
            if (_filter.Load(window) && Fill())
                return true;
        }

        return false;
    }

    private bool Fill()
    {
        var from = Window * WindowBits.Length;
        var isAnyWanted = false;
        _any.AsSpan().Clear();
        _filter!.Bits.CopyTo(_full);
        if (!_canBeFull)
            _full.AsSpan().Clear();
        for (var term = 0; term < _query.Terms.Count; term++)
        {
            var (isWanted, isInWords) = (_query.Terms[term].IsWanted, _inWords.Contains(term));
            isAnyWanted |= isWanted;
            if (_scorers[term] is not { } scorer || !(isWanted || isInWords))
                continue;
            _marks.AsSpan().Clear();
            scorer.Mark(from, from + WindowBits.Length, -1, _marks);
            if (isWanted)
                WindowBits.Or(_any, _marks);
            if (isInWords)
                WindowBits.And(_full, _marks);
        }

        if (isAnyWanted)
            WindowBits.And(_any, _filter.Bits);
        else
            _filter.Bits.CopyTo(_any);
        return WindowBits.Any(_any);
    }
}
