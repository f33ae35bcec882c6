using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Embeddings.Training;

/// <summary>
/// Products of dense matrices, after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (ACM TOMS
/// 2008): the right factor is packed into panels, tiles of the result stay in registers. Every element of a result is one
/// chain of fused multiply-adds in the order of the inner dimension, so the bytes depend neither on the number of
/// threads nor on the width of the vectors.
/// </summary>
internal static class Gemm
{
    private const int TileRows = 8;
    private const int TileColumns = 32;
    private const int InnerBlock = 256;
    private const int RowBlock = 64;

    /// <summary>target = left x right, or target += left x right.</summary>
    /// <param name="left">A matrix of <paramref name="rows"/> x <paramref name="inner"/>.</param>
    /// <param name="right">A matrix of <paramref name="inner"/> x <paramref name="columns"/>.</param>
    /// <param name="target">Takes the product, row by row.</param>
    /// <param name="rows">The number of rows of the product.</param>
    /// <param name="inner">The number of products that make one element.</param>
    /// <param name="columns">The number of columns of the product.</param>
    /// <param name="adds">Whether the product is added to what the target holds.</param>
    public static void Multiply(Factor left, Factor right, float[] target, int rows, int inner, int columns, bool adds = false)
    {
        var panels = (columns + TileColumns - 1) / TileColumns;
        var packed = new float[panels * TileColumns * inner];
        Parallel.For(0, panels, panel => Pack(right, packed, panel, inner, columns));
        Parallel.For(0, (rows + RowBlock - 1) / RowBlock, block =>
        {
            var from = block * RowBlock;
            var until = Math.Min(rows, from + RowBlock);
            for (var k = 0; k < inner; k += InnerBlock)
            {
                var length = Math.Min(InnerBlock, inner - k);
                for (var panel = 0; panel < panels; panel++)
                {
                    var piece = packed.AsSpan((panel * TileColumns * inner) + (k * TileColumns), length * TileColumns);
                    for (var row = from; row < until; row += TileRows)
                        Tile(left, row, until, k, piece, target, panel * TileColumns, columns, adds || k > 0);
                }
            }
        });
    }

    private static void Pack(Factor right, float[] packed, int panel, int inner, int columns)
    {
        var first = panel * TileColumns;
        var width = Math.Min(TileColumns, columns - first);
        var values = right.Values;
        for (var k = 0; k < inner; k++)
        {
            var to = packed.AsSpan((first * inner) + (k * TileColumns), TileColumns);
            for (var j = 0; j < width; j++)
                to[j] = values[(k * right.RowStep) + ((first + j) * right.ColumnStep)];
        }
    }

