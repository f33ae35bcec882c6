using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Paperboy.Search.Columns;

/// <summary>
/// Goes between places of documents and places of values, where only some documents have a value: value v belongs to
/// the v-th document of <c>present</c>. With BMI2 a word takes one instruction, else a step a bit.
/// </summary>
internal static class BitCompaction
{
    /// <summary>Writes, for each document in <paramref name="present"/>, whether it is in <paramref name="bits"/>, without gaps.</summary>
    public static void Compact(ReadOnlySpan<ulong> bits, ReadOnlySpan<ulong> present, Span<ulong> target)
    {
        target.Clear();
        var at = 0;
        for (var word = 0; word < present.Length; word++)
        {
            if (present[word] == 0)
                continue;
            var compact = Extract(bits[word], present[word]);
            var count = BitOperations.PopCount(present[word]);
            target[at >> 6] |= compact << at;
            if ((at & 63) + count > 64)
                target[(at >> 6) + 1] |= compact >> (64 - (at & 63));
            at += count;
        }
    }

    /// <summary>The way back: adds the documents whose value's bit is set in <paramref name="compact"/>.</summary>
    public static void AddExpanded(ReadOnlySpan<ulong> compact, ReadOnlySpan<ulong> present, Span<ulong> target)
    {
        var at = 0;
        for (var word = 0; word < present.Length; word++)
        {
            if (present[word] == 0)
                continue;
            var count = BitOperations.PopCount(present[word]);
            var bits = compact[at >> 6] >> at;
            if ((at & 63) + count > 64)
                bits |= compact[(at >> 6) + 1] << (64 - (at & 63));
            target[word] |= Deposit(bits, present[word]);
            at += count;
        }
    }

    /// <summary>How many documents of the set stand before this place.</summary>
    public static int Rank(ReadOnlySpan<ulong> present, int place)
    {
        var rank = BitOperations.PopCount(present[place >> 6] & ((1UL << place) - 1));
        foreach (var word in present[..(place >> 6)])
            rank += BitOperations.PopCount(word);
        return rank;
    }

    /// <summary>The bits under the mask, moved together.</summary>
    public static ulong Extract(ulong bits, ulong mask) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(bits, mask) : ExtractScalar(bits, mask);

    /// <summary>The lowest bits, spread over the mask.</summary>
    public static ulong Deposit(ulong bits, ulong mask) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitDeposit(bits, mask) : DepositScalar(bits, mask);

    /// <summary>The plain twin of <see cref="Extract"/>.</summary>
    public static ulong ExtractScalar(ulong bits, ulong mask)
    {
        var result = 0UL;
        for (var to = 1UL; mask != 0; mask &= mask - 1, to <<= 1)
        {
            if ((bits & mask & (~mask + 1)) != 0)
                result |= to;
        }

        return result;
    }

    /// <summary>The plain twin of <see cref="Deposit"/>.</summary>
    public static ulong DepositScalar(ulong bits, ulong mask)
    {
        var result = 0UL;
        for (; mask != 0; mask &= mask - 1, bits >>= 1)
        {
            if ((bits & 1) != 0)
                result |= mask & (~mask + 1);
        }

        return result;
    }
}
