using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Postings;

/// <summary>
/// Packs 128 whole numbers with the same number of bits each, in four interleaved lanes, so that one 128-bit operation
/// handles four of them (the layout of SIMD-BP128: Lemire, Boytsov, "Decoding billions of integers per second through
/// vectorization", 2015). Value i stands in lane i mod 4; each lane is a string of 32-bit words, lowest bits first.
/// </summary>
internal static class BitPacking
{
    /// <summary>How many values a block holds.</summary>
    public const int BlockLength = 128;

    private const int Lanes = 4;

    /// <summary>The bytes that a block of values of this width takes.</summary>
    public static int PackedLength(int width) => width * BlockLength / 8;

    /// <summary>Packs the values, each less than 2^width, into the first bytes of <paramref name="target"/>.</summary>
    public static void Pack(ReadOnlySpan<int> values, int width, Span<byte> target)
    {
        target = target[..PackedLength(width)];
        target.Clear();
        for (var i = 0; i < BlockLength && width > 0; i++)
        {
            var bit = i / Lanes * width;
            var word = (bit / 32 * Lanes) + (i % Lanes);
            Or(target, word, (uint)values[i] << (bit % 32));
            if ((bit % 32) + width > 32)
                Or(target, word + Lanes, (uint)values[i] >> (32 - (bit % 32)));
        }
    }

    /// <summary>Unpacks 128 values; throws if <paramref name="source"/> is shorter than their packed length.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        source = source[..PackedLength(width)];
        values = values[..BlockLength];
        if (width == 0)
            values.Clear();
        else if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
            UnpackVectors(source, width, values);
        else
            UnpackScalar(source, width, values);
    }

    /// <summary>The plain twin of <see cref="Unpack"/>, for machines without 128-bit operations and for the tests.</summary>
    public static void UnpackScalar(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        var mask = (uint)((1UL << width) - 1);
        for (var i = 0; i < BlockLength; i++)
        {
            var bit = i / Lanes * width;
            var word = (bit / 32 * Lanes) + (i % Lanes);
            var value = width == 0 ? 0 : Word(source, word) >> (bit % 32);
            if ((bit % 32) + width > 32)
                value |= Word(source, word + Lanes) << (32 - (bit % 32));
            values[i] = (int)(value & mask);
        }
    }

    private static void UnpackVectors(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        var words = MemoryMarshal.Cast<byte, Vector128<uint>>(source);
        var rows = MemoryMarshal.Cast<int, Vector128<uint>>(values);
        var mask = Vector128.Create((uint)((1UL << width) - 1));
        var next = 0;
        var current = words[0];
        var shift = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            var value = current >>> shift;
            shift += width;
            if (shift >= 32)
            {
                shift -= 32;
                if (++next < words.Length)
                {
                    current = words[next];
                    if (shift > 0)
                        value |= current << (width - shift);
                }
            }

            rows[row] = value & mask;
        }
    }

    private static uint Word(ReadOnlySpan<byte> source, int word) =>
        BinaryPrimitives.ReadUInt32LittleEndian(source[(word * 4)..]);

    private static void Or(Span<byte> target, int word, uint bits) =>
        BinaryPrimitives.WriteUInt32LittleEndian(target[(word * 4)..], Word(target, word) | bits);
}
