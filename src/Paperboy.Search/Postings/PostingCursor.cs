using System.Buffers.Binary;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Postings;

/// <summary>Reads the posting list of one term block by block; reused from term to term.</summary>
internal sealed class PostingCursor
{
    private readonly float[] _weightedFrequencies = new float[PostingList.BlockLength];
    private SegmentReader? _segment;
    private TermEntry _entry;
    private int _fields;
    private int _loaded = -1;
    private int _weighted = -1; // the block to which they belong

    /// <summary>The block that <see cref="Load"/> decoded last.</summary>
    public PostingBlock Block { get; } = new();

    public int BlockCount { get; private set; }

    /// <summary>Whether blocks have impacts on disk; lists of a single block have none.</summary>
    public bool HasImpacts => BlockCount > 1;

    public void Open(SegmentReader segment, TermEntry entry)
    {
        _segment = segment;
        _entry = entry;
        _fields = segment.FieldCount;
        _loaded = _weighted = -1;
        BlockCount = PostingList.BlockCount(entry.DocumentFrequency);
        if (BlockCount == 0 || entry.DocumentFrequency > segment.DocumentCount
            || PostingList.BlocksStart(entry.DocumentFrequency) >= entry.PostingsLength)
        {
            throw new InvalidDataException($"{entry.DocumentFrequency} postings in {entry.PostingsLength} bytes");
        }
    }

    public void Close() => _segment = null;

    /// <summary>The last document of a block of a list of several blocks.</summary>
    public int LastDocument(int block) => BinaryPrimitives.ReadInt32LittleEndian(EntryOf(block));

    /// <summary>One of the impacts that bound a block of a list of several blocks.</summary>
    public Impact BlockImpact(int block, int index) => ImpactCollector.Decode(EntryOf(block)[8..], index);

    /// <summary>One of the impacts that bound a list of several blocks.</summary>
    public Impact ListImpact(int index) => ImpactCollector.Decode(List(0, ImpactCollector.EncodedLength), index);

    /// <summary>Decodes a block unless it is the one at hand.</summary>
    public void Load(int block)
    {
        if (_loaded == block)
            return;
        var count = Math.Min(PostingList.BlockLength, _entry.DocumentFrequency - (block * PostingList.BlockLength));
        var before = block == 0 ? -1 : LastDocument(block - 1);
        _loaded = _weighted = -1;
        Block.Decode(BytesOf(block), count, before, _fields, _segment!.DocumentCount);
        _loaded = block;
    }

    /// <summary>The frequencies in one field of the block at hand.</summary>
    public ReadOnlySpan<int> Frequencies(int field) => Block.Frequencies(BytesOf(_loaded), field, _fields);

    /// <summary>The sums over the fields of weight times frequency, for each posting of the block at hand.</summary>
    public ReadOnlySpan<float> WeightedFrequencies(ReadOnlySpan<float> weights)
    {
        if (_weighted != _loaded)
        {
            _weightedFrequencies.AsSpan().Clear();
            for (var field = 0; field < weights.Length; field++)
            {
                var frequencies = Frequencies(field);
                for (var i = 0; i < frequencies.Length; i++)
                    _weightedFrequencies[i] += weights[field] * frequencies[i];
            }

            _weighted = _loaded;
        }

        return _weightedFrequencies.AsSpan(0, Block.Count);
    }

    private ReadOnlySpan<byte> BytesOf(int block)
    {
        var blocksStart = PostingList.BlocksStart(_entry.DocumentFrequency);
        if (!HasImpacts)
            return List(0, _entry.PostingsLength);
        var start = block == 0 ? 0 : EndOf(block - 1);
        return List(blocksStart + start, EndOf(block) - start);
    }

    private int EndOf(int block) => BinaryPrimitives.ReadInt32LittleEndian(EntryOf(block)[4..]);

    private ReadOnlySpan<byte> EntryOf(int block) =>
        List(ImpactCollector.EncodedLength + (block * PostingList.EntryLength), PostingList.EntryLength);

    private ReadOnlySpan<byte> List(int start, int length)
    {
        if (start < 0 || length < 0 || start > _entry.PostingsLength - length)
            throw new InvalidDataException("a posting list points outside itself");
        return _segment!.Postings(_entry.PostingsOffset + start, length);
    }
}
