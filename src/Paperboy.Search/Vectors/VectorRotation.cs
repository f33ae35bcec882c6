using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Vectors;

/// <summary>
/// A fixed rotation that spreads what a vector says over all of its dimensions, so that signs and steps of equal size lose
/// little of it, whatever the model: three rounds of random signs and a Hadamard transform (Ailon and Chazelle, "The fast
/// Johnson-Lindenstrauss transform", 2009). Where the number of dimensions is no power of two, the transform goes over the
/// first and then over the last of them that are. Vectors are stored rotated: the rotation is part of the file format and
/// may never change. It gives the same bits on every machine.
/// </summary>
internal sealed class VectorRotation
{
    private const int Rounds = 3;
    private const ulong Seed = 0x50415045_52424F59;

    private static readonly ConcurrentDictionary<int, VectorRotation> Known = new();
    private readonly float[][] _signs;
    private readonly int _block; // the greatest power of two within the dimensions
    private readonly float _scale;

    private VectorRotation(int dimensions)
    {
        _block = 1 << BitOperations.Log2((uint)dimensions);
        _scale = 1 / MathF.Sqrt(_block);
        var state = Seed + (ulong)dimensions;
        _signs = new float[Rounds][];
        for (var round = 0; round < Rounds; round++)
        {
            _signs[round] = new float[dimensions];
            foreach (ref var sign in _signs[round].AsSpan())
                sign = (Next(ref state) & 1) == 0 ? 1 : -1;
        }
    }

    public static VectorRotation Of(int dimensions) => Known.GetOrAdd(dimensions, static of => new VectorRotation(of));

    public void Apply(Span<float> vector)
    {
        foreach (var signs in _signs)
        {
            Multiply(vector, signs);
            Transform(vector[.._block]);
            if (_block < vector.Length)
                Transform(vector[^_block..]);
        }
    }

    /// <summary>The way back.</summary>
    public void Invert(Span<float> vector)
    {
        for (var round = Rounds - 1; round >= 0; round--)
        {
            if (_block < vector.Length)
                Transform(vector[^_block..]);
            Transform(vector[.._block]);
            Multiply(vector, _signs[round]);
        }
    }

    // SplitMix64 (Steele, Lea and Flood, 2014), of which the highest bit is taken.
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) >> 63;
    }

    private static void Multiply(Span<float> vector, ReadOnlySpan<float> signs)
    {
        for (var i = 0; i < vector.Length; i++)
            vector[i] *= signs[i];
    }

    // Its own inverse, since it is scaled to keep lengths.
    private void Transform(Span<float> values)
    {
        for (var half = 1; half < values.Length; half *= 2)
        {
            for (var at = 0; at < values.Length; at += 2 * half)
                Butterfly(values.Slice(at, half), values.Slice(at + half, half));
        }

        foreach (ref var value in values)
            value *= _scale;
    }

    private static void Butterfly(Span<float> low, Span<float> high)
    {
        var lows = MemoryMarshal.Cast<float, Vector256<float>>(low);
        var highs = MemoryMarshal.Cast<float, Vector256<float>>(high);
        for (var i = 0; i < lows.Length; i++)
            (lows[i], highs[i]) = (lows[i] + highs[i], lows[i] - highs[i]);
        for (var i = lows.Length * Vector256<float>.Count; i < low.Length; i++)
            (low[i], high[i]) = (low[i] + high[i], low[i] - high[i]);
    }
}
