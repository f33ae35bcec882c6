using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Postings;

/// <summary>
/// What is known of each short token: ASCII characters, at most <see cref="MostLength"/>, as nearly all are. An
/// open-addressed hash table with the characters in the entries themselves, so that a word of a text costs one cache miss.
/// </summary>
internal sealed class ShortTokens
{
    public const int MostLength = 16;
    private const ulong NotAscii = 0xFF80_FF80_FF80_FF80;

    private Entry[] _entries = new Entry[1 << 12];
    private int _count;

    private struct Entry
    {
        public ulong Low; // of an empty entry 0, which is no token
        public ulong High;
        public BufferedWord Word;
    }

    public long AllocatedBytes => (long)_entries.Length * Unsafe.SizeOf<Entry>();

    /// <summary>Packs a token's characters into 16 bytes. False: it is too long, or not ASCII.</summary>
    public static bool TryPack(ReadOnlySpan<char> token, out (ulong Low, ulong High) key)
    {
        key = default;
        var length = token.Length;
        if (length > MostLength)
            return false;
        if (length < 4)
            return TryPackFew(token, out key);
        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(token));
        if (length < 8)
        {
            // The first four and the last four; those that are in both are shifted out of the latter.
            var first = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref units));
            var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref units, length - 4)));
            if (((first | last) & NotAscii) != 0)
                return false;
            var both = Narrow(Vector128.Create(first, last).AsUInt16());
            key = ((uint)both | (both >> 32 >> (8 * (8 - length)) << 32), 0);
            return true;
        }

        var head = Vector128.LoadUnsafe(ref units);
        var tail = Vector128.LoadUnsafe(ref units, (nuint)(length - 8));
        if (((head | tail) & Vector128.Create(NotAscii).AsUInt16()) != Vector128<ushort>.Zero)
            return false;
        var shared = 4 * (16 - length); // twice: by 64 at once is by 0
        key = (Narrow(head), Narrow(tail) >> shared >> shared);
        return true;
    }

    /// <summary>Announces that a token will soon be looked up.</summary>
    public void Prefetch((ulong Low, ulong High) key) => Postings.Prefetch.Line(ref _entries[Hash(key) & (_entries.Length - 1)]);

    /// <summary>The word of a token; all zero when <paramref name="isNew"/>. Valid until the next call.</summary>
    public ref BufferedWord GetOrAdd((ulong Low, ulong High) key, out bool isNew)
    {
        var entries = _entries;
        var mask = entries.Length - 1;
        var place = Hash(key) & mask;
        for (; entries[place].Low != 0; place = (place + 1) & mask)
        {
            ref var found = ref entries[place];
            if (found.Low != key.Low || found.High != key.High)
                continue;
            isNew = false;
            return ref found.Word;
        }

        isNew = true;
        if (++_count * 3 > entries.Length * 2)
        {
            Grow();
            return ref Insert(key);
        }

        (entries[place].Low, entries[place].High) = key;
        return ref entries[place].Word;
    }

    /// <summary>Adds each word's occurrences to those of its form.</summary>
    public void CountForms(Span<(byte[] Utf8, long Occurrences, int Next)> forms)
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (entry.Low != 0)
                forms[entry.Word.FormPlace].Occurrences += entry.Word.Occurrences;
        }
    }

    private static bool TryPackFew(ReadOnlySpan<char> token, out (ulong Low, ulong High) key)
    {
        var (low, all) = (0UL, 0);
        for (var i = token.Length - 1; i >= 0; i--)
            (low, all) = ((low << 8) | (byte)token[i], all | token[i]);
        key = (low, 0);
        return all < 0x80;
    }

    private static ulong Narrow(Vector128<ushort> units) => Vector128.Narrow(units, units).AsUInt64().ToScalar();

    // Two rounds of multiplication, as in MurmurHash2; only ever used in memory.
    private static int Hash((ulong Low, ulong High) key)
    {
        var hash = (key.Low * 0x9E3779B97F4A7C15UL) ^ (key.High * 0xD6E8FEB86659FD93UL);
        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return (int)(hash >> 33);
    }

    private ref BufferedWord Insert((ulong Low, ulong High) key)
    {
        var mask = _entries.Length - 1;
        var place = Hash(key) & mask;
        while (_entries[place].Low != 0)
            place = (place + 1) & mask;
        (_entries[place].Low, _entries[place].High) = key;
        return ref _entries[place].Word;
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (ref readonly var entry in old.AsSpan())
        {
            if (entry.Low != 0)
                Insert((entry.Low, entry.High)) = entry.Word;
        }
    }
}
