using System.Runtime.InteropServices;

namespace Paperboy.Search.Postings;

/// <summary>Numbers terms in the order in which they first come: an open-addressed hash table over their bytes.</summary>
internal sealed class TermTable
{
    private readonly ByteBuffer _text = new();
    private readonly List<int> _starts = [0];
    private readonly List<uint> _hashes = [];
    private int[] _places = new int[1 << 12]; // term + 1

    public int Count => _hashes.Count;

    public long AllocatedBytes => _text.Length + (12L * _starts.Count) + (4L * _places.Length);

    public ReadOnlySpan<byte> this[int term] => _text.Written[_starts[term].._starts[term + 1]];

    /// <summary>The number of the term, which is <see cref="Count"/> - 1 when it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> term)
    {
        var hash = Hash(term);
        var mask = _places.Length - 1;
        var place = (int)hash & mask;
        for (; _places[place] != 0; place = (place + 1) & mask)
        {
            var found = _places[place] - 1;
            if (_hashes[found] == hash && this[found].SequenceEqual(term))
                return found;
        }

        _text.Append(term);
        _starts.Add(_text.Length);
        _hashes.Add(hash);
        _places[place] = Count;
        if (Count * 2 > _places.Length)
            Grow();
        return Count - 1;
    }

    /// <summary>All terms in the order of their bytes.</summary>
    public int[] Sorted()
    {
        var order = new int[Count];
        for (var term = 0; term < order.Length; term++)
            order[term] = term;
        order.AsSpan().Sort((a, b) => this[a].SequenceCompareTo(this[b]));
        return order;
    }

    private void Grow()
    {
        _places = new int[_places.Length * 2];
        var mask = _places.Length - 1;
        for (var term = 0; term < Count; term++)
        {
            var place = (int)_hashes[term] & mask;
            while (_places[place] != 0)
                place = (place + 1) & mask;
            _places[place] = term + 1;
        }
    }

    // Eight bytes at a time; only ever used in memory.
    private static uint Hash(ReadOnlySpan<byte> term)
    {
        var hash = (ulong)term.Length * 0x9E3779B97F4A7C15UL;
        for (; term.Length >= 8; term = term[8..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(term));
        var rest = 0UL;
        foreach (var value in term)
            rest = (rest << 8) | value;
        return (uint)(Mix(hash ^ rest) >> 32);
    }

    private static ulong Mix(ulong value)
    {
        value *= 0xD6E8FEB86659FD93UL;
        return value ^ (value >> 32);
    }
}
