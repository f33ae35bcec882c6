using System.Text;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Columns;

/// <summary>A value and how many documents have it.</summary>
internal readonly record struct FacetValue(string Value, long Count);

/// <summary>
/// Adds up the counts of several segments, whose dictionaries differ, by the values' text. One object serves any number
/// of queries: it keeps the texts that it has seen, so that it allocates only what it returns. Not for several threads
/// at once.
/// </summary>
internal sealed class FacetCounts
{
    private readonly TermTable _values = new();
    private readonly List<long> _counts = [];
    private readonly List<int> _best = [];
    private readonly Comparer<int> _order;

    public FacetCounts() => _order = Comparer<int>.Create(Compare);

    /// <summary>Makes all counts 0.</summary>
    public void Clear()
    {
        for (var i = 0; i < _counts.Count; i++)
            _counts[i] = 0;
    }

    /// <summary>Adds counts[ordinal] for each value of a segment's dictionary.</summary>
    public void Add(KeywordDictionary dictionary, ReadOnlySpan<int> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, dictionary.Count);
        for (var ordinal = 0; ordinal < counts.Length; ordinal++)
        {
            if (counts[ordinal] != 0)
                Add(dictionary.Utf8(ordinal), counts[ordinal]);
        }
    }

    /// <summary>Adds to the count of a value in UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> utf8, long count)
    {
        var value = _values.GetOrAdd(utf8);
        if (value == _counts.Count)
            _counts.Add(0);
        _counts[value] += count;
    }

    /// <summary>
    /// The values with the greatest counts, at most so many, none with a count of 0; of equal counts the lesser value by
    /// <see cref="KeywordOrder"/> first.
    /// </summary>
    public IReadOnlyList<FacetValue> Top(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        _best.Clear();
        for (var value = 0; value < _counts.Count && most > 0; value++)
        {
            if (_counts[value] <= 0 || (_best.Count == most && Compare(value, _best[^1]) > 0))
                continue;
            if (_best.Count == most)
                _best.RemoveAt(most - 1);
            var place = _best.BinarySearch(value, _order);
            _best.Insert(~place, value);
        }

        var top = new FacetValue[_best.Count];
        for (var i = 0; i < top.Length; i++)
            top[i] = new FacetValue(Encoding.UTF8.GetString(_values[_best[i]]), _counts[_best[i]]);
        return top;
    }

    private int Compare(int a, int b) =>
        _counts[a] != _counts[b] ? _counts[b].CompareTo(_counts[a]) : KeywordOrder.Compare(_values[a], _values[b]);
}
