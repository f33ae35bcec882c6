using System.Numerics;
using System.Runtime.InteropServices;

namespace Paperboy.Search.Segments;

/// <summary>
/// Says of an id that it is certainly new, or that it may be known: a split block Bloom filter (Putze, Sanders and
/// Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2009; the blocks as in Apache Parquet's specification)
/// that grows. It costs a cache line where a search in the tables of all segments costs dozens, and nearly every id of
/// a large import is new. 16 bits an id: some 0.1 % of the new ones look known. Kept in memory only.
/// </summary>
internal sealed class IdFilter
{
    private const int WordsPerBlock = 8;
    private const int IdsPerBlock = WordsPerBlock * 32 / 16;
    private const int SmallestBlocks = 1 << 8;

    // An odd multiplier for each word of a block: the high bits of the product say which of its 32 bits belongs to an id.
    private static readonly uint[] Salts =
        [0x47B6137B, 0x44974D91, 0x8824AD5B, 0xA2B7289D, 0x705495C7, 0x2DF1424B, 0x9EFC4947, 0x5C6BFB31];

    // Each is four times as large as the one before, and only the last takes more.
    private readonly List<uint[]> _parts = [new uint[SmallestBlocks * WordsPerBlock]];
    private long _free = SmallestBlocks * IdsPerBlock;

    public void Add(ReadOnlySpan<byte> id)
    {
        if (_free == 0)
        {
            _parts.Add(new uint[_parts[^1].Length * 4]);
            _free = _parts[^1].Length / WordsPerBlock * (long)IdsPerBlock;
        }

        _free--;
        var hash = Hash(id);
        var block = Block(_parts[^1], hash);
        for (var i = 0; i < WordsPerBlock; i++)
            block[i] |= Bit(hash, i);
    }

    /// <summary>False: the id was never added.</summary>
    public bool MayContain(ReadOnlySpan<byte> id)
    {
        var hash = Hash(id);
        foreach (var part in _parts)
        {
            if (Contains(Block(part, hash), hash))
                return true;
        }

        return false;
    }

    private static bool Contains(ReadOnlySpan<uint> block, ulong hash)
    {
        var missing = 0u;
        for (var i = 0; i < WordsPerBlock; i++)
            missing |= ~block[i] & Bit(hash, i);
        return missing == 0;
    }

    private static uint Bit(ulong hash, int word) => 1u << (int)((uint)hash * Salts[word] >> 27);

    // The upper half of the hash, as a fraction of the number of blocks.
    private static Span<uint> Block(uint[] part, ulong hash)
    {
        var block = (int)((hash >> 32) * (ulong)(part.Length / WordsPerBlock) >> 32);
        return part.AsSpan(block * WordsPerBlock, WordsPerBlock);
    }

    private static ulong Hash(ReadOnlySpan<byte> id)
    {
        var hash = (ulong)id.Length;
        for (; id.Length >= sizeof(ulong); id = id[sizeof(ulong)..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(id));
        foreach (var value in id)
            hash = Mix(hash ^ value);
        return Mix(hash);
    }

    // A step of SplitMix64 (Steele, Lea and Flood 2014), which spreads every bit over all others.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return BitOperations.RotateLeft(value, 32) ^ value;
    }
}
