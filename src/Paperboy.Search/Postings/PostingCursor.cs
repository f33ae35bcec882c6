using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Postings;

/// <summary>
/// Reads the posting list of one term block by block; reused from term to term. It points into the mapped file, which
/// whoever opens it must keep mapped until <see cref="Close"/>.
/// </summary>
internal sealed unsafe class PostingCursor
{
    private readonly int[] _documents = new int[PostingList.BlockLength];
    private readonly int[] _codes = new int[PostingList.BlockLength];
    private SegmentReader? _segment;
    private byte* _list;
    private byte* _lastDocuments;
    private byte* _ends;
    private byte* _impacts;
    private int _length;
    private int _loaded = -1; // the block of the documents
    private int _codesLoaded = -1; // the block of the codes
    private int _positionsStart;
    private TermEntry _entry;

    public int BlockCount { get; private set; }

    public int DocumentFrequency => _entry.DocumentFrequency;

    public TermEntry Entry => _entry;

    public SegmentReader Segment => _segment!;

    /// <summary>Whether blocks have impacts on disk; lists of a single block have none.</summary>
    public bool HasImpacts => BlockCount > 1;

    /// <summary>The block that <see cref="Load"/> decoded last.</summary>
    public int Loaded => _loaded;

    /// <summary>The documents of the loaded block.</summary>
    public ReadOnlySpan<int> Documents => _documents.AsSpan(0, CountOf(_loaded));

    /// <summary>Counts how often a list has been opened, so that what was read of an earlier one is not taken for this one's.</summary>
    public int Generation { get; private set; }

    public void Open(SegmentReader segment, in TermEntry entry)
    {
        _segment = segment;
        _entry = entry;
        _loaded = _codesLoaded = -1;
        Generation++;
        BlockCount = PostingList.BlockCount(entry.DocumentFrequency);
        var blocksStart = PostingList.BlocksStart(entry.DocumentFrequency);
        if (BlockCount == 0 || entry.DocumentFrequency > segment.DocumentCount || blocksStart >= entry.PostingsLength)
            throw new InvalidDataException($"{entry.DocumentFrequency} postings in {entry.PostingsLength} bytes");
        var list = segment.Postings(entry.PostingsOffset, entry.PostingsLength);
        _list = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(list)); // mapped memory never moves
        _length = list.Length;
        _lastDocuments = _list + ImpactCollector.EncodedLength;
        _ends = _lastDocuments + (sizeof(int) * BlockCount);
        _impacts = _ends + (sizeof(int) * BlockCount);
        if (!HasImpacts)
            Load(0);
    }

    public void Close()
    {
        _segment = null;
        _list = null;
        BlockCount = 0;
    }

    /// <summary>The last document of a block.</summary>
    public int LastDocument(int block) => HasImpacts ? Number(_lastDocuments, block) : _documents[_entry.DocumentFrequency - 1];

    /// <summary>No document of a block stands before this one.</summary>
    public int FirstPossible(int block) =>
        !HasImpacts ? _documents[0] : block == 0 ? 0 : Number(_lastDocuments, block - 1) + 1;

    /// <summary>One of the impacts that bound a block of a list of several blocks.</summary>
    public Impact BlockImpact(int block, int index) =>
        ImpactCollector.Decode(new ReadOnlySpan<byte>(_impacts + (block * ImpactCollector.EncodedLength), ImpactCollector.EncodedLength), index);

    /// <summary>One of the impacts that bound a list of several blocks.</summary>
    public Impact ListImpact(int index) => ImpactCollector.Decode(new ReadOnlySpan<byte>(_list, ImpactCollector.EncodedLength), index);

    /// <summary>
    /// The first block from <paramref name="from"/> on that does not end before the document, or
    /// <see cref="BlockCount"/>: in doubling steps, then by halves (Bentley, Yao, 1976).
    /// </summary>
    public int FindBlock(int from, int document)
    {
        if (from >= BlockCount || LastDocument(from) >= document)
            return from;
        var step = 1;
        var low = from; // ends before the document
        while (low + step < BlockCount && LastDocument(low + step) < document)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(low + step, BlockCount);
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (LastDocument(middle) < document)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    /// <summary>Decodes a block unless it is the one at hand.</summary>
    public void Load(int block)
    {
        if (_loaded == block)
            return;
        var count = CountOf(block);
        var before = block == 0 ? -1 : LastDocument(block - 1);
        _loaded = -1;
        PostingBlock.ReadDocuments(BytesOf(block), _documents, count, before, _segment!.DocumentCount);
        if (HasImpacts && _documents[count - 1] != LastDocument(block))
            throw new InvalidDataException($"block {block} of a list ends with another document than it says");
        _loaded = block;
    }

    /// <summary>How many postings a block has.</summary>
    public int CountOf(int block) => Math.Min(PostingList.BlockLength, _entry.DocumentFrequency - (block * PostingList.BlockLength));

    /// <summary>The signature codes of a block, whose documents need not be loaded.</summary>
    public ReadOnlySpan<int> CodesOf(int block)
    {
        if (_codesLoaded != block)
        {
            _codesLoaded = -1;
            PostingBlock.ReadCodes(BytesOf(block), _codes, CountOf(block), _segment!.Signatures.Count, out _positionsStart);
            _codesLoaded = block;
        }

        return _codes.AsSpan(0, CountOf(block));
    }

    /// <summary>Where the positions of a block start among those of the term.</summary>
    public int PositionsStartOf(int block)
    {
        CodesOf(block);
        return _positionsStart;
    }

    private static int Number(byte* numbers, int place)
    {
        var value = Unsafe.ReadUnaligned<int>(numbers + (sizeof(int) * place));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    private ReadOnlySpan<byte> BytesOf(int block)
    {
        if (!HasImpacts)
            return new ReadOnlySpan<byte>(_list, _length);
        var start = (long)PostingList.BlocksStart(_entry.DocumentFrequency) + (block == 0 ? 0 : Number(_ends, block - 1));
        var end = (long)PostingList.BlocksStart(_entry.DocumentFrequency) + Number(_ends, block);
        if (start < 0 || start > end || end > _length)
            throw new InvalidDataException("a posting list points outside itself");
        return new ReadOnlySpan<byte>(_list + start, (int)(end - start));
    }
}