    private static void Tile(
        Factor left, int row, int until, int k, ReadOnlySpan<float> piece, float[] target, int column, int columns, bool adds)
    {
        var rows = Math.Min(TileRows, until - row);
        if (rows == TileRows && column + TileColumns <= columns)
        {
            FullTile(left, row, k, piece, ref target[(row * columns) + column], columns, adds);
            return;
        }

        // At the edges the same sums, an element at a time.
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < Math.Min(TileColumns, columns - column); j++)
            {
                var at = ((row + i) * columns) + column + j;
                var sum = adds ? target[at] : 0;
                for (var x = 0; x < piece.Length / TileColumns; x++)
                    sum = MathF.FusedMultiplyAdd(left.Values[((row + i) * left.RowStep) + ((k + x) * left.ColumnStep)], piece[(x * TileColumns) + j], sum);
                target[at] = sum;
            }
        }
    }

    private static void FullTile(Factor left, int row, int k, ReadOnlySpan<float> piece, ref float target, int columns, bool adds)
    {
        var a0 = Vector512<float>.Zero;
        var b0 = Vector512<float>.Zero;
        var a1 = Vector512<float>.Zero;
        var b1 = Vector512<float>.Zero;
        var a2 = Vector512<float>.Zero;
        var b2 = Vector512<float>.Zero;
        var a3 = Vector512<float>.Zero;
        var b3 = Vector512<float>.Zero;
        var a4 = Vector512<float>.Zero;
        var b4 = Vector512<float>.Zero;
        var a5 = Vector512<float>.Zero;
        var b5 = Vector512<float>.Zero;
        var a6 = Vector512<float>.Zero;
        var b6 = Vector512<float>.Zero;
        var a7 = Vector512<float>.Zero;
        var b7 = Vector512<float>.Zero;
        if (adds)
        {
            (a0, b0) = Load(ref target, 0);
            (a1, b1) = Load(ref target, columns);
            (a2, b2) = Load(ref target, 2 * columns);
            (a3, b3) = Load(ref target, 3 * columns);
            (a4, b4) = Load(ref target, 4 * columns);
            (a5, b5) = Load(ref target, 5 * columns);
            (a6, b6) = Load(ref target, 6 * columns);
            (a7, b7) = Load(ref target, 7 * columns);
        }

        // The bounds were checked by the caller: rows row to row + 7, columns k on, are in the left factor.
        ref var l = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(left.Values), (row * left.RowStep) + (k * left.ColumnStep));
        ref var r = ref MemoryMarshal.GetReference(piece);
        nint step = left.RowStep;
        for (var x = 0; x < piece.Length; x += TileColumns)
        {
            var u = Vector512.LoadUnsafe(ref r);
            var v = Vector512.LoadUnsafe(ref r, 16);
            var s0 = Vector512.Create(l);
            a0 = Vector512.FusedMultiplyAdd(s0, u, a0);
            b0 = Vector512.FusedMultiplyAdd(s0, v, b0);
            var s1 = Vector512.Create(Unsafe.Add(ref l, step));
            a1 = Vector512.FusedMultiplyAdd(s1, u, a1);
            b1 = Vector512.FusedMultiplyAdd(s1, v, b1);
            var s2 = Vector512.Create(Unsafe.Add(ref l, 2 * step));
            a2 = Vector512.FusedMultiplyAdd(s2, u, a2);
            b2 = Vector512.FusedMultiplyAdd(s2, v, b2);
            var s3 = Vector512.Create(Unsafe.Add(ref l, 3 * step));
            a3 = Vector512.FusedMultiplyAdd(s3, u, a3);
            b3 = Vector512.FusedMultiplyAdd(s3, v, b3);
            var s4 = Vector512.Create(Unsafe.Add(ref l, 4 * step));
            a4 = Vector512.FusedMultiplyAdd(s4, u, a4);
            b4 = Vector512.FusedMultiplyAdd(s4, v, b4);
            var s5 = Vector512.Create(Unsafe.Add(ref l, 5 * step));
            a5 = Vector512.FusedMultiplyAdd(s5, u, a5);
            b5 = Vector512.FusedMultiplyAdd(s5, v, b5);
            var s6 = Vector512.Create(Unsafe.Add(ref l, 6 * step));
            a6 = Vector512.FusedMultiplyAdd(s6, u, a6);
            b6 = Vector512.FusedMultiplyAdd(s6, v, b6);
            var s7 = Vector512.Create(Unsafe.Add(ref l, 7 * step));
            a7 = Vector512.FusedMultiplyAdd(s7, u, a7);
            b7 = Vector512.FusedMultiplyAdd(s7, v, b7);
            l = ref Unsafe.Add(ref l, left.ColumnStep);
            r = ref Unsafe.Add(ref r, TileColumns);
        }

        Store(ref target, 0, a0, b0);
        Store(ref target, columns, a1, b1);
        Store(ref target, 2 * columns, a2, b2);
        Store(ref target, 3 * columns, a3, b3);
        Store(ref target, 4 * columns, a4, b4);
        Store(ref target, 5 * columns, a5, b5);
        Store(ref target, 6 * columns, a6, b6);
        Store(ref target, 7 * columns, a7, b7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>) Load(ref float target, int at) =>
        (Vector512.LoadUnsafe(ref target, (nuint)at), Vector512.LoadUnsafe(ref target, (nuint)at + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float target, int at, Vector512<float> a, Vector512<float> b)
    {
        a.StoreUnsafe(ref target, (nuint)at);
        b.StoreUnsafe(ref target, (nuint)at + 16);
    }
}

/// <summary>A matrix within an array: element (i, j) stands at i x RowStep + j x ColumnStep.</summary>
internal readonly record struct Factor(float[] Values, int RowStep, int ColumnStep)
{
    public Factor Transposed => new(Values, ColumnStep, RowStep);

    public static Factor Rows(float[] values, int columns) => new(values, columns, 1);
}
