using System.Numerics;
using System.Runtime.InteropServices;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Columns;

/// <summary>
/// Unsigned whole numbers, each in a lane of 8, 16, 32 or 64 bits, little-endian; or in none, when all are 0. Lanes of
/// whole bytes are compared by vectors without being unpacked.
/// </summary>
internal readonly ref struct Lanes
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Throws ArgumentOutOfRangeException if there are fewer bytes than the values take.</summary>
    public Lanes(ReadOnlySpan<byte> bytes, int width, int count)
    {
        (Width, Count) = (width, count);
        _bytes = bytes[..(width / 8 * count)];
    }

    public int Width { get; }

    public int Count { get; }

    /// <summary>The narrowest lanes, in bits, for values up to this one.</summary>
    public static int WidthFor(ulong most) => most switch
    {
        0 => 0,
        <= byte.MaxValue => 8,
        <= ushort.MaxValue => 16,
        <= uint.MaxValue => 32,
        _ => 64,
    };

    public static bool IsWidth(int width) => width is 0 or 8 or 16 or 32 or 64;

    /// <summary>The bytes that the lanes take, filled up to a multiple of 8.</summary>
    public static int LengthOf(int width, int count) => ((width / 8 * count) + 7) & ~7;

    /// <summary>Appends the values, each of which the width holds.</summary>
    public static void Pack(ReadOnlySpan<ulong> values, int width, ByteBuffer target)
    {
        var bytes = target.Append(LengthOf(width, values.Length));
        bytes.Clear();
        for (var i = 0; i < values.Length && width > 0; i++)
        {
            var value = values[i];
            MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(ref value))[..(width / 8)].CopyTo(bytes[(i * width / 8)..]);
        }
    }

    /// <summary>One value.</summary>
    public ulong this[int i] => Width switch
    {
        0 => (uint)i < (uint)Count ? 0UL : throw new ArgumentOutOfRangeException(nameof(i)),
        8 => _bytes[i],
        16 => As<ushort>()[i],
        32 => As<uint>()[i],
        _ => As<ulong>()[i],
    };

    /// <summary>A part of the values.</summary>
    public Lanes Slice(int start, int count) => new(_bytes[(Width / 8 * start)..], Width, count);

    /// <summary>All values of a type that is as wide as the lanes.</summary>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_bytes);

    /// <summary>Sets bit i to whether value i is from low to high; as many bits as there are values, rounded up to words.</summary>
    public void InRange(ulong low, ulong high, Span<ulong> bits)
    {
        if (!Clip(low, ref high))
        {
            bits[..((Count + 63) / 64)].Clear();
            return;
        }

        switch (Width)
        {
            case 0:
                SetAll(bits[..((Count + 63) / 64)]);
                break;
            case 8:
                LaneKernels.InRange(_bytes, (byte)low, (byte)high, bits);
                break;
            case 16:
                LaneKernels.InRange(As<ushort>(), (ushort)low, (ushort)high, bits);
                break;
            case 32:
                LaneKernels.InRange(As<uint>(), (uint)low, (uint)high, bits);
                break;
            default:
                LaneKernels.InRange(As<ulong>(), low, high, bits);
                break;
        }
    }

    /// <summary>How many of the selected values are from low to high. No bit may be set beyond the last value.</summary>
    public int CountInRange(ulong low, ulong high, ReadOnlySpan<ulong> selection)
    {
        if (!Clip(low, ref high))
            return 0;
        return Width switch
        {
            0 => WindowBits.Count(selection[..((Count + 63) / 64)]),
            8 => LaneKernels.CountInRange(_bytes, (byte)low, (byte)high, selection),
            16 => LaneKernels.CountInRange(As<ushort>(), (ushort)low, (ushort)high, selection),
            32 => LaneKernels.CountInRange(As<uint>(), (uint)low, (uint)high, selection),
            _ => LaneKernels.CountInRange(As<ulong>(), low, high, selection),
        };
    }

    /// <summary>Adds to counts[v] how many of the selected values are v, times <paramref name="sign"/>; not for lanes of 64 bits.</summary>
    public void CountEach(ReadOnlySpan<ulong> selection, int sign, Span<int> counts)
    {
        if (Width == 0)
            counts[0] += sign * WindowBits.Count(selection[..((Count + 63) / 64)]);
        else if (Width == 8)
            CountEach(_bytes, selection, sign, counts);
        else if (Width == 16)
            CountEach(As<ushort>(), selection, sign, counts);
        else
            CountEach(As<uint>(), selection, sign, counts);
    }

    private static void CountEach<T>(ReadOnlySpan<T> values, ReadOnlySpan<ulong> selection, int sign, Span<int> counts)
        where T : unmanaged, IBinaryInteger<T>
    {
        selection = selection[..((values.Length + 63) / 64)];
        for (var word = 0; word < selection.Length; word++)
        {
            var rest = values[(word * 64)..];
            for (var bits = selection[word]; bits != 0; bits &= bits - 1)
                counts[int.CreateTruncating(rest[BitOperations.TrailingZeroCount(bits)])] += sign;
        }
    }

    // False: no value that the lanes can hold is in the range.
    private bool Clip(ulong low, ref ulong high)
    {
        var most = Width == 0 ? 0 : ulong.MaxValue >> (64 - Width);
        high = Math.Min(high, most);
        return low <= high;
    }

    private void SetAll(Span<ulong> bits)
    {
        bits.Fill(ulong.MaxValue);
        if (Count % 64 != 0)
            bits[^1] = (1UL << Count) - 1;
    }
}
