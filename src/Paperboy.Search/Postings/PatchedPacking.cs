using System.Numerics;

namespace Paperboy.Search.Postings;

/// <summary>
/// Packs 128 whole numbers with the number of bits that most of them need, and the rest of the few greater ones behind
/// (patched frame of reference: Zukowski et al., "Super-scalar RAM-CPU cache compression", 2006).
/// <code>
/// width (1) exceptions (1) packed values (16 * width) { place (1) bits above the width (varint) }{exceptions}
/// </code>
/// </summary>
internal static class PatchedPacking
{
    private const int Length = BitPacking.BlockLength;

    /// <summary>Appends 128 values, each at least 0.</summary>
    public static void Write(ReadOnlySpan<int> values, ByteBuffer target)
    {
        Span<int> low = stackalloc int[Length];
        var width = BestWidth(values, out var exceptions);
        var mask = width == 32 ? -1 : (1 << width) - 1;
        for (var i = 0; i < Length; i++)
            low[i] = values[i] & mask;
        target.AppendByte((byte)width);
        target.AppendByte((byte)exceptions);
        BitPacking.Pack(low, width, target.Append(BitPacking.PackedLength(width)));
        for (var i = 0; i < Length; i++)
        {
            if (low[i] == values[i])
                continue;
            target.AppendByte((byte)i);
            target.AppendVarint((uint)values[i] >> width);
        }
    }

    /// <summary>Reads 128 values at <paramref name="at"/>, which moves on..</summary>
    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public static void Read(ReadOnlySpan<byte> source, ref int at, Span<int> values)
    {
        var (width, exceptions) = (source[at], source[at + 1]);
        if (width > 31)
            throw new InvalidDataException($"a block packs {width} bits a number");
        BitPacking.Unpack(source[(at + 2)..], width, values);
        at += 2 + BitPacking.PackedLength(width);
        for (; exceptions > 0; exceptions--)
        {
            var place = source[at++];
            var high = Varint.Read(source, ref at) << width;
            if (place >= Length || high > int.MaxValue)
                throw new InvalidDataException($"a block patches place {place} with {high}");
            values[place] |= (int)high;
        }
    }

    /// <summary>Moves <paramref name="at"/> behind 128 values without reading them.</summary>
    public static void Skip(ReadOnlySpan<byte> source, ref int at)
    {
        var (width, exceptions) = (source[at], source[at + 1]);
        at += 2 + BitPacking.PackedLength(width);
        for (; exceptions > 0; exceptions--)
        {
            at++;
            Varint.Read(source, ref at);
        }
    }

    // The width that takes the fewest bytes, exceptions included.
    private static int BestWidth(ReadOnlySpan<int> values, out int exceptions)
    {
        Span<int> ofLength = stackalloc int[33];
        foreach (var value in values[..Length])
            ofLength[32 - BitOperations.LeadingZeroCount((uint)value)]++;
        var (best, bestCost) = (31, int.MaxValue);
        exceptions = 0;
        var above = 0;
        for (var width = 31; width >= 0; width--)
        {
            above += ofLength[width + 1];
            var cost = BitPacking.PackedLength(width);
            for (var length = width + 1; length <= 31; length++)
                cost += ofLength[length] * (1 + ((length - width + 6) / 7));
            if (cost > bestCost)
                continue;
            (best, bestCost, exceptions) = (width, cost, above);
        }

        return best;
    }
}
