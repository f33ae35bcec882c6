using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Embeddings.Training;

/// <summary>A sparse matrix, row by row: the bags of texts (their tokens with weights), or its transpose.</summary>
internal sealed class SparseRows
{
    private const int Block = 64;

    /// <summary>Where each row begins, and as the last number where the last one ends.</summary>
    public required int[] Starts { get; init; }

    public required int[] Columns { get; init; }

    public required float[] Values { get; init; }

    /// <summary>The number of rows.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Gathers rows that were made in pieces.</summary>
    public static SparseRows Concat(IReadOnlyList<SparseRowsBuilder> pieces)
    {
        var starts = new int[1 + pieces.Sum(p => p.Ends.Count)];
        var total = pieces.Sum(p => p.Columns.Count);
        var (columns, values) = (new int[total], new float[total]);
        var (row, at) = (0, 0);
        foreach (var piece in pieces)
        {
            foreach (var end in piece.Ends)
                starts[++row] = at + end;
            CollectionsMarshal.AsSpan(piece.Columns).CopyTo(columns.AsSpan(at));
            CollectionsMarshal.AsSpan(piece.Values).CopyTo(values.AsSpan(at));
            at += piece.Columns.Count;
        }

        return new SparseRows { Starts = starts, Columns = columns, Values = values };
    }

    /// <summary>The transpose, with <paramref name="rows"/> rows; entries of a row ascend.</summary>
    public SparseRows Transpose(int rows)
    {
        var starts = new int[rows + 1];
        foreach (var column in Columns)
            starts[column + 1]++;
        for (var i = 0; i < rows; i++)
            starts[i + 1] += starts[i];
        var next = starts.AsSpan(0, rows).ToArray();
        var (columns, values) = (new int[Columns.Length], new float[Columns.Length]);
        for (var row = 0; row < Count; row++)
        {
            for (var i = Starts[row]; i < Starts[row + 1]; i++)
            {
                var at = next[Columns[i]]++;
                (columns[at], values[at]) = (row, Values[i]);
            }
        }

        return new SparseRows { Starts = starts, Columns = columns, Values = values };
    }

    /// <summary>target = this x dense, on all cores; the bytes depend on no order of threads.</summary>
    /// <param name="dense">The other matrix, row by row.</param>
    /// <param name="width">The number of its columns, a multiple of 16.</param>
    /// <param name="target">Takes the product, row by row.</param>
    public void Multiply(float[] dense, int width, float[] target) =>
        Parallel.For(0, (Count + Block - 1) / Block, block =>
        {
            for (var row = block * Block; row < Math.Min(Count, (block + 1) * Block); row++)
                Sum(row, dense, width, target.AsSpan(row * width, width));
        });

    /// <summary>One row of the product with a dense matrix.</summary>
    public void Sum(int row, float[] dense, int width, Span<float> target)
    {
        target.Clear();
        for (var i = Starts[row]; i < Starts[row + 1]; i++)
            AddScaled(Values[i], dense.AsSpan(Columns[i] * width, width), target);
    }

    /// <summary>target += scale x source; the lengths are equal and multiples of 16.</summary>
    public static void AddScaled(float scale, ReadOnlySpan<float> source, Span<float> target)
    {
        var all = Vector512.Create(scale);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        for (nuint i = 0; i < (nuint)target.Length; i += 16)
            Vector512.FusedMultiplyAdd(all, Vector512.LoadUnsafe(ref from, i), Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
    }
}

/// <summary>Rows of a sparse matrix in the making.</summary>
internal sealed class SparseRowsBuilder
{
    public List<int> Ends { get; } = [];

    public List<int> Columns { get; } = [];

    public List<float> Values { get; } = [];

    /// <summary>Adds what is in a bag as the next row.</summary>
    public void Add(TokenBag bag)
    {
        foreach (var row in bag.Rows)
        {
            Columns.Add(row);
            Values.Add(bag.Weight(row));
        }

        Ends.Add(Columns.Count);
    }

    public void Clear()
    {
        Ends.Clear();
        Columns.Clear();
        Values.Clear();
    }
}
