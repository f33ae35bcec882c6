using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Paperboy.Search.Vectors;

/// <summary>Looks at the sketches of a group; see <see cref="SketchGroup"/>.</summary>
internal interface ISketchKernel
{
    /// <summary>Whether the processor has what it takes.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Adds up the table entries of all 64 vectors.</summary>
    /// <param name="group">The group.</param>
    /// <param name="tables">See <see cref="SketchQuery.Tables"/>.</param>
    /// <param name="sums">Takes 64 sums.</param>
    static abstract void Sum(ReadOnlySpan<byte> group, ReadOnlySpan<byte> tables, Span<ushort> sums);

    /// <summary>The vectors that may be close enough, a bit each.</summary>
    /// <param name="sums">64.</param>
    /// <param name="reaches">As many.</param>
    /// <param name="shares">As many.</param>
    /// <param name="crowding">As many of <see cref="CrowdingCode"/>; none where it does not count.</param>
    /// <param name="limit">What they must be above.</param>
    static abstract ulong Above(
        ReadOnlySpan<ushort> sums, ReadOnlySpan<byte> reaches, ReadOnlySpan<byte> shares, ReadOnlySpan<short> crowding, SketchLimit limit);
}

/// <summary>The kernel with the widest vectors there are. All give the same.</summary>
internal static class SketchKernels
{
    public static void Sum(ReadOnlySpan<byte> group, ReadOnlySpan<byte> tables, Span<ushort> sums)
    {
        if (Sketch512.IsSupported)
            Sketch512.Sum(group, tables, sums);
        else if (Sketch256.IsSupported)
            Sketch256.Sum(group, tables, sums);
        else if (Sketch128.IsSupported)
            Sketch128.Sum(group, tables, sums);
        else
            SketchScalar.Sum(group, tables, sums);
    }

    public static ulong Above(
        ReadOnlySpan<ushort> sums, ReadOnlySpan<byte> reaches, ReadOnlySpan<byte> shares, ReadOnlySpan<short> crowding, SketchLimit limit) =>
        Sketch512.IsSupported ? Sketch512.Above(sums, reaches, shares, crowding, limit)
        : Sketch256.IsSupported ? Sketch256.Above(sums, reaches, shares, crowding, limit)
        : Sketch128.IsSupported ? Sketch128.Above(sums, reaches, shares, crowding, limit)
        : SketchScalar.Above(sums, reaches, shares, crowding, limit);
}

/// <summary>The plain twin of the others.</summary>
internal readonly struct SketchScalar : ISketchKernel
{
    public static bool IsSupported => true;

    public static void Sum(ReadOnlySpan<byte> group, ReadOnlySpan<byte> tables, Span<ushort> sums)
    {
        sums = sums[..SketchGroup.Vectors];
        sums.Clear();
        for (var vector = 0; vector < sums.Length; vector++)
        {
            var place = SketchGroup.ByteOf(vector);
            for (var table = 0; table < tables.Length; table += 2 * SketchQuery.TableLength, place += SketchGroup.Vectors)
            {
                sums[vector] += tables[table + (group[place] & 15)];
                sums[vector] += tables[table + SketchQuery.TableLength + (group[place] >> 4)];
            }
        }
    }

    public static ulong Above(
        ReadOnlySpan<ushort> sums, ReadOnlySpan<byte> reaches, ReadOnlySpan<byte> shares, ReadOnlySpan<short> crowding, SketchLimit limit)
    {
        var above = 0UL;
        for (var i = 0; i < SketchGroup.Vectors; i++)
        {
            var similarity = (reaches[i] * limit.Reach * (limit.LeastSum + (sums[i] * limit.SumStep))) + (shares[i] * limit.Share);
            var least = crowding.IsEmpty ? limit.Least : Math.Max(limit.Least, limit.LeastUncrowded + (crowding[i] * limit.Crowding));
            above |= similarity > least ? 1UL << i : 0;
        }

        return above;
    }
}

