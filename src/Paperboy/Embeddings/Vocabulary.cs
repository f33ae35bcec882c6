using System.Runtime.InteropServices;

namespace Paperboy.Embeddings;

/// <summary>
/// The terms that have a row of their own: term to row and back. A hash table with open addressing over the terms' bytes;
/// looking up allocates nothing. Rows are numbered from 0 in the order in which the terms were given.
/// </summary>
internal sealed class Vocabulary
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _slots; // row + 1; 0: free
    private readonly byte[] _tags; // some other bits of the hash, so that most wrong slots cost no look at the bytes

    /// <param name="bytes">The UTF-8 of all terms, one after the other.</param>
    /// <param name="starts">Where each term begins, and as the last number where the last one ends.</param>
    /// <exception cref="ArgumentException">A term stands there twice.</exception>
    public Vocabulary(byte[] bytes, int[] starts)
    {
        (_bytes, _starts) = (bytes, starts);
        var capacity = 16;
        while (capacity < 2 * starts.Length)
            capacity *= 2;
        (_slots, _tags) = (new int[capacity], new byte[capacity]);
        for (var row = 0; row < Count; row++)
            Insert(row);
    }

    /// <summary>The number of terms.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The UTF-8 of all terms, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public static Vocabulary Of(IReadOnlyList<byte[]> terms)
    {
        var starts = new int[terms.Count + 1];
        for (var i = 0; i < terms.Count; i++)
            starts[i + 1] = starts[i] + terms[i].Length;
        var bytes = new byte[starts[^1]];
        for (var i = 0; i < terms.Count; i++)
            terms[i].CopyTo(bytes, starts[i]);
        return new Vocabulary(bytes, starts);
    }

    /// <summary>The term of a row, in UTF-8.</summary>
    public ReadOnlySpan<byte> Term(int row) => _bytes.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>The row of a term, or -1.</summary>
    public int Find(ReadOnlySpan<byte> term)
    {
        var hash = Hash(term);
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; _slots[slot] is var entry and > 0; slot = (slot + 1) & mask)
        {
            if (_tags[slot] == (byte)(hash >> 56) && Term(entry - 1).SequenceEqual(term))
                return entry - 1;
        }

        return -1;
    }

    /// <summary>The same number for the same bytes on every machine and in every run.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[8..];
        }

        var rest = 0UL;
        for (var i = 0; i < bytes.Length; i++)
            rest |= (ulong)bytes[i] << (8 * i);
        return Mix(hash ^ rest);
    }

    // The finalizer of MurmurHash3 with other constants (Stafford's thirteenth variant).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    private void Insert(int row)
    {
        var hash = Hash(Term(row));
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (; _slots[slot] is var entry and > 0; slot = (slot + 1) & mask)
        {
            if (Term(entry - 1).SequenceEqual(Term(row)))
                throw new ArgumentException($"The term of row {row} has row {entry - 1} already.");
        }

        _slots[slot] = row + 1;
        _tags[slot] = (byte)(hash >> 56);
    }
}
