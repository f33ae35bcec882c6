namespace Paperboy.Embeddings.Training;

/// <summary>The vectors of all rows while they are trained, with what AdaGrad remembers of each number.</summary>
internal sealed class RowTable(float[] values)
{
    private const int Width = TokenVectors.Dimensions;
    private const int Block = 256;

    private readonly float[] _squares = new float[values.Length];

    /// <summary>The vectors, row by row.</summary>
    public float[] Values => values;

    public int Rows => values.Length / Width;

    /// <summary>A step against the gradient; rows that no text of the batch has stay as they are.</summary>
    /// <param name="occurrences">For each row in which texts of the batch it stands, with which weight.</param>
    /// <param name="gradient">The gradient of each text's sum.</param>
    /// <param name="rate">The length of a step.</param>
    public void Descend(SparseRows occurrences, float[] gradient, float rate) =>
        Parallel.For(0, (Rows + Block - 1) / Block, block =>
        {
            Span<float> sum = stackalloc float[Width];
            for (var row = block * Block; row < Math.Min(Rows, (block + 1) * Block); row++)
            {
                if (occurrences.Starts[row] == occurrences.Starts[row + 1])
                    continue;
                occurrences.Sum(row, gradient, Width, sum);
                Update(values.AsSpan(row * Width, Width), _squares.AsSpan(row * Width, Width), sum, rate);
            }
        });

    private static void Update(Span<float> values, Span<float> squares, ReadOnlySpan<float> gradient, float rate)
    {
        for (var i = 0; i < values.Length; i++)
        {
            squares[i] += gradient[i] * gradient[i];
            values[i] -= rate * gradient[i] / (MathF.Sqrt(squares[i]) + 1e-12f);
        }
    }
}
