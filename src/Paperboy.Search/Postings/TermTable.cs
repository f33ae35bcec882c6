using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Paperboy.Search.Postings;

/// <summary>Numbers byte strings in the order in which they first come: an open-addressed hash table over their bytes.</summary>
internal sealed class TermTable
{
    private readonly ByteBuffer _text = new();
    private readonly List<int> _starts = [0];
    private Place[] _places = new Place[1 << 12];

    // All that a search needs besides the text, so that it meets one cache line and then the text.
    private record struct Place(uint Hash, int TermPlusOne, int Start, int Length);

    public int Count => _starts.Count - 1;

    public long AllocatedBytes => _text.Length + (4L * _starts.Count) + (16L * _places.Length);

    public ReadOnlySpan<byte> this[int term] => _text.Written[_starts[term].._starts[term + 1]];

    /// <summary>The number of the term, which is <see cref="Count"/> - 1 when it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> term)
    {
        var hash = Hash(term);
        var places = _places;
        var mask = places.Length - 1;
        var place = (int)hash & mask;
        for (; places[place].TermPlusOne != 0; place = (place + 1) & mask)
        {
            ref readonly var found = ref places[place];
            if (found.Hash == hash && found.Length == term.Length && _text.Written.Slice(found.Start, found.Length).SequenceEqual(term))
                return found.TermPlusOne - 1;
        }

        places[place] = new Place(hash, Count + 1, _text.Length, term.Length);
        _text.Append(term);
        _starts.Add(_text.Length);
        if (Count * 2 > places.Length)
            Grow();
        return Count - 1;
    }

    /// <summary>All terms in the order of their bytes.</summary>
    public int[] Sorted()
    {
        var order = new int[Count];
        var heads = new ulong[Count];
        for (var term = 0; term < order.Length; term++)
            (order[term], heads[term]) = (term, Head(this[term]));
        heads.AsSpan().Sort(order.AsSpan());
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && heads[to] == heads[from])
                to++;
            if (to - from > 1)
                order.AsSpan(from..to).Sort((a, b) => this[a].SequenceCompareTo(this[b]));
            from = to;
        }

        return order;
    }

    // The first eight bytes as a number that compares as they do; most terms differ there.
    private static ulong Head(ReadOnlySpan<byte> term)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        term[..Math.Min(term.Length, head.Length)].CopyTo(head);
        return BinaryPrimitives.ReadUInt64BigEndian(head);
    }

    private void Grow()
    {
        var old = _places;
        _places = new Place[old.Length * 2];
        var mask = _places.Length - 1;
        foreach (var entry in old)
        {
            if (entry.TermPlusOne == 0)
                continue;
            var place = (int)entry.Hash & mask;
            while (_places[place].TermPlusOne != 0)
                place = (place + 1) & mask;
            _places[place] = entry;
        }
    }

    // Eight bytes at a time, the last eight overlapping; only ever used in memory.
    private static uint Hash(ReadOnlySpan<byte> term)
    {
        var hash = (ulong)term.Length * 0x9E3779B97F4A7C15UL;
        if (term.Length < sizeof(ulong))
            return (uint)(Mix(hash ^ Short(term)) >> 32);
        var last = MemoryMarshal.Read<ulong>(term[^sizeof(ulong)..]);
        for (; term.Length > sizeof(ulong); term = term[sizeof(ulong)..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(term));
        return (uint)(Mix(hash ^ last) >> 32);
    }

    private static ulong Short(ReadOnlySpan<byte> term)
    {
        if (term.Length >= sizeof(uint))
            return MemoryMarshal.Read<uint>(term) | ((ulong)MemoryMarshal.Read<uint>(term[^sizeof(uint)..]) << 32);
        var value = 0UL;
        foreach (var part in term)
            value = (value << 8) | part;
        return value;
    }

    private static ulong Mix(ulong value)
    {
        value *= 0xD6E8FEB86659FD93UL;
        return value ^ (value >> 32);
    }
}
