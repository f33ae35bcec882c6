using System.Globalization;
using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Counts the values of one column over the documents that match a query; one object serves any number of queries.</summary>
internal sealed class FacetCounter
{
    // Numbers that are further apart are counted one by one.
    private const int MostBuckets = 1 << 16;
    private readonly FacetCounts _keywords = new();
    private readonly Dictionary<long, long> _numbers = [];
    private int[] _counts = [];

    /// <summary>Counts what a request asks for.</summary>
    /// <param name="request">The column, and how many values to give.</param>
    /// <param name="segments">All segments.</param>
    /// <param name="schema">The index's.</param>
    /// <param name="sets">The documents to be counted.</param>
    /// <param name="ofFull">Whether only those that have every word.</param>
    /// <param name="cancellation">Ends the counting early.</param>
    public FacetResult Count(
        FacetRequest request,
        IReadOnlyList<SegmentView> segments,
        IndexSchema schema,
        MatchSets sets,
        bool ofFull,
        CancellationToken cancellation)
    {
        _keywords.Clear();
        _numbers.Clear();
        for (var i = 0; i < segments.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var segment = segments[i].Reader;
            try
            {
                if (request.Divisor == 0)
                    AddKeywords(segment.Columns.Keyword(schema, request.Column), sets, i, ofFull);
                else
                    AddNumbers(segment.Columns.Number(schema, request.Column), request.Divisor, sets, i, ofFull);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw segment.Corrupt($"the column '{request.Column}' is damaged ({exception.Message})", exception);
            }
        }

        return new FacetResult(request.Column, request.Divisor == 0 ? TopKeywords(request.Most) : GreatestNumbers(request.Most));
    }

    private void AddKeywords(KeywordColumn? column, MatchSets sets, int segment, bool ofFull)
    {
        if (column is null)
            return;
        if (_counts.Length < column.Dictionary.Count)
            _counts = new int[column.Dictionary.Count];
        var counts = _counts.AsSpan(0, column.Dictionary.Count);
        counts.Clear();
        for (var window = 0; window < column.WindowCount; window++)
        {
            if (sets.Count(segment, window, ofFull) > 0)
                column.Count(window, sets.Bits(segment, window, ofFull), counts);
        }

        _keywords.Add(column.Dictionary, counts);
    }

    private void AddNumbers(NumberColumn? column, long divisor, MatchSets sets, int segment, bool ofFull)
    {
        if (column is not { PresentCount: > 0 })
            return;
        var least = NumberHistogram.KeyOf(column.Minimum, divisor);
        var most = NumberHistogram.KeyOf(column.Maximum, divisor);
        var histogram = unchecked((ulong)(most - least)) < MostBuckets ? new NumberHistogram(divisor, least, most) : null;
        for (var window = 0; window < column.WindowCount; window++)
        {
            if (sets.Count(segment, window, ofFull) == 0)
                continue;
            var bits = sets.Bits(segment, window, ofFull);
            if (histogram is not null)
                histogram.Add(column, window, bits);
            else
                AddEach(column, divisor, window * WindowBits.Length, bits);
        }

        for (var i = 0; histogram is not null && i < histogram.Counts.Length; i++)
        {
            if (histogram.Counts[i] > 0)
                _numbers[least + i] = _numbers.GetValueOrDefault(least + i) + histogram.Counts[i];
        }
    }

    private void AddEach(NumberColumn column, long divisor, int from, ReadOnlySpan<ulong> bits)
    {
        for (var place = WindowBits.Next(bits, 0); place >= 0; place = WindowBits.Next(bits, place + 1))
        {
            if (!column.TryGet(from + place, out var value))
                continue;
            var key = NumberHistogram.KeyOf(value, divisor);
            _numbers[key] = _numbers.GetValueOrDefault(key) + 1;
        }
    }

    private FacetCount[] TopKeywords(int most) =>
        [.. _keywords.Top(most).Select(value => new FacetCount(value.Value, value.Count))];

    private FacetCount[] GreatestNumbers(int most) =>
        [.. _numbers.OrderByDescending(number => number.Key).Take(most)
            .Select(number => new FacetCount(number.Key.ToString(CultureInfo.InvariantCulture), number.Value))];
}
