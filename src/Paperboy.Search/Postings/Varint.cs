namespace Paperboy.Search.Postings;

/// <summary>Whole numbers from 0 to 2^63 - 1 in groups of seven bits, lowest first; the last has its high bit unset.</summary>
internal static class Varint
{
    /// <summary>The most bytes that a number takes.</summary>
    public const int MostBytes = 9;

    /// <summary>Writes to the front of <paramref name="target"/> and returns the number of bytes.</summary>
    public static int Write(Span<byte> target, long value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads at <paramref name="at"/>, which moves on. Running over the end throws IndexOutOfRangeException.</summary>
    public static long Read(ReadOnlySpan<byte> source, ref int at)
    {
        long value = source[at++];
        if (value < 0x80)
            return value;
        value &= 0x7F;
        for (var shift = 7; shift < 63; shift += 7)
        {
            var group = source[at++];
            value |= (long)(group & 0x7F) << shift;
            if (group < 0x80)
                return value;
        }

        throw new InvalidDataException("a number has more than 63 bits");
    }

    /// <summary>Reads a number that must fit into 31 bits.</summary>
    public static int ReadInt32(ReadOnlySpan<byte> source, ref int at)
    {
        var value = Read(source, ref at);
        return value <= int.MaxValue ? (int)value : throw new InvalidDataException("a number has more than 31 bits");
    }
}