/// <summary>With vectors of 128 bits, on any processor that has them.</summary>
internal readonly struct Sketch128 : ISketchKernel
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static void Sum(ReadOnlySpan<byte> group, ReadOnlySpan<byte> tables, Span<ushort> sums)
    {
        group = group[..(tables.Length / (2 * SketchQuery.TableLength) * SketchGroup.Vectors)];
        ref var entries = ref MemoryMarshal.GetReference(tables);
        var low4 = Vector128.Create((byte)15);
        for (var part = 0; part < SketchGroup.Vectors; part += Vector128<byte>.Count)
        {
            ref var signs = ref MemoryMarshal.GetReference(group[part..]);
            var (all, odd, table) = (Vector128<ushort>.Zero, Vector128<ushort>.Zero, (nuint)0);
            for (nuint at = 0; at < (nuint)(group.Length - part); at += 2 * SketchGroup.Vectors, table += 4 * SketchQuery.TableLength)
            {
                var (first, second) = (Vector128.LoadUnsafe(ref signs, at), Vector128.LoadUnsafe(ref signs, at + SketchGroup.Vectors));
                var four = Vector128.Shuffle(Vector128.LoadUnsafe(ref entries, table), first & low4)
                    + Vector128.Shuffle(Vector128.LoadUnsafe(ref entries, table + SketchQuery.TableLength), first >>> 4)
                    + Vector128.Shuffle(Vector128.LoadUnsafe(ref entries, table + (2 * SketchQuery.TableLength)), second & low4)
                    + Vector128.Shuffle(Vector128.LoadUnsafe(ref entries, table + (3 * SketchQuery.TableLength)), second >>> 4);
                all += four.AsUInt16();
                odd += four.AsUInt16() >>> 8;
            }

            (all - (odd << 8)).CopyTo(sums[(part / 2)..]);
            odd.CopyTo(sums[((SketchGroup.Vectors + part) / 2)..]);
        }
    }

    public static ulong Above(
        ReadOnlySpan<ushort> sums, ReadOnlySpan<byte> reaches, ReadOnlySpan<byte> shares, ReadOnlySpan<short> crowding, SketchLimit limit)
    {
        var above = 0UL;
        var (leastLow, leastHigh) = (Vector128.Create(limit.Least), Vector128.Create(limit.Least));
        for (var i = 0; i < SketchGroup.Vectors; i += Vector128<ushort>.Count)
        {
            if (!crowding.IsEmpty)
            {
                var crowded = Vector128.Create(crowding[i..]);
                (leastLow, leastHigh) = (Least(Vector128.WidenLower(crowded), limit), Least(Vector128.WidenUpper(crowded), limit));
            }

            var (sum, reach, share) = (Vector128.Create(sums[i..]), Wide(reaches[i..]), Wide(shares[i..]));
            var low = Test(Vector128.WidenLower(sum), Vector128.WidenLower(reach), Vector128.WidenLower(share), leastLow, limit);
            var high = Test(Vector128.WidenUpper(sum), Vector128.WidenUpper(reach), Vector128.WidenUpper(share), leastHigh, limit);
            above |= (ulong)(low | (high << Vector128<float>.Count)) << i;
        }

        return above;
    }

    private static Vector128<ushort> Wide(ReadOnlySpan<byte> bytes) =>
        Vector128.WidenLower(Vector128.CreateScalar(MemoryMarshal.Read<ulong>(bytes)).AsByte());

    private static Vector128<float> Least(Vector128<int> crowding, SketchLimit limit) => Vector128.Max(
        Vector128.Create(limit.Least), Vector128.Create(limit.LeastUncrowded) + (Vector128.ConvertToSingle(crowding) * limit.Crowding));

    private static uint Test(Vector128<uint> sum, Vector128<uint> reach, Vector128<uint> share, Vector128<float> least, SketchLimit limit)
    {
        var similarity = (ToSingle(reach) * limit.Reach * (Vector128.Create(limit.LeastSum) + (ToSingle(sum) * limit.SumStep)))
            + (ToSingle(share) * limit.Share);
        return Vector128.GreaterThan(similarity, least).ExtractMostSignificantBits();
    }

    private static Vector128<float> ToSingle(Vector128<uint> values) => Vector128.ConvertToSingle(values.AsInt32());
}

