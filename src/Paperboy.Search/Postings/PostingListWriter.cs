using System.Buffers.Binary;

namespace Paperboy.Search.Postings;

/// <summary>Writes posting lists in the form that <see cref="PostingList"/> describes; reused from term to term.</summary>
/// <param name="signatures">The segment's signatures by their final codes.</param>
/// <param name="lengthCodes">The length code of each document.</param>
internal sealed class PostingListWriter(SignatureTable signatures, ReadOnlyMemory<byte> lengthCodes)
{
    private readonly int[] _deltas = new int[PostingList.BlockLength];
    private readonly int[] _codes = new int[PostingList.BlockLength];
    private int[] _distances = new int[1024]; // of the block, and the forms beside them
    private int[] _forms = new int[1024];
    private int _positionCount;
    private readonly List<int> _lastDocuments = [];
    private readonly List<int> _ends = [];
    private readonly ByteBuffer _impacts = new();
    private readonly ByteBuffer _blocks = new();
    private readonly ByteBuffer _positions = new();
    private readonly ImpactCollector _blockImpacts = new();
    private readonly ImpactCollector _listImpacts = new();
    private int _formCount = 1;
    private int _inBlock;
    private int _lastDocument = -1;

    /// <summary>The number of postings since <see cref="Begin"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Gets ready for a term with so many forms.</summary>
    public void Begin(int formCount)
    {
        _formCount = formCount;
        _lastDocument = -1;
        Count = 0;
        _lastDocuments.Clear();
        _ends.Clear();
        _impacts.Clear();
        _blocks.Clear();
        _positions.Clear();
        _listImpacts.Clear();
    }

    /// <summary>Adds a posting; documents must ascend.</summary>
    /// <param name="document">The number of the document.</param>
    /// <param name="code">The final code of its signature.</param>
    /// <param name="positions">Its positions, with their fields, ascending; as many as the signature says.</param>
    /// <param name="forms">The number of the form at each position.</param>
    public void Add(int document, int code, ReadOnlySpan<int> positions, ReadOnlySpan<int> forms)
    {
        if (_inBlock == PostingList.BlockLength)
            EndBlock();
        _deltas[_inBlock] = document - _lastDocument - 1;
        _codes[_inBlock] = code;
        _blockImpacts.Add(Impact.Of(signatures.Weighted[code], lengthCodes.Span[document]));
        AddPositions(positions, forms);
        _lastDocument = document;
        _inBlock++;
        Count++;
    }

    /// <summary>Appends the list, which must not be empty, and its positions.</summary>
    public void Finish(ByteBuffer postings, ByteBuffer positions)
    {
        EndBlock();
        if (Count > PostingList.BlockLength)
        {
            _listImpacts.Encode(postings.Append(ImpactCollector.EncodedLength));
            AppendAll(postings, _lastDocuments);
            AppendAll(postings, _ends);
            postings.Append(_impacts.Written);
        }

        postings.Append(_blocks.Written);
        positions.Append(_positions.Written);
    }

    private static void AppendAll(ByteBuffer target, List<int> values)
    {
        foreach (var value in values)
            BinaryPrimitives.WriteInt32LittleEndian(target.Append(sizeof(int)), value);
    }

    private void AddPositions(ReadOnlySpan<int> positions, ReadOnlySpan<int> forms)
    {
        if (_positionCount + positions.Length > _distances.Length)
        {
            Array.Resize(ref _distances, 2 * (_positionCount + positions.Length));
            Array.Resize(ref _forms, _distances.Length);
        }

        if (_formCount > 1)
            forms.CopyTo(_forms.AsSpan(_positionCount));
        var field = -1;
        var last = 0;
        foreach (var position in positions)
        {
            var isFirst = position >> PositionBlock.FieldShift != field;
            _distances[_positionCount++] = isFirst ? position & PositionBlock.MostPositions : position - last;
            field = position >> PositionBlock.FieldShift;
            last = position;
        }
    }

    private void EndBlock()
    {
        _blocks.AppendVarint(_positions.Length);
        if (_inBlock == PostingList.BlockLength)
            WritePacked();
        else
            WriteTail();
        _positionCount = 0;
        _listImpacts.AddAll(_blockImpacts);
        _lastDocuments.Add(_lastDocument);
        _ends.Add(_blocks.Length);
        _blockImpacts.Encode(_impacts.Append(ImpactCollector.EncodedLength));
        _blockImpacts.Clear();
        _inBlock = 0;
    }

    private void WritePacked()
    {
        PatchedPacking.Write(_deltas, _blocks);
        PatchedPacking.Write(_codes, _blocks);
        PositionBlock.WriteValues(_distances.AsSpan(0, _positionCount), _positions);
        if (_formCount > 1)
            PositionBlock.WriteValues(_forms.AsSpan(0, _positionCount), _positions);
    }

    private void WriteTail()
    {
        for (var i = 0; i < _inBlock; i++)
        {
            _blocks.AppendVarint(((long)_deltas[i] << 1) | (_codes[i] == 0 ? 1L : 0L));
            if (_codes[i] != 0)
                _blocks.AppendVarint(_codes[i]);
        }

        for (var i = 0; i < _positionCount; i++)
            _positions.AppendVarint(((long)_distances[i] * _formCount) + (_formCount > 1 ? _forms[i] : 0));
    }
}
