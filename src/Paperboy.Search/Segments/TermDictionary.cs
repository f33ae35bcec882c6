using System.Runtime.InteropServices;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>Where the postings of a term stand and how many they are.</summary>
internal readonly record struct TermEntry(int DocumentFrequency, long PostingsOffset, int PostingsLength);

/// <summary>
/// Writes the sorted terms of a segment: blocks of <see cref="TermsPerBlock"/> terms, each but a block's first
/// shortened by what it shares with the one before, and an index of where the blocks start.
/// <code>
/// block := offset of the first term's postings, term{terms}
/// term  := shared length, rest length, rest, document frequency, length of postings      (varints)
/// </code>
/// </summary>
internal sealed class TermDictionaryWriter
{
    public const int TermsPerBlock = 32;

    private readonly ByteBuffer _blocks = new();
    private readonly List<uint> _starts = [];
    private byte[] _last = [];
    private int _lastLength;
    private long _postingsOffset;

    public long Count { get; private set; }

    /// <summary>Adds a term, greater than all before, whose postings follow those of the term before.</summary>
    public void Add(ReadOnlySpan<byte> term, int documentFrequency, int postingsLength)
    {
        var shared = 0;
        if (Count % TermsPerBlock == 0)
        {
            _starts.Add((uint)_blocks.Length);
            _blocks.AppendVarint(_postingsOffset);
        }
        else
        {
            shared = term.CommonPrefixLength(_last.AsSpan(0, _lastLength));
        }

        _blocks.AppendVarint(shared);
        _blocks.AppendVarint(term.Length - shared);
        _blocks.Append(term[shared..]);
        _blocks.AppendVarint(documentFrequency);
        _blocks.AppendVarint(postingsLength);
        if (_last.Length < term.Length)
            _last = new byte[term.Length];
        term.CopyTo(_last);
        _lastLength = term.Length;
        _postingsOffset += postingsLength;
        Count++;
    }

    public void WriteTo(SegmentFileWriter file)
    {
        file.Write(SectionKind.TermBlocks, stream => stream.Write(_blocks.Written));
        file.Write(SectionKind.TermIndex, stream => stream.Write<uint>(CollectionsMarshal.AsSpan(_starts)));
    }
}

/// <summary>Finds terms in a segment.</summary>
internal sealed class TermDictionary(SegmentFileReader file, long count)
{
    public long Count { get; } = count;

    private ReadOnlySpan<uint> Starts => MemoryMarshal.Cast<byte, uint>(file.Section(SectionKind.TermIndex));

    /// <summary>The entry of a term, if the segment has it.</summary>
    public bool TryFind(ReadOnlySpan<byte> term, out TermEntry entry)
    {
        entry = default;
        var low = 0;
        var high = Starts.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (FirstTermOf(middle).SequenceCompareTo(term) <= 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high >= 0 && ScanBlock(high, term, out entry);
    }

    /// <summary>Goes through all terms in order.</summary>
    public TermEnumerator Enumerate() => new(file, Count);

    private ReadOnlySpan<byte> Block(int block)
    {
        var start = Starts[block];
        var end = block + 1 < Starts.Length ? Starts[block + 1] : file.LengthOf(SectionKind.TermBlocks);
        return file.Slice(SectionKind.TermBlocks, start, end - start);
    }

    private ReadOnlySpan<byte> FirstTermOf(int block)
    {
        var bytes = Block(block);
        var at = 0;
        Varint.Read(bytes, ref at);
        Varint.Read(bytes, ref at);
        var length = Varint.ReadInt32(bytes, ref at);
        return bytes.Slice(at, length);
    }

    // Terms are compared without being put together: what the wanted term shares with the term before says, next to
    // what the term shares with the one before it, which of both is greater.
    private bool ScanBlock(int block, ReadOnlySpan<byte> wanted, out TermEntry entry)
    {
        entry = default;
        var bytes = Block(block);
        var at = 0;
        var offset = Varint.Read(bytes, ref at);
        var matched = 0;
        while (at < bytes.Length)
        {
            var shared = Varint.ReadInt32(bytes, ref at);
            var length = Varint.ReadInt32(bytes, ref at);
            var rest = bytes.Slice(at, length);
            at += length;
            var frequency = Varint.ReadInt32(bytes, ref at);
            var postings = Varint.ReadInt32(bytes, ref at);
            if (shared < matched)
                return false;
            if (shared == matched)
            {
                var common = rest.CommonPrefixLength(wanted[matched..]);
                matched += common;
                if (common == rest.Length && matched == wanted.Length)
                {
                    entry = new TermEntry(frequency, offset, postings);
                    return true;
                }

                if (common < rest.Length && (matched == wanted.Length || rest[common] > wanted[matched]))
                    return false;
            }

            offset += postings;
        }

        return false;
    }
}

/// <summary>Goes through the terms of a segment in order.</summary>
internal sealed class TermEnumerator(SegmentFileReader file, long count)
{
    private byte[] _term = new byte[64];
    private int _length;
    private long _read;
    private long _at;
    private long _offset;

    public ReadOnlySpan<byte> Term => _term.AsSpan(0, _length);

    public TermEntry Entry { get; private set; }

    public bool MoveNext()
    {
        if (_read == count)
            return false;
        // No term with its numbers is longer than this: the analysis ends terms at 64 bytes.
        var room = Math.Min(file.LengthOf(SectionKind.TermBlocks) - _at, 256);
        var bytes = file.Slice(SectionKind.TermBlocks, _at, room);
        var at = 0;
        if (_read % TermDictionaryWriter.TermsPerBlock == 0)
            _offset = Varint.Read(bytes, ref at);
        var shared = Varint.ReadInt32(bytes, ref at);
        var rest = Varint.ReadInt32(bytes, ref at);
        if (shared > _length || rest > bytes.Length - at)
            throw file.Corrupt($"term {_read} of the dictionary is damaged");
        _length = shared + rest;
        if (_length > _term.Length)
            Array.Resize(ref _term, _length);
        bytes.Slice(at, rest).CopyTo(_term.AsSpan(shared));
        at += rest;
        var frequency = Varint.ReadInt32(bytes, ref at);
        var postings = Varint.ReadInt32(bytes, ref at);
        Entry = new TermEntry(frequency, _offset, postings);
        _offset += postings;
        _at += at;
        _read++;
        return true;
    }
}
