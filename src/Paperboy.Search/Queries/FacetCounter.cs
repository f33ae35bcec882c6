using System.Globalization;
using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Counts the values of one column over the documents of windows, segment by segment.</summary>
internal sealed class FacetCounter(FacetRequest request, IndexSchema schema)
{
    // Numbers that are further apart are counted one by one.
    private const int MostBuckets = 1 << 16;
    private readonly FacetCounts _keywords = new();
    private readonly Dictionary<long, long> _numbers = [];
    private int[] _counts = [];
    private KeywordColumn? _keywordColumn;
    private NumberColumn? _numberColumn;
    private NumberHistogram? _histogram;

    public void Open(SegmentView segment)
    {
        Close();
        if (request.Divisor == 0)
        {
            _keywordColumn = segment.Reader.Columns.Keyword(schema, request.Column);
            if (_keywordColumn is not null && _counts.Length < _keywordColumn.Dictionary.Count)
                _counts = new int[_keywordColumn.Dictionary.Count];
            return;
        }

        if (segment.Reader.Columns.Number(schema, request.Column) is not { PresentCount: > 0 } column)
            return;
        _numberColumn = column;
        var least = NumberHistogram.KeyOf(column.Minimum, request.Divisor);
        var most = NumberHistogram.KeyOf(column.Maximum, request.Divisor);
        if (unchecked((ulong)(most - least)) < MostBuckets)
            _histogram = new NumberHistogram(request.Divisor, least, most);
    }

    public void Add(int window, ReadOnlySpan<ulong> bits)
    {
        _keywordColumn?.Count(window, bits, _counts);
        if (_numberColumn is not null && _histogram is not null)
            _histogram.Add(_numberColumn, window, bits);
        else if (_numberColumn is not null)
            AddEach(_numberColumn, window * WindowBits.Length, bits);
    }

    public FacetResult Finish()
    {
        Close();
        return new FacetResult(request.Column, request.Divisor == 0 ? TopKeywords() : GreatestNumbers());
    }

    private void AddEach(NumberColumn column, int from, ReadOnlySpan<ulong> bits)
    {
        for (var place = WindowBits.Next(bits, 0); place >= 0; place = WindowBits.Next(bits, place + 1))
        {
            if (!column.TryGet(from + place, out var value))
                continue;
            var key = NumberHistogram.KeyOf(value, request.Divisor);
            _numbers[key] = _numbers.GetValueOrDefault(key) + 1;
        }
    }

    private FacetCount[] TopKeywords() =>
        [.. _keywords.Top(request.Most).Select(value => new FacetCount(value.Value, value.Count))];

    private FacetCount[] GreatestNumbers() =>
        [.. _numbers.OrderByDescending(number => number.Key).Take(request.Most)
            .Select(number => new FacetCount(number.Key.ToString(CultureInfo.InvariantCulture), number.Value))];

    private void Close()
    {
        if (_keywordColumn is not null)
        {
            var counts = _counts.AsSpan(0, _keywordColumn.Dictionary.Count);
            _keywords.Add(_keywordColumn.Dictionary, counts);
            counts.Clear();
        }

        for (var i = 0; _histogram is not null && i < _histogram.Counts.Length; i++)
        {
            if (_histogram.Counts[i] > 0)
                _numbers[_histogram.Least + i] = _numbers.GetValueOrDefault(_histogram.Least + i) + _histogram.Counts[i];
        }

        (_keywordColumn, _numberColumn, _histogram) = (null, null, null);
    }
}

/// <summary>A facet of a query: what all that match have, and what those have that have every word.</summary>
internal sealed class Facet(FacetRequest request, IndexSchema schema)
{
    private readonly FacetCounter _matching = new(request, schema);
    private readonly FacetCounter _full = new(request, schema);
    private bool _hasFull;

    public void Open(SegmentView segment)
    {
        _matching.Open(segment);
        _full.Open(segment);
    }

    /// <summary>Adds the sweep's window. As soon as something has every word, the rest does not count any more.</summary>
    public void Add(MatchSweep sweep)
    {
        _hasFull |= WindowBits.Any(sweep.Full);
        if (_hasFull)
            _full.Add(sweep.Window, sweep.Full);
        else
            _matching.Add(sweep.Window, sweep.Matching);
    }

    public FacetResult Finish(bool ofFull) => (ofFull ? _full : _matching).Finish();
}
