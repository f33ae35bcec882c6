using System.Runtime.InteropServices;

namespace Paperboy.Embeddings;

/// <summary>
/// A model of the built-in embedder: a vector for each row of a layout, as whole numbers from -127 to 127 with one scale a row.
/// A row's length is its weight: what says little is short.
/// </summary>
internal sealed class TokenVectors
{
    /// <summary>The length of all vectors.</summary>
    public const int Dimensions = 256;

    private readonly sbyte[] _values;
    private readonly float[] _scales;
    private readonly float[] _norms;

    /// <param name="layout">Which rows there are.</param>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="scales">What each row's numbers are multiplied with.</param>
    /// <param name="titleCount">How often a word of a title counts.</param>
    public TokenVectors(TokenLayout layout, sbyte[] values, float[] scales, float titleCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, layout.Rows * Dimensions);
        ArgumentOutOfRangeException.ThrowIfNotEqual(scales.Length, layout.Rows);
        (Layout, _values, _scales, TitleCount) = (layout, values, scales, titleCount);
        _norms = new float[layout.Rows];
        for (var row = 0; row < _norms.Length; row++)
            _norms[row] = MathF.Sqrt(VectorKernels.SquaredLength(Row(row))) * scales[row];
        UnknownNorm = layout.Words.Count == 0 ? 1 : _norms.AsSpan(0, layout.Words.Count).ToArray().Average();
    }

    public TokenLayout Layout { get; }

    /// <summary>How often a word of a title counts.</summary>
    public float TitleCount { get; }

    /// <summary>The weight that a word without a row is taken to have: the mean of those that have one.</summary>
    public float UnknownNorm { get; }

    public ReadOnlySpan<sbyte> Values => _values;

    public ReadOnlySpan<float> Scales => _scales;

    /// <summary>The length of a row's vector.</summary>
    public float Norm(int row) => _norms[row];

    /// <summary>Rounds vectors to a model.</summary>
    /// <param name="layout">Which rows there are.</param>
    /// <param name="table">The vectors, row by row.</param>
    /// <param name="titleCount">How often a word of a title counts.</param>
    public static TokenVectors Quantize(TokenLayout layout, ReadOnlySpan<float> table, float titleCount)
    {
        var values = new sbyte[layout.Rows * Dimensions];
        var scales = new float[layout.Rows];
        for (var row = 0; row < layout.Rows; row++)
        {
            var from = table.Slice(row * Dimensions, Dimensions);
            var greatest = 0f;
            foreach (var value in from)
                greatest = MathF.Max(greatest, MathF.Abs(value));
            scales[row] = greatest / sbyte.MaxValue;
            for (var i = 0; i < Dimensions && greatest > 0; i++)
                values[(row * Dimensions) + i] = (sbyte)MathF.Round(from[i] / scales[row]);
        }

        return new TokenVectors(layout, values, scales, titleCount);
    }

    /// <summary>The vectors as floats, row by row.</summary>
    public float[] ToTable()
    {
        var table = new float[_values.Length];
        for (var i = 0; i < table.Length; i++)
            table[i] = _values[i] * _scales[i / Dimensions];
        return table;
    }

    /// <summary>The sum of a bag's vectors by their weights, not yet of length 1.</summary>
    public void Sum(TokenBag bag, Span<float> target)
    {
        target.Clear();
        foreach (var row in bag.Rows)
            VectorKernels.AddScaled(bag.Weight(row) * _scales[row], Row(row), target);
    }

    private ReadOnlySpan<sbyte> Row(int row) => MemoryMarshal.CreateReadOnlySpan(ref _values[row * Dimensions], Dimensions);
}
