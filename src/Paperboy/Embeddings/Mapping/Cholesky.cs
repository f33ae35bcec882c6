using System.Numerics;
using System.Runtime.InteropServices;

namespace Paperboy.Embeddings.Mapping;

/// <summary>
/// Solves A x = b for a symmetric, positive definite A by its factor L with A = L L' (Golub and Van Loan, Matrix Computations,
/// section 4.2). Inner loops go along rows, in double precision.
/// </summary>
internal sealed class Cholesky
{
    private readonly double[] _factor;
    private readonly int _size;

    /// <param name="matrix">Size x size; only the part below the diagonal, with it, is read.</param>
    /// <param name="size">The number of unknowns.</param>
    /// <param name="cancel">Stops between two rows.</param>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public Cholesky(ReadOnlySpan<float> matrix, int size, CancellationToken cancel)
    {
        (_factor, _size) = (new double[size * size], size);
        for (var i = 0; i < size; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var row = Row(i);
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[(i * size) + j] - Dot(row[..j], Row(j)[..j]);
                if (i == j && !(rest > 0))
                    throw new ArgumentException($"The matrix is not positive definite: row {i} leaves {rest}.", nameof(matrix));
                row[j] = i == j ? Math.Sqrt(rest) : rest / Row(j)[j];
            }
        }
    }

    /// <summary>Replaces a right side by the solution.</summary>
    public void Solve(Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _size);
        for (var i = 0; i < _size; i++)
            values[i] = (values[i] - Dot(Row(i)[..i], values[..i])) / Row(i)[i];
        for (var i = _size - 1; i >= 0; i--)
        {
            values[i] /= Row(i)[i];
            Subtract(values[i], Row(i)[..i], values[..i]);
        }
    }

    private Span<double> Row(int row) => _factor.AsSpan(row * _size, _size);

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var l = MemoryMarshal.Cast<double, Vector<double>>(left);
        var r = MemoryMarshal.Cast<double, Vector<double>>(right);
        var lanes = Vector<double>.Zero;
        for (var i = 0; i < l.Length; i++)
            lanes += l[i] * r[i];
        var sum = Vector.Sum(lanes);
        for (var i = l.Length * Vector<double>.Count; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    private static void Subtract(double factor, ReadOnlySpan<double> row, Span<double> target)
    {
        var from = MemoryMarshal.Cast<double, Vector<double>>(row);
        var to = MemoryMarshal.Cast<double, Vector<double>>(target);
        for (var i = 0; i < from.Length; i++)
            to[i] -= from[i] * factor;
        for (var i = from.Length * Vector<double>.Count; i < row.Length; i++)
            target[i] -= factor * row[i];
    }
}
