using System.Buffers.Binary;

namespace Paperboy.Search.Postings;

/// <summary>Writes posting lists in the form that <see cref="PostingList"/> describes; reused from term to term.</summary>
internal sealed class PostingListWriter
{
    private readonly float[] _weights;
    private readonly ReadOnlyMemory<byte> _lengthCodes;
    private readonly int[] _deltas = new int[PostingList.BlockLength];
    private readonly int[][] _frequencies;
    private readonly ByteBuffer _entries = new();
    private readonly ByteBuffer _blocks = new();
    private readonly ImpactCollector _blockImpacts = new();
    private readonly ImpactCollector _listImpacts = new();
    private int _inBlock;
    private int _lastDocument = -1;

    /// <param name="weights">The weight of each field.</param>
    /// <param name="lengthCodes">The length code of each document.</param>
    public PostingListWriter(float[] weights, ReadOnlyMemory<byte> lengthCodes)
    {
        _weights = weights;
        _lengthCodes = lengthCodes;
        _frequencies = [.. weights.Select(_ => new int[PostingList.BlockLength])];
    }

    /// <summary>The number of postings since the last <see cref="Finish"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a posting; documents must ascend and at least one frequency must be above 0.</summary>
    public void Add(int document, ReadOnlySpan<int> frequencies)
    {
        if (_inBlock == PostingList.BlockLength)
            EndBlock();
        _deltas[_inBlock] = document - _lastDocument - 1;
        var weighted = 0f;
        for (var field = 0; field < _weights.Length; field++)
        {
            _frequencies[field][_inBlock] = frequencies[field];
            weighted += _weights[field] * frequencies[field];
        }

        _blockImpacts.Add(new Impact(weighted, _lengthCodes.Span[document]));
        _lastDocument = document;
        _inBlock++;
        Count++;
    }

    /// <summary>Appends the list to <paramref name="target"/> and gets ready for the next term.</summary>
    public void Finish(ByteBuffer target)
    {
        EndBlock();
        if (Count > PostingList.BlockLength)
        {
            _listImpacts.Encode(target.Append(ImpactCollector.EncodedLength));
            target.Append(_entries.Written);
        }

        target.Append(_blocks.Written);
        _entries.Clear();
        _blocks.Clear();
        _listImpacts.Clear();
        _lastDocument = -1;
        Count = 0;
    }

    private void EndBlock()
    {
        if (_inBlock == PostingList.BlockLength)
            WritePacked();
        else
            WriteTail();
        _listImpacts.AddAll(_blockImpacts);
        var entry = _entries.Append(PostingList.EntryLength);
        BinaryPrimitives.WriteInt32LittleEndian(entry, _lastDocument);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], _blocks.Length);
        _blockImpacts.Encode(entry[8..]);
        _blockImpacts.Clear();
        _inBlock = 0;
    }

    private void WritePacked()
    {
        var deltaWidth = BitPacking.WidthOf(_deltas);
        _blocks.AppendByte((byte)deltaWidth);
        foreach (var frequencies in _frequencies)
            _blocks.AppendByte((byte)BitPacking.WidthOf(frequencies));
        BitPacking.Pack(_deltas, deltaWidth, _blocks.Append(BitPacking.PackedLength(deltaWidth)));
        foreach (var frequencies in _frequencies)
        {
            var width = BitPacking.WidthOf(frequencies);
            BitPacking.Pack(frequencies, width, _blocks.Append(BitPacking.PackedLength(width)));
        }
    }

    private void WriteTail()
    {
        for (var i = 0; i < _inBlock; i++)
        {
            var isSingle = _frequencies[^1][i] == 1;
            for (var field = 0; field < _frequencies.Length - 1; field++)
                isSingle &= _frequencies[field][i] == 0;
            _blocks.AppendVarint(((long)_deltas[i] << 1) | (isSingle ? 1L : 0L));
            for (var field = 0; field < _frequencies.Length && !isSingle; field++)
                _blocks.AppendVarint(_frequencies[field][i]);
        }
    }
}
