using System.Runtime.InteropServices;

namespace Paperboy.Recommend.Learning;

/// <summary>Rows of few numbers among many columns, one behind the other (compressed sparse rows).</summary>
/// <param name="columns">How many columns there are.</param>
internal sealed class SparseRows(int columns)
{
    private readonly List<int> _ends = [];
    private readonly List<int> _columns = [];
    private readonly List<float> _values = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _ends.Count;

    /// <summary>How many columns there are.</summary>
    public int Columns { get; } = columns;

    /// <summary>The columns of a row.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => CollectionsMarshal.AsSpan(_columns)[Start(row)..End(row)];

    /// <summary>The values in these columns.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => CollectionsMarshal.AsSpan(_values)[Start(row)..End(row)];

    /// <summary>Adds a row.</summary>
    /// <param name="columns">Which columns are not zero.</param>
    /// <param name="values">A value for each, and what stands behind them is not looked at.</param>
    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        _columns.AddRange(columns);
        _values.AddRange(values[..columns.Length]);
        _ends.Add(_columns.Count);
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    private int End(int row) => _ends[row];
}