/// <summary>With AVX2.</summary>
internal readonly struct Sketch256 : ISketchKernel
{
    public static bool IsSupported => Avx2.IsSupported;

    public static unsafe void Sum(ReadOnlySpan<byte> group, ReadOnlySpan<byte> tables, Span<ushort> sums)
    {
        group = group[..(tables.Length / (2 * SketchQuery.TableLength) * SketchGroup.Vectors)];
        var low4 = Vector256.Create((byte)15);
        fixed (byte* entries = tables, signs = group)
        {
            for (var part = 0; part < SketchGroup.Vectors; part += Vector256<byte>.Count)
            {
                var (all, odd) = (Vector256<ushort>.Zero, Vector256<ushort>.Zero);
                var table = entries;
                for (var at = signs + part; at < signs + group.Length; at += 2 * SketchGroup.Vectors, table += 4 * SketchQuery.TableLength)
                {
                    var (first, second) = (Vector256.Load(at), Vector256.Load(at + SketchGroup.Vectors));
                    var four = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(table), first & low4)
                        + Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(table + SketchQuery.TableLength), High4(first))
                        + Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(table + (2 * SketchQuery.TableLength)), second & low4)
                        + Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(table + (3 * SketchQuery.TableLength)), High4(second));
                    all += four.AsUInt16();
                    odd += four.AsUInt16() >>> 8;
                }

                (all - (odd << 8)).CopyTo(sums[(part / 2)..]);
                odd.CopyTo(sums[((SketchGroup.Vectors + part) / 2)..]);
            }
        }

        Vector256<byte> High4(Vector256<byte> bytes) => (bytes.AsUInt16() >>> 4).AsByte() & low4;
    }

    public static ulong Above(
        ReadOnlySpan<ushort> sums, ReadOnlySpan<byte> reaches, ReadOnlySpan<byte> shares, ReadOnlySpan<short> crowding, SketchLimit limit)
    {
        var above = 0UL;
        var least = Vector256.Create(limit.Least);
        for (var i = 0; i < SketchGroup.Vectors; i += Vector256<float>.Count)
        {
            if (!crowding.IsEmpty)
            {
                var crowded = Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.Create(crowding[i..])));
                least = Vector256.Max(Vector256.Create(limit.Least), Vector256.Create(limit.LeastUncrowded) + (crowded * limit.Crowding));
            }

            var sum = Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.Create(sums[i..])));
            var reach = Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Eight(reaches[i..])));
            var share = Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Eight(shares[i..])));
            var similarity = (reach * limit.Reach * (Vector256.Create(limit.LeastSum) + (sum * limit.SumStep))) + (share * limit.Share);
            above |= (ulong)Vector256.GreaterThan(similarity, least).ExtractMostSignificantBits() << i;
        }

        return above;
    }

    private static Vector128<byte> Eight(ReadOnlySpan<byte> bytes) => Vector128.CreateScalar(MemoryMarshal.Read<ulong>(bytes)).AsByte();
}

/// <summary>With AVX-512.</summary>
internal readonly struct Sketch512 : ISketchKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static unsafe void Sum(ReadOnlySpan<byte> group, ReadOnlySpan<byte> tables, Span<ushort> sums)
    {
        group = group[..(tables.Length / (2 * SketchQuery.TableLength) * SketchGroup.Vectors)];
        var low4 = Vector512.Create((byte)15);
        var (all, odd) = (Vector512<ushort>.Zero, Vector512<ushort>.Zero);
        fixed (byte* entries = tables, signs = group)
        {
            var table = entries;
            for (var at = signs; at < signs + group.Length; at += 2 * SketchGroup.Vectors, table += 4 * SketchQuery.TableLength)
            {
                var (first, second) = (Vector512.Load(at), Vector512.Load(at + SketchGroup.Vectors));
                var (firstHigh, secondHigh) = ((first.AsUInt16() >>> 4).AsByte() & low4, (second.AsUInt16() >>> 4).AsByte() & low4);
                var four = Avx512BW.Shuffle(Table(table), first & low4) + Avx512BW.Shuffle(Table(table + SketchQuery.TableLength), firstHigh)
                    + Avx512BW.Shuffle(Table(table + (2 * SketchQuery.TableLength)), second & low4)
                    + Avx512BW.Shuffle(Table(table + (3 * SketchQuery.TableLength)), secondHigh);
                all += four.AsUInt16();
                odd += four.AsUInt16() >>> 8;
            }
        }

        (all - (odd << 8)).CopyTo(sums);
        odd.CopyTo(sums[32..]);
    }

    public static ulong Above(
        ReadOnlySpan<ushort> sums, ReadOnlySpan<byte> reaches, ReadOnlySpan<byte> shares, ReadOnlySpan<short> crowding, SketchLimit limit)
    {
        var above = 0UL;
        var least = Vector512.Create(limit.Least);
        ref var firstSum = ref MemoryMarshal.GetReference(sums[..SketchGroup.Vectors]);
        ref var firstReach = ref MemoryMarshal.GetReference(reaches[..SketchGroup.Vectors]);
        ref var firstShare = ref MemoryMarshal.GetReference(shares[..SketchGroup.Vectors]);
        for (var i = 0; i < SketchGroup.Vectors; i += Vector512<float>.Count)
        {
            if (!crowding.IsEmpty)
            {
                var crowded = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector256.Create(crowding[i..])));
                least = Vector512.Max(Vector512.Create(limit.Least), Vector512.Create(limit.LeastUncrowded) + (crowded * limit.Crowding));
            }

            var sum = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector256.LoadUnsafe(ref firstSum, (nuint)i)));
            var reach = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref firstReach, (nuint)i)));
            var share = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref firstShare, (nuint)i)));
            var similarity = (reach * limit.Reach * (Vector512.Create(limit.LeastSum) + (sum * limit.SumStep))) + (share * limit.Share);
            above |= (ulong)Vector512.GreaterThan(similarity, least).ExtractMostSignificantBits() << i;
        }

        return above;
    }

    private static unsafe Vector512<byte> Table(byte* entries) => Avx512F.BroadcastVector128ToVector512((uint*)entries).AsByte();
}
