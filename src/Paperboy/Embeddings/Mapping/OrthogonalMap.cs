using Paperboy.Embeddings.Training;

namespace Paperboy.Embeddings.Mapping;

/// <summary>
/// The orthogonal Procrustes problem (Schönemann, Psychometrika 1966): which matrix with orthonormal rows or columns takes one
/// set of vectors closest to another. The answer is the orthogonal factor of the polar decomposition of old' x new, found
/// without singular values by Newton and Schulz's iteration (Higham, Functions of Matrices, 2008, chapter 8), which is
/// nothing but products of matrices.
/// </summary>
internal static class OrthogonalMap
{
    private const int MostSteps = 40;
    private const double CloseEnough = 1e-6; // squared distance from orthonormal

    /// <summary>Finds the orthogonal factor.</summary>
    /// <param name="matrix">Rows x columns, row by row; not all zeros. Becomes the factor.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <remarks>
    /// Directions of which the matrix says nothing (singular values of about 0) stay short instead of being made up: there
    /// the result is not orthogonal, and need not be.
    /// </remarks>
    public static void Polar(float[] matrix, int rows, int columns, CancellationToken cancel)
    {
        var norm = MathF.Sqrt(VectorKernels.Dot(matrix, matrix));
        for (var i = 0; i < matrix.Length; i++)
            matrix[i] /= norm;
        var least = Math.Min(rows, columns);
        var gram = new float[least * least];
        var next = new float[matrix.Length];
        var whole = Factor.Rows(matrix, columns);
        for (var step = 0; step < MostSteps; step++)
        {
            cancel.ThrowIfCancellationRequested();
            if (rows >= columns)
                Gemm.Multiply(whole.Transposed, whole, gram, columns, rows, columns);
            else
                Gemm.Multiply(whole, whole.Transposed, gram, rows, columns, rows);
            if (TurnIntoStep(gram, least) < CloseEnough)
                return;
            if (rows >= columns)
                Gemm.Multiply(whole, Factor.Rows(gram, least), next, rows, columns, columns);
            else
                Gemm.Multiply(Factor.Rows(gram, least), whole, next, rows, rows, columns);
            next.CopyTo(matrix, 0);
        }
    }

    // From G = X'X to 1.5 I - 0.5 G; returns how far G is from I.
    private static double TurnIntoStep(float[] gram, int size)
    {
        var distance = 0.0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                ref var value = ref gram[(i * size) + j];
                var wanted = i == j ? 1f : 0f;
                distance += (value - wanted) * (value - wanted);
                value = (1.5f * wanted) - (0.5f * value);
            }
        }

        return distance;
    }
}
