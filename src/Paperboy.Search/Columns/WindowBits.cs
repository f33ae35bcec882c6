using System.Numerics;
using System.Runtime.InteropServices;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Columns;

/// <summary>
/// A set of documents of one window: the window w holds the documents from 4,096 w on, and document 4,096 w + i is bit
/// i mod 64 of word i / 64. Sets are spans of <see cref="Words"/> words that the caller owns; bits of documents that the
/// last window does not have are 0. The columns' blocks are these windows.
/// </summary>
internal static class WindowBits
{
    /// <summary>The documents of a window.</summary>
    public const int Length = 4096;

    /// <summary>The words of a set.</summary>
    public const int Words = Length / 64;

    private interface IOperation
    {
        static abstract Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right);

        static abstract ulong Apply(ulong left, ulong right);
    }

    /// <summary>The window that a document is in.</summary>
    public static int WindowOf(int document) => document / Length;

    /// <summary>How many windows so many documents make.</summary>
    public static int WindowCount(int documents) => (int)(((long)documents + Length - 1) / Length);

    /// <summary>How many documents a window has, in a segment of so many.</summary>
    public static int DocumentsIn(int window, int documents) => (int)Math.Clamp(documents - ((long)window * Length), 0, Length);

    /// <summary>Makes this the set of the first so many documents of the window.</summary>
    public static void SetFirst(Span<ulong> bits, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Length);
        bits = bits[..Words];
        bits[..(count / 64)].Fill(ulong.MaxValue);
        bits[(count / 64)..].Clear();
        if (count % 64 != 0)
            bits[count / 64] = (1UL << count) - 1;
    }

    /// <summary>Keeps what is in both.</summary>
    public static void And(Span<ulong> bits, ReadOnlySpan<ulong> other) => Apply<Conjunction>(bits, other);

    /// <summary>Adds what is in the other.</summary>
    public static void Or(Span<ulong> bits, ReadOnlySpan<ulong> other) => Apply<Disjunction>(bits, other);

    /// <summary>Takes out what is in the other.</summary>
    public static void AndNot(Span<ulong> bits, ReadOnlySpan<ulong> other) => Apply<Difference>(bits, other);

    /// <summary>The plain twin of <see cref="And"/>.</summary>
    public static void AndScalar(Span<ulong> bits, ReadOnlySpan<ulong> other) => ApplyScalar<Conjunction>(bits, other);

    /// <summary>The plain twin of <see cref="Or"/>.</summary>
    public static void OrScalar(Span<ulong> bits, ReadOnlySpan<ulong> other) => ApplyScalar<Disjunction>(bits, other);

    /// <summary>The plain twin of <see cref="AndNot"/>.</summary>
    public static void AndNotScalar(Span<ulong> bits, ReadOnlySpan<ulong> other) => ApplyScalar<Difference>(bits, other);

    /// <summary>How many documents the set has.</summary>
    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Whether the set has a document.</summary>
    public static bool Any(ReadOnlySpan<ulong> bits) => bits.ContainsAnyExcept(0UL);

    public static bool Contains(ReadOnlySpan<ulong> bits, int place) => (bits[place >> 6] & (1UL << place)) != 0;

    public static void Add(Span<ulong> bits, int place) => bits[place >> 6] |= 1UL << place;

    /// <summary>The first place from <paramref name="from"/> (0 to 4,096) on that is in the set, or -1.</summary>
    public static int Next(ReadOnlySpan<ulong> bits, int from)
    {
        var word = from >> 6;
        if (word >= bits.Length)
            return -1;
        for (var rest = bits[word] & (ulong.MaxValue << from); ; rest = bits[word])
        {
            if (rest != 0)
                return (word * 64) + BitOperations.TrailingZeroCount(rest);
            if (++word == bits.Length)
                return -1;
        }
    }

    /// <summary>Takes the deleted documents of a window out of the set.</summary>
    public static void Remove(Span<ulong> bits, Deletions deletions, int window)
    {
        var deleted = deletions.Words[Math.Min(window * Words, deletions.Words.Length)..];
        deleted = deleted[..Math.Min(deleted.Length, Words)];
        AndNot(bits[..deleted.Length], deleted);
    }

    private static void Apply<TOperation>(Span<ulong> bits, ReadOnlySpan<ulong> other)
        where TOperation : IOperation
    {
        other = other[..bits.Length];
        var left = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var right = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (var i = 0; i < left.Length && i < right.Length; i++)
            left[i] = TOperation.Apply(left[i], right[i]);
        var done = left.Length * Vector<ulong>.Count;
        ApplyScalar<TOperation>(bits[done..], other[done..]);
    }

    private static void ApplyScalar<TOperation>(Span<ulong> bits, ReadOnlySpan<ulong> other)
        where TOperation : IOperation
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] = TOperation.Apply(bits[i], other[i]);
    }

    private readonly struct Conjunction : IOperation
    {
        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => left & right;

        public static ulong Apply(ulong left, ulong right) => left & right;
    }

    private readonly struct Disjunction : IOperation
    {
        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => left | right;

        public static ulong Apply(ulong left, ulong right) => left | right;
    }

    private readonly struct Difference : IOperation
    {
        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => Vector.AndNot(left, right);

        public static ulong Apply(ulong left, ulong right) => left & ~right;
    }
}
