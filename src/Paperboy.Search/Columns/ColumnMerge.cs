namespace Paperboy.Search.Columns;

/// <summary>
/// Brings the columns of several segments together in one, a window of each at a time. renumbering[s][d] is the new
/// number of document d of source s, or -1 if it is deleted; within a source the new numbers must ascend. A source that
/// is null has no such column, and its documents no values.
/// </summary>
internal static class ColumnMerge
{
    /// <exception cref="ArgumentException">New numbers do not ascend.</exception>
    /// <exception cref="IndexCorruptException">A source is damaged.</exception>
    public static NumberColumnWriter Merge(IReadOnlyList<NumberColumn?> sources, int[][] renumbering)
    {
        var writer = new NumberColumnWriter();
        var windows = new int[sources.Count];
        windows.AsSpan().Fill(-1);
        var values = sources.Select(source => source is null ? [] : new long[WindowBits.Length]).ToArray();
        var present = sources.Select(source => source is null ? [] : new ulong[WindowBits.Words]).ToArray();
        for (var order = new MergeOrder(renumbering); order.MoveNext();)
        {
            var s = order.Source;
            if (sources[s] is not { } column)
                continue;
            if (windows[s] != WindowBits.WindowOf(order.Document))
                column.ReadWindow(windows[s] = WindowBits.WindowOf(order.Document), values[s], present[s]);
            var place = order.Document % WindowBits.Length;
            if (WindowBits.Contains(present[s], place))
                writer.Set(order.NewNumber, values[s][place]);
        }

        return writer;
    }

    /// <exception cref="ArgumentException">New numbers do not ascend.</exception>
    /// <exception cref="IndexCorruptException">A source is damaged.</exception>
    public static KeywordColumnWriter Merge(IReadOnlyList<KeywordColumn?> sources, int[][] renumbering)
    {
        var writer = new KeywordColumnWriter();
        var readers = sources.Select(source => source is null ? null : new KeywordSource(source)).ToArray();
        for (var order = new MergeOrder(renumbering); order.MoveNext();)
            readers[order.Source]?.Copy(order.Document, writer, order.NewNumber);
        return writer;
    }

    private sealed class KeywordSource
    {
        private readonly KeywordColumn _column;
        private readonly int[] _numbers; // the writer's, + 1; 0 until a document that stays has the value
        private readonly int[] _starts = new int[WindowBits.Length + 1];
        private readonly List<int> _ordinals = [];
        private int _window = -1;

        public KeywordSource(KeywordColumn column)
        {
            _column = column;
            _numbers = new int[column.Dictionary.Count];
        }

        public void Copy(int document, KeywordColumnWriter writer, int newNumber)
        {
            if (_window != WindowBits.WindowOf(document))
                _column.ReadWindow(_window = WindowBits.WindowOf(document), _starts, _ordinals);
            var place = document % WindowBits.Length;
            for (var i = _starts[place]; i < _starts[place + 1]; i++)
            {
                ref var number = ref _numbers[_ordinals[i]];
                if (number == 0)
                    number = writer.NumberOf(newNumber, _column.Dictionary.Utf8(_ordinals[i])) + 1;
                writer.Add(newNumber, number - 1);
            }
        }
    }
}

/// <summary>Goes through the documents of several sources by their new numbers.</summary>
internal struct MergeOrder
{
    private readonly int[][] _renumbering;
    private readonly int[] _at;

    public MergeOrder(int[][] renumbering)
    {
        _renumbering = renumbering;
        _at = new int[renumbering.Length];
        for (var source = 0; source < _at.Length; source++)
            SkipDeleted(source);
        NewNumber = -1;
    }

    public int Source { get; private set; }

    public int Document { get; private set; }

    public int NewNumber { get; private set; }

    public bool MoveNext()
    {
        // Mostly the sources follow one another as a whole: the one before goes on while it has the next number.
        var least = HasNext(Source) && NextNumber(Source) == NewNumber + 1 ? Source : FindLeast();
        if (least < 0)
            return false;
        var number = NextNumber(least);
        if (number <= NewNumber)
            throw new ArgumentException($"document {_at[least]} of source {least} becomes document {number}, after document {NewNumber}");
        (Source, Document, NewNumber) = (least, _at[least], number);
        _at[least]++;
        SkipDeleted(least);
        return true;
    }

    private readonly bool HasNext(int source) => source < _at.Length && _at[source] < _renumbering[source].Length;

    private readonly int NextNumber(int source) => _renumbering[source][_at[source]];

    private readonly int FindLeast()
    {
        var least = -1;
        for (var source = 0; source < _at.Length; source++)
        {
            if (HasNext(source) && (least < 0 || NextNumber(source) < NextNumber(least)))
                least = source;
        }

        return least;
    }

    private readonly void SkipDeleted(int source)
    {
        while (HasNext(source) && NextNumber(source) < 0)
            _at[source]++;
    }
}
