using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Embeddings;

/// <summary>
/// Sums over vectors of floats whose length is a multiple of 16. Eight lanes are added up in one fixed order, so that
/// the result is the same whatever the machine's vectors are.
/// </summary>
internal static class VectorKernels
{
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        var (a, b) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint i = 0; i < (nuint)left.Length; i += 16)
        {
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref l, i), Vector256.LoadUnsafe(ref r, i), a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref l, i + 8), Vector256.LoadUnsafe(ref r, i + 8), b);
        }

        return Vector256.Sum(a + b);
    }

    public static void Scale(Span<float> vector, float factor)
    {
        ref var v = ref MemoryMarshal.GetReference(vector);
        for (nuint i = 0; i < (nuint)vector.Length; i += 8)
            (Vector256.LoadUnsafe(ref v, i) * factor).StoreUnsafe(ref v, i);
    }

    /// <summary>Makes a vector's length 1 and returns what it was; a vector of zeros stays.</summary>
    public static float Normalize(Span<float> vector)
    {
        var norm = MathF.Sqrt(Dot(vector, vector));
        if (norm > 0)
            Scale(vector, 1 / norm);
        return norm;
    }

    /// <summary>The sum of the squares of whole numbers, exact up to 2^24.</summary>
    public static float SquaredLength(ReadOnlySpan<sbyte> vector)
    {
        var sum = 0;
        foreach (var value in vector)
            sum += value * value;
        return sum;
    }

    /// <summary>target += scale x source; the lengths are equal and multiples of 16.</summary>
    public static void AddScaled(float scale, ReadOnlySpan<sbyte> source, Span<float> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.Create(scale);
            for (nuint i = 0; i < (nuint)target.Length; i += 16)
            {
                var (low, high) = Vector256.Widen(Widened(Vector128.LoadUnsafe(ref from, i)));
                var values = Vector512.ConvertToSingle(Vector512.Create(low, high));
                Vector512.FusedMultiplyAdd(all, values, Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            }

            return;
        }

        var each = Vector256.Create(scale);
        for (nuint i = 0; i < (nuint)target.Length; i += 16)
        {
            var (low, high) = Vector256.Widen(Widened(Vector128.LoadUnsafe(ref from, i)));
            Vector256.FusedMultiplyAdd(each, Vector256.ConvertToSingle(low), Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            Vector256.FusedMultiplyAdd(each, Vector256.ConvertToSingle(high), Vector256.LoadUnsafe(ref to, i + 8)).StoreUnsafe(ref to, i + 8);
        }
    }

    private static Vector256<short> Widened(Vector128<sbyte> bytes)
    {
        var (low, high) = Vector128.Widen(bytes);
        return Vector256.Create(low, high);
    }
}
