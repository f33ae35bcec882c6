using Paperboy.Embeddings.Training;
using Paperboy.Search;

namespace Paperboy.Embeddings.Mapping;

/// <summary>
/// Learns a map from pairs of vectors: least squares drawn towards the orthogonal map (ridge regression, Hoerl and Kennard,
/// 1970, around the answer of Procrustes instead of around 0). Linear maps between spaces of embeddings: Mikolov, Le and
/// Sutskever, "Exploiting Similarities among Languages for Machine Translation" (2013). docs/embedder.md has what was tried.
/// </summary>
internal static class MapFitting
{
    /// <summary>Fewer pairs teach nothing that is worth it.</summary>
    public const int FewestPairs = 500;

    // How strongly the orthogonal map draws, as a share of what the sample says of a direction on average: directions of which
    // it says much follow the sample, the others the orthogonal map.
    private const float Pull = 1;

    // Of five pairs one is kept to measure by.
    private const int HeldShare = 5;
    private const int MostHeld = 1_000;
    private const int Depth = 10;

    // Where the scales are made equal: among the closest of a hundred, and of a thousand.
    private const double UpperTail = 0.01;
    private const double FarTail = 0.001;

    /// <summary>Learns the map; null if there are too few pairs, or the vectors tell nothing apart.</summary>
    public static VectorMap? Fit(VectorPairs pairs, CancellationToken cancel)
    {
        if (pairs.Count < FewestPairs)
            return null;
        var held = Math.Min(pairs.Count / HeldShare, MostHeld);
        var learned = pairs.Count - held;
        var matrix = Learn(pairs, learned, cancel);
        if (matrix is null)
            return null;
        var (mapped, real) = Similarities(pairs, learned, held, matrix);
        var agreement = Agreement(mapped, real, held);
        return ScaleOf(mapped, real) is { } scale ? new VectorMap(pairs.From, pairs.To, matrix, scale, agreement, pairs.Count) : null;
    }

    /// <summary>The orthogonal map alone, for measurements.</summary>
    public static float[] Orthogonal(VectorPairs pairs, int count, CancellationToken cancel)
    {
        var matrix = Products(pairs, count);
        OrthogonalMap.Polar(matrix, pairs.From.Dimensions, pairs.To.Dimensions, cancel);
        return matrix;
    }

    /// <summary>(old'old + p I) map = old'new + p orthogonal; null for vectors that are all zeros.</summary>
    public static float[]? Learn(VectorPairs pairs, int count, CancellationToken cancel)
    {
        var (rows, columns) = (pairs.From.Dimensions, pairs.To.Dimensions);
        var products = Products(pairs, count);
        if (!products.AsSpan().ContainsAnyExcept(0f))
            return null;
        var matrix = (float[])products.Clone();
        OrthogonalMap.Polar(matrix, rows, columns, cancel);
        var gram = new float[rows * rows];
        var old = Factor.Rows(pairs.Old, rows);
        Gemm.Multiply(old.Transposed, old, gram, rows, count, rows);
        var pull = Pull * Trace(gram, rows) / rows;
        for (var i = 0; i < rows; i++)
            gram[(i * rows) + i] += pull;
        var factor = new Cholesky(gram, rows, cancel);
        Parallel.For(0, columns, new ParallelOptions { CancellationToken = cancel }, column =>
        {
            var values = new double[rows];
            for (var row = 0; row < rows; row++)
                values[row] = products[(row * columns) + column] + (pull * matrix[(row * columns) + column]);
            factor.Solve(values);
            for (var row = 0; row < rows; row++)
                matrix[(row * columns) + column] = (float)values[row];
        });
        return matrix;
    }

    // old' x new.
    private static float[] Products(VectorPairs pairs, int count)
    {
        var (rows, columns) = (pairs.From.Dimensions, pairs.To.Dimensions);
        var products = new float[rows * columns];
        Gemm.Multiply(Factor.Rows(pairs.Old, rows).Transposed, Factor.Rows(pairs.New, columns), products, rows, count, columns);
        return products;
    }

    private static float Trace(float[] matrix, int size)
    {
        var sum = 0f;
        for (var i = 0; i < size; i++)
            sum += matrix[(i * size) + i];
        return sum;
    }

    // Of each pair of texts that were kept apart: its similarity by mapped old vectors, and by new ones.
    private static (float[] Mapped, float[] Real) Similarities(VectorPairs pairs, int first, int held, float[] matrix)
    {
        var (rows, columns) = (pairs.From.Dimensions, pairs.To.Dimensions);
        var old = pairs.Old.AsSpan(first * rows, held * rows).ToArray();
        var @new = pairs.New.AsSpan(first * columns, held * columns).ToArray();
        var moved = new float[held * columns];
        Gemm.Multiply(Factor.Rows(old, rows), Factor.Rows(matrix, columns), moved, held, rows, columns);
        var (mapped, real) = (new float[held * held], new float[held * held]);
        Gemm.Multiply(Factor.Rows(@new, columns), Factor.Rows(moved, columns).Transposed, mapped, held, columns, held);
        Gemm.Multiply(Factor.Rows(@new, columns), Factor.Rows(@new, columns).Transposed, real, held, columns, held);
        for (var i = 0; i < held; i++)
            mapped[(i * held) + i] = real[(i * held) + i] = float.NegativeInfinity;
        return (mapped, real);
    }

    private static float Agreement(float[] mapped, float[] real, int held)
    {
        var kept = 0;
        for (var i = 0; i < held; i++)
            kept += Best(mapped.AsSpan(i * held, held)).Intersect(Best(real.AsSpan(i * held, held))).Count();
        return (float)kept / (held * Depth);
    }

    private static int[] Best(ReadOnlySpan<float> similarities)
    {
        var (keys, places) = (similarities.ToArray(), Enumerable.Range(0, similarities.Length).ToArray());
        Array.Sort(keys, places);
        return places[^Depth..];
    }

    // Equal shares of old and new vectors shall be above any high similarity: then a paper is as likely to be found
    // before it is embedded again as after. Least squares, which would be closer on average, puts the old ones too low
    // by all that a map does not know, and readers would lose sight of them.
    private static SimilarityScale? ScaleOf(float[] mapped, float[] real)
    {
        var (m, r) = ((float[])mapped.Clone(), (float[])real.Clone());
        Array.Sort(m);
        Array.Sort(r);
        var (near, far) = ((int)(m.Length * (1 - UpperTail)), (int)(m.Length * (1 - FarTail)));
        var factor = (r[far] - r[near]) / (m[far] - m[near]);
        return factor > 0 && float.IsFinite(factor) ? new SimilarityScale(factor, r[near] - (factor * m[near])) : null;
    }
}
