using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Columns;

/// <summary>Compares 64 unsigned values with a range and gives a bit for each.</summary>
internal interface IRangeKernel
{
    /// <summary>Bit i says whether values[i] - low, in the arithmetic of T, is at most <paramref name="span"/>.</summary>
    static abstract ulong Word<T>(ReadOnlySpan<T> values, T low, T span)
        where T : unmanaged, IBinaryInteger<T>;
}

/// <summary>
/// Range comparisons over arrays of unsigned whole numbers of 8, 16, 32 or 64 bits. One subtraction and one comparison
/// test both ends of a range: a value below its low end wraps around to a great one.
/// </summary>
internal static class LaneKernels
{
    /// <summary>Sets bit i of <paramref name="bits"/> to whether low &lt;= values[i] &lt;= high, with the widest vectors there are.</summary>
    public static void InRange<T>(ReadOnlySpan<T> values, T low, T high, Span<ulong> bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Vector512.IsHardwareAccelerated)
            InRange<T, Range512>(values, low, high, bits);
        else if (Vector256.IsHardwareAccelerated)
            InRange<T, Range256>(values, low, high, bits);
        else if (Vector128.IsHardwareAccelerated)
            InRange<T, Range128>(values, low, high, bits);
        else
            InRange<T, RangeScalar>(values, low, high, bits);
    }

    /// <summary>How many values of the selection are in the range.</summary>
    public static int CountInRange<T>(ReadOnlySpan<T> values, T low, T high, ReadOnlySpan<ulong> selection)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return CountInRange<T, Range512>(values, low, high, selection);
        if (Vector256.IsHardwareAccelerated)
            return CountInRange<T, Range256>(values, low, high, selection);
        return Vector128.IsHardwareAccelerated
            ? CountInRange<T, Range128>(values, low, high, selection)
            : CountInRange<T, RangeScalar>(values, low, high, selection);
    }

    public static void InRange<T, TKernel>(ReadOnlySpan<T> values, T low, T high, Span<ulong> bits)
        where T : unmanaged, IBinaryInteger<T>
        where TKernel : IRangeKernel
    {
        bits = bits[..((values.Length + 63) / 64)];
        var span = unchecked(high - low);
        var word = 0;
        for (; values.Length >= 64; values = values[64..])
            bits[word++] = TKernel.Word(values[..64], low, span);
        if (values.Length > 0)
            bits[word] = RangeScalar.Word(values, low, span);
    }

    public static int CountInRange<T, TKernel>(ReadOnlySpan<T> values, T low, T high, ReadOnlySpan<ulong> selection)
        where T : unmanaged, IBinaryInteger<T>
        where TKernel : IRangeKernel
    {
        selection = selection[..((values.Length + 63) / 64)];
        var span = unchecked(high - low);
        var (word, count) = (0, 0);
        for (; values.Length >= 64; values = values[64..])
            count += BitOperations.PopCount(TKernel.Word(values[..64], low, span) & selection[word++]);
        return values.Length == 0
            ? count
            : count + BitOperations.PopCount(RangeScalar.Word(values, low, span) & selection[word]);
    }
}

/// <summary>The plain twin of the others, also for the last values, fewer than 64.</summary>
internal readonly struct RangeScalar : IRangeKernel
{
    public static ulong Word<T>(ReadOnlySpan<T> values, T low, T span)
        where T : unmanaged, IBinaryInteger<T>
    {
        var word = 0UL;
        for (var i = 0; i < values.Length; i++)
            word |= unchecked(values[i] - low) <= span ? 1UL << i : 0;
        return word;
    }
}

/// <summary>With vectors of 128 bits.</summary>
internal readonly struct Range128 : IRangeKernel
{
    public static ulong Word<T>(ReadOnlySpan<T> values, T low, T span)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var first = ref MemoryMarshal.GetReference(values[..64]);
        var (lows, spans, word) = (Vector128.Create(low), Vector128.Create(span), 0UL);
        for (var i = 0; i < 64; i += Vector128<T>.Count)
        {
            var inside = Vector128.LessThanOrEqual(Vector128.LoadUnsafe(ref first, (nuint)i) - lows, spans);
            word |= (ulong)inside.ExtractMostSignificantBits() << i;
        }

        return word;
    }
}

/// <summary>With vectors of 256 bits.</summary>
internal readonly struct Range256 : IRangeKernel
{
    public static ulong Word<T>(ReadOnlySpan<T> values, T low, T span)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var first = ref MemoryMarshal.GetReference(values[..64]);
        var (lows, spans, word) = (Vector256.Create(low), Vector256.Create(span), 0UL);
        for (var i = 0; i < 64; i += Vector256<T>.Count)
        {
            var inside = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)i) - lows, spans);
            word |= (ulong)inside.ExtractMostSignificantBits() << i;
        }

        return word;
    }
}

/// <summary>With vectors of 512 bits.</summary>
internal readonly struct Range512 : IRangeKernel
{
    public static ulong Word<T>(ReadOnlySpan<T> values, T low, T span)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var first = ref MemoryMarshal.GetReference(values[..64]);
        var (lows, spans, word) = (Vector512.Create(low), Vector512.Create(span), 0UL);
        for (var i = 0; i < 64; i += Vector512<T>.Count)
        {
            var inside = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref first, (nuint)i) - lows, spans);
            word |= inside.ExtractMostSignificantBits() << i;
        }

        return word;
    }
}
