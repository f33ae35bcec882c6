using System.Buffers.Binary;

namespace Paperboy.Search.Postings;

/// <summary>Numbers of the same width one after the other, lowest bits first, each read without those before.</summary>
internal static class BitString
{
    /// <summary>The bytes that so many numbers take.</summary>
    public static int LengthOf(int count, int width) => (int)((((long)count * width) + 7) / 8);

    /// <summary>Appends the lowest bits of numbers; a width is from 0 to 31.</summary>
    public static void WriteMasked(ReadOnlySpan<int> values, int width, ByteBuffer target)
    {
        var bytes = target.Append(LengthOf(values.Length, width));
        var mask = (1u << width) - 1;
        var pending = 0UL;
        var bits = 0;
        foreach (var value in values)
        {
            pending |= (ulong)((uint)value & mask) << bits;
            bits += width;
            if (bits < 32)
                continue;
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)pending);
            bytes = bytes[sizeof(uint)..];
            pending >>= 32;
            bits -= 32;
        }

        for (var i = 0; i < bytes.Length; i++, pending >>= 8)
            bytes[i] = (byte)pending;
    }

    /// <summary>The number at a place; throws if it stands outside of <paramref name="source"/>.</summary>
    public static int Read(ReadOnlySpan<byte> source, int place, int width)
    {
        var bit = (long)place * width;
        var start = (int)(bit >> 3);
        var word = source.Length - start >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(source[start..])
            : ReadEnd(source, start, width);
        return (int)(word >> (int)(bit & 7)) & (int)((1L << width) - 1);
    }

    private static ulong ReadEnd(ReadOnlySpan<byte> source, int start, int width)
    {
        if (width == 0)
            return 0;
        var word = 0UL;
        for (var i = source.Length - 1; i >= start; i--)
            word = (word << 8) | source[i];
        return start < source.Length ? word : throw new InvalidDataException("a number stands outside of its block");
    }

    /// <summary>Reads numbers from a place on, one after the other.</summary>
    public static void Read(ReadOnlySpan<byte> source, int place, int width, Span<int> values)
    {
        var bit = (long)place * width;
        var mask = (1UL << width) - 1;
        var i = 0;
        for (; i < values.Length && (int)(bit >> 3) <= source.Length - sizeof(ulong); i++, bit += width)
            values[i] = (int)((BinaryPrimitives.ReadUInt64LittleEndian(source[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask);
        for (; i < values.Length; i++)
            values[i] = Read(source, place + i, width);
    }
}
