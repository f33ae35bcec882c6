namespace Paperboy.Search.Columns;

/// <summary>A document of a segment with its value, if it has one.</summary>
internal readonly record struct ValuedDocument(long? Value, int Segment, int Document);

/// <summary>
/// The documents with the greatest values so far. Those without a value come after all others; ties are decided by the
/// caller's comparison of (segment, document), for which less is better. Windows that cannot contribute are skipped by
/// the zone map.
/// </summary>
internal sealed class TopValues
{
    private readonly Comparison<ValuedDocument> _ties;
    private readonly PriorityQueue<ValuedDocument, ValuedDocument> _kept; // the worst first
    private int _capacity;

    /// <param name="ties">Compares documents of equal value.</param>
    public TopValues(Comparison<ValuedDocument> ties)
    {
        _ties = ties;
        _kept = new PriorityQueue<ValuedDocument, ValuedDocument>(Comparer<ValuedDocument>.Create((a, b) => Compare(b, a)));
    }

    public void Reset(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _capacity = capacity;
        _kept.Clear();
    }

    /// <summary>False: the zone map says that no document of the window is among the best.</summary>
    public bool MayContribute(NumberColumn column, int window)
    {
        if (_kept.Count < _capacity)
            return true;
        if (_capacity == 0)
            return false;
        var zone = column.ZoneOf(window);
        return _kept.Peek().Value is not { } least || (zone.Present > 0 && zone.Maximum >= least);
    }

    /// <summary>Offers the documents of a window that are in <paramref name="bits"/>.</summary>
    public void Offer(NumberColumn column, int segment, int window, ReadOnlySpan<ulong> bits)
    {
        if (!MayContribute(column, window))
            return;
        Span<ulong> candidates = stackalloc ulong[WindowBits.Words];
        if (_kept.Count == _capacity && _kept.Peek().Value is { } least)
            column.Fill(window, least, long.MaxValue, candidates);
        else
            candidates.Fill(ulong.MaxValue);
        WindowBits.And(candidates, bits);
        var from = window * WindowBits.Length;
        for (var place = WindowBits.Next(candidates, 0); place >= 0; place = WindowBits.Next(candidates, place + 1))
        {
            long? value = column.TryGet(from + place, out var number) ? number : null;
            Offer(new ValuedDocument(value, segment, from + place));
        }
    }

    /// <summary>Offers one document.</summary>
    public void Offer(ValuedDocument document)
    {
        if (_kept.Count < _capacity)
            _kept.Enqueue(document, document);
        else if (_capacity > 0 && Compare(document, _kept.Peek()) < 0)
            _kept.EnqueueDequeue(document, document);
    }

    /// <summary>Moves the best documents, the best first, to the end of the list. The heap has to be reset afterwards.</summary>
    public void DrainTo(List<ValuedDocument> best)
    {
        var start = best.Count;
        while (_kept.TryDequeue(out var worst, out _))
            best.Add(worst);
        best.Reverse(start, best.Count - start);
    }

    private int Compare(ValuedDocument a, ValuedDocument b)
    {
        if (a.Value is { } first && b.Value is { } second && first != second)
            return first > second ? -1 : 1;
        return a.Value.HasValue == b.Value.HasValue ? _ties(a, b) : a.Value.HasValue ? -1 : 1;
    }
}
