using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Vectors;

/// <summary>
/// How the sketches of 64 vectors stand together (after André, Kermarrec and Le Scouarnec, "Cache locality is not enough",
/// 2015): first the signs of dimensions 0 to 7 of all 64, a byte each, then those of the next eight, and so on; behind them a
/// byte of reach for each vector and a byte of share. Vector i is byte 2i of each 64, vector 32 + i is byte 2i + 1, so that
/// sums of the even and of the odd bytes come in order.
/// </summary>
internal static class SketchGroup
{
    public const int Vectors = 64;

    /// <summary>The bytes of a group.</summary>
    public static int LengthOf(int dimensions) => ReachesOf(dimensions) + (2 * Vectors);

    /// <summary>Where its reaches begin.</summary>
    public static int ReachesOf(int dimensions) => dimensions / 8 * Vectors;

    /// <summary>Where its shares begin.</summary>
    public static int SharesOf(int dimensions) => ReachesOf(dimensions) + Vectors;

    /// <summary>Which byte of each 64 is of a vector.</summary>
    public static int ByteOf(int vector) => vector < Vectors / 2 ? 2 * vector : (2 * (vector - (Vectors / 2))) + 1;

    public static int Count(int vectors) => (int)(((long)vectors + Vectors - 1) / Vectors);
}

/// <summary>
/// The steps of what a sketch says besides signs. With o = r - c, a vector's distance from the center of its segment, its
/// similarity with q is &lt;c, q&gt; + &lt;o, c&gt; + &lt;o, q - c&gt;. Of these the first is known, the second is the share (a byte), and
/// the third is estimated without bias by the reach (a byte), |o|² over the sum of o's absolute values, times the sum of
/// q - c with the signs of o (Gao and Long, "RaBitQ", 2024). Steps depend on the center alone.
/// </summary>
internal readonly struct SketchSteps
{
    public SketchSteps(ReadOnlySpan<float> center)
    {
        var square = 0.0;
        foreach (var value in center)
            square += (double)value * value;
        var length = Math.Sqrt(square);
        // After the rotation the sum is close to 0.8 of the greatest that it can be; half of that is far out of the way.
        Reach = (float)(2 * (1 + length) / (Math.Sqrt(center.Length) * byte.MaxValue));
        Share = (float)(2 * length / byte.MaxValue);
        LeastShare = (float)(-square - length);
    }

    public float Reach { get; }

    public float Share { get; }

    /// <summary>The share of a byte of 0.</summary>
    public float LeastShare { get; }
}

/// <summary>Makes sketches of stored vectors. The same bits on every machine: sums run in a fixed order.</summary>
/// <param name="center">As long as the vectors.</param>
internal sealed class SketchEncoder(float[] center)
{
    private readonly SketchSteps _steps = new(center);

    /// <summary>Writes the sketch of a vector into its place in a group, whose bytes were 0.</summary>
    public void Encode(ReadOnlySpan<sbyte> code, int vector, Span<byte> group)
    {
        var scale = VectorCode.InverseLength(code);
        var (squares, absolutes, products) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var place = SketchGroup.ByteOf(vector);
        for (var i = 0; i < center.Length; i += Vector256<float>.Count, place += SketchGroup.Vectors)
        {
            var centers = Vector256.Create(center.AsSpan(i));
            var offset = (ToSingle(code[i..]) * scale) - centers;
            group[place] = (byte)Vector256.GreaterThan(offset, Vector256<float>.Zero).ExtractMostSignificantBits();
            squares += offset * offset;
            absolutes += Vector256.Abs(offset);
            products += offset * centers;
        }

        var absolute = Sum(absolutes);
        var reach = absolute == 0 ? 0 : Sum(squares) / absolute;
        group[SketchGroup.ReachesOf(center.Length) + vector] = Quantize(reach, _steps.Reach);
        group[SketchGroup.SharesOf(center.Length) + vector] = Quantize(Sum(products) - _steps.LeastShare, _steps.Share);
    }

    private static Vector256<float> ToSingle(ReadOnlySpan<sbyte> code)
    {
        var wide = Vector128.WidenLower(Vector128.CreateScalar(BitConverter.ToInt64(MemoryMarshal.AsBytes(code[..8]))).AsSByte());
        return Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(wide), Vector128.WidenUpper(wide)));
    }

    private static float Sum(Vector256<float> lanes)
    {
        var sum = 0f;
        for (var i = 0; i < Vector256<float>.Count; i++)
            sum += lanes[i];
        return sum;
    }

    private static byte Quantize(float value, float step) =>
        step == 0 ? (byte)0 : (byte)Math.Clamp(MathF.Round(value / step), byte.MinValue, byte.MaxValue);
}
