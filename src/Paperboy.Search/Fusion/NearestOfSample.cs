using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Fusion;

/// <summary>
/// The mean cosines of vectors with their nearest of a sample. Two vectors meet four of the sample at a time, whose sums stay in
/// registers (Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 2008). Eight lanes are summed
/// up in one order, whatever the machine's vectors are: the same bits for a vector alone and among others, everywhere.
/// </summary>
internal static class NearestOfSample
{
    /// <summary>How many vectors meet the sample before it is read again; they fit into the nearest cache.</summary>
    public const int Block = 16;

    private const int Rows = 2;
    private const int Columns = 4;

    /// <param name="sample">Vectors, one after the other.</param>
    /// <param name="vectors">At most <see cref="Block"/>, as long as those of the sample.</param>
    /// <param name="own">The place in the sample that does not count, for each; or -1.</param>
    /// <param name="means">Takes the mean of each.</param>
    public static void Measure(ReadOnlySpan<float> sample, ReadOnlySpan<float> vectors, ReadOnlySpan<int> own, Span<float> means)
    {
        var dimensions = vectors.Length / means.Length;
        Span<Nearest> nearest = stackalloc Nearest[Block];
        Span<float> dots = stackalloc float[Rows * Columns];
        nearest.Clear();
        for (var column = 0; column < sample.Length; column += Columns * dimensions)
        {
            var others = sample.Slice(column, Math.Min(Columns * dimensions, sample.Length - column));
            var count = others.Length / dimensions;
            for (var row = 0; row < means.Length; row += Rows)
            {
                var rows = vectors.Slice(row * dimensions, Math.Min(Rows, means.Length - row) * dimensions);
                if (rows.Length == Rows * dimensions && count == Columns)
                    Tile(rows, others, dimensions, dots);
                else
                    Edge(rows, others, dimensions, dots);
                for (var i = 0; i < rows.Length / dimensions; i++)
                {
                    for (var j = 0; j < count; j++)
                    {
                        if ((column / dimensions) + j != own[row + i])
                            nearest[row + i].Offer(dots[(i * Columns) + j]);
                    }
                }
            }
        }

        for (var i = 0; i < means.Length; i++)
            means[i] = nearest[i].Mean();
    }

    private static void Tile(ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, int dimensions, Span<float> dots)
    {
        ref var r = ref MemoryMarshal.GetReference(rows);
        ref var c = ref MemoryMarshal.GetReference(columns);
        var (second, third, fourth) = ((nuint)dimensions, 2 * (nuint)dimensions, 3 * (nuint)dimensions);
        var (a0, a1, a2, a3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (b0, b1, b2, b3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint i = 0; i + 8 <= second; i += 8)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref r, i), Vector256.LoadUnsafe(ref r, i + second));
            var column = Vector256.LoadUnsafe(ref c, i);
            (a0, b0) = (Vector256.FusedMultiplyAdd(a, column, a0), Vector256.FusedMultiplyAdd(b, column, b0));
            column = Vector256.LoadUnsafe(ref c, i + second);
            (a1, b1) = (Vector256.FusedMultiplyAdd(a, column, a1), Vector256.FusedMultiplyAdd(b, column, b1));
            column = Vector256.LoadUnsafe(ref c, i + third);
            (a2, b2) = (Vector256.FusedMultiplyAdd(a, column, a2), Vector256.FusedMultiplyAdd(b, column, b2));
            column = Vector256.LoadUnsafe(ref c, i + fourth);
            (a3, b3) = (Vector256.FusedMultiplyAdd(a, column, a3), Vector256.FusedMultiplyAdd(b, column, b3));
        }

        Store(dots, a0, a1, a2, a3);
        Store(dots[Columns..], b0, b1, b2, b3);
        if (dimensions % 8 != 0)
            AddRest(rows, columns, dimensions, dots);
    }

    private static void Store(Span<float> dots, Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth)
    {
        dots[0] = Vector256.Sum(first);
        dots[1] = Vector256.Sum(second);
        dots[2] = Vector256.Sum(third);
        dots[3] = Vector256.Sum(fourth);
    }

    // Fewer vectors than a tile has.
    private static void Edge(ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, int dimensions, Span<float> dots)
    {
        for (var row = 0; row < rows.Length / dimensions; row++)
        {
            for (var column = 0; column < columns.Length / dimensions; column++)
            {
                var sums = Vector256<float>.Zero;
                for (var i = 0; i + 8 <= dimensions; i += 8)
                    sums = Vector256.FusedMultiplyAdd(Vector256.Create(rows[((row * dimensions) + i)..]), Vector256.Create(columns[((column * dimensions) + i)..]), sums);
                dots[(row * Columns) + column] = Vector256.Sum(sums);
            }
        }

        if (dimensions % 8 != 0)
            AddRest(rows, columns, dimensions, dots);
    }

    private static void AddRest(ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, int dimensions, Span<float> dots)
    {
        for (var row = 0; row < rows.Length / dimensions; row++)
        {
            for (var column = 0; column < columns.Length / dimensions; column++)
            {
                for (var i = dimensions / 8 * 8; i < dimensions; i++)
                    dots[(row * Columns) + column] += rows[(row * dimensions) + i] * columns[(column * dimensions) + i];
            }
        }
    }

    /// <summary>The greatest cosines so far, ascending.</summary>
    private struct Nearest
    {
        private Greatest _greatest;
        private int _count;

        public void Offer(float similarity)
        {
            if (_count < Crowding.Neighbours || similarity > _greatest[0])
                Insert(similarity);
        }

        public readonly float Mean()
        {
            var sum = 0f;
            for (var i = 0; i < _count; i++)
                sum += _greatest[i];
            return _count == 0 ? 0 : sum / _count;
        }

        private void Insert(float similarity)
        {
            Span<float> greatest = _greatest;
            if (_count < greatest.Length)
            {
                greatest[.._count].CopyTo(greatest[1..]);
                _count++;
            }

            // The least makes room; what is less than the new one moves down.
            var at = 0;
            for (; at + 1 < _count && greatest[at + 1] < similarity; at++)
                greatest[at] = greatest[at + 1];
            greatest[at] = similarity;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Crowding.Neighbours)]
    private struct Greatest
    {
        private float _first;
    }
}
