using System.Buffers.Binary;

namespace Paperboy.Search.Postings;

/// <summary>Where one of many growing byte strings begins and ends.</summary>
internal struct SliceEnds
{
    public int First;
    public int Next;
    public int Limit;
    public int Level;
}

/// <summary>
/// Very many byte strings that grow at their ends, in slices of 12 to 1020 bytes out of large chunks. Each slice ends
/// with the address of the next one, so that nothing is ever moved.
/// </summary>
internal sealed class ByteSlices
{
    private const int ChunkBits = 18;
    private const int ChunkLength = 1 << ChunkBits;
    private const int SmallestSlice = 16;
    private const int MostLevels = 6;
    private const int LinkLength = sizeof(int);

    private readonly List<byte[]> _chunks = [];
    private int _end;

    public long AllocatedBytes => (long)_chunks.Count * ChunkLength;

    public SliceEnds Start()
    {
        var first = Allocate(0);
        return new SliceEnds { First = first, Next = first, Limit = first + SmallestSlice - LinkLength };
    }

    public void AppendVarint(ref SliceEnds ends, long value)
    {
        for (; value >= 0x80; value >>= 7)
            Append(ref ends, (byte)(value | 0x80));
        Append(ref ends, (byte)value);
    }

    /// <summary>Announces that something will soon be appended.</summary>
    public void Prefetch(in SliceEnds ends) =>
        Postings.Prefetch.Line(ref _chunks[ends.Next >> ChunkBits][ends.Next & (ChunkLength - 1)]);

    /// <summary>Copies a whole string to the end of a buffer.</summary>
    public void CopyTo(in SliceEnds ends, ByteBuffer target)
    {
        var start = ends.First;
        for (var level = 0; ; level = Math.Min(level + 1, MostLevels))
        {
            var limit = start + (SmallestSlice << level) - LinkLength;
            var isLast = limit == ends.Limit;
            target.Append(At(start)[..((isLast ? ends.Next : limit) - start)]);
            if (isLast)
                return;
            start = BinaryPrimitives.ReadInt32LittleEndian(At(limit));
        }
    }

    private void Append(ref SliceEnds ends, byte value)
    {
        if (ends.Next == ends.Limit)
        {
            ends.Level = Math.Min(ends.Level + 1, MostLevels);
            var next = Allocate(ends.Level);
            BinaryPrimitives.WriteInt32LittleEndian(At(ends.Limit), next);
            ends.Next = next;
            ends.Limit = next + (SmallestSlice << ends.Level) - LinkLength;
        }

        _chunks[ends.Next >> ChunkBits][ends.Next & (ChunkLength - 1)] = value;
        ends.Next++;
    }

    private int Allocate(int level)
    {
        var length = SmallestSlice << level;
        if (_chunks.Count == 0 || _end + length > ChunkLength)
        {
            _chunks.Add(new byte[ChunkLength]);
            _end = 0;
        }

        var start = ((_chunks.Count - 1) << ChunkBits) + _end;
        _end += length;
        return start;
    }

    private Span<byte> At(int address) => _chunks[address >> ChunkBits].AsSpan(address & (ChunkLength - 1));
}
