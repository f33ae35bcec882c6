using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Paperboy.Search.Vectors;

/// <summary>Multiplies a stored vector with a query and with itself. Lengths are multiples of 64.</summary>
internal interface IDotKernel
{
    /// <summary>Whether the processor has what it takes.</summary>
    static abstract bool IsSupported { get; }

    /// <param name="code">A byte a dimension.</param>
    /// <param name="query">As many values, of at most <see cref="DotKernels.GreatestQueryValue"/>.</param>
    /// <returns>The product with the query and the square of the code's length.</returns>
    static abstract (int Dot, int Square) Dot(ReadOnlySpan<sbyte> code, ReadOnlySpan<short> query);
}

/// <summary>Products of whole numbers: every kernel gives the same.</summary>
internal static class DotKernels
{
    /// <summary>With this, 4,096 products of a byte do not overflow.</summary>
    public const int GreatestQueryValue = 4095;

    /// <summary>By the widest vectors there are.</summary>
    public static (int Dot, int Square) Dot(ReadOnlySpan<sbyte> code, ReadOnlySpan<short> query) =>
        Dot512.IsSupported ? Dot512.Dot(code, query)
        : Dot256.IsSupported ? Dot256.Dot(code, query)
        : Dot128.IsSupported ? Dot128.Dot(code, query)
        : DotScalar.Dot(code, query);
}

/// <summary>The plain twin of the others.</summary>
internal readonly struct DotScalar : IDotKernel
{
    public static bool IsSupported => true;

    public static (int Dot, int Square) Dot(ReadOnlySpan<sbyte> code, ReadOnlySpan<short> query)
    {
        var (dot, square) = (0, 0);
        for (var i = 0; i < query.Length; i++)
        {
            dot += code[i] * query[i];
            square += code[i] * code[i];
        }

        return (dot, square);
    }
}

/// <summary>With vectors of 128 bits, on any processor that has them.</summary>
internal readonly struct Dot128 : IDotKernel
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static (int Dot, int Square) Dot(ReadOnlySpan<sbyte> code, ReadOnlySpan<short> query)
    {
        ref var codes = ref MemoryMarshal.GetReference(code[..query.Length]);
        ref var queries = ref MemoryMarshal.GetReference(query);
        var (dot, square) = (Vector128<int>.Zero, Vector128<int>.Zero);
        for (var i = 0; i < query.Length; i += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref codes, (nuint)i));
            Add(low, Vector128.LoadUnsafe(ref queries, (nuint)i), ref dot, ref square);
            Add(high, Vector128.LoadUnsafe(ref queries, (nuint)(i + Vector128<short>.Count)), ref dot, ref square);
        }

        return (Vector128.Sum(dot), Vector128.Sum(square));
    }

    private static void Add(Vector128<short> code, Vector128<short> query, ref Vector128<int> dot, ref Vector128<int> square)
    {
        var ((codeLow, codeHigh), (queryLow, queryHigh)) = (Vector128.Widen(code), Vector128.Widen(query));
        dot += (codeLow * queryLow) + (codeHigh * queryHigh);
        square += (codeLow * codeLow) + (codeHigh * codeHigh);
    }
}

/// <summary>With AVX2.</summary>
internal readonly struct Dot256 : IDotKernel
{
    public static bool IsSupported => Avx2.IsSupported;

    public static (int Dot, int Square) Dot(ReadOnlySpan<sbyte> code, ReadOnlySpan<short> query)
    {
        ref var codes = ref MemoryMarshal.GetReference(code[..query.Length]);
        ref var queries = ref MemoryMarshal.GetReference(query);
        var (dot, square) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var i = 0; i < query.Length; i += Vector256<short>.Count)
        {
            var wide = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref codes, (nuint)i));
            dot += Avx2.MultiplyAddAdjacent(wide, Vector256.LoadUnsafe(ref queries, (nuint)i));
            square += Avx2.MultiplyAddAdjacent(wide, wide);
        }

        return (Vector256.Sum(dot), Vector256.Sum(square));
    }
}

/// <summary>With AVX-512.</summary>
internal readonly struct Dot512 : IDotKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static (int Dot, int Square) Dot(ReadOnlySpan<sbyte> code, ReadOnlySpan<short> query)
    {
        ref var codes = ref MemoryMarshal.GetReference(code[..query.Length]);
        ref var queries = ref MemoryMarshal.GetReference(query);
        var (dot, square) = (Vector512<int>.Zero, Vector512<int>.Zero);
        for (var i = 0; i < query.Length; i += Vector512<short>.Count)
        {
            var wide = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref codes, (nuint)i));
            dot += Avx512BW.MultiplyAddAdjacent(wide, Vector512.LoadUnsafe(ref queries, (nuint)i));
            square += Avx512BW.MultiplyAddAdjacent(wide, wide);
        }

        return (Vector512.Sum(dot), Vector512.Sum(square));
    }
}
