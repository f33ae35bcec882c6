using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Paperboy.Search.Postings;

/// <summary>Writes posting lists in the form that <see cref="PostingList"/> describes; reused from term to term.</summary>
/// <param name="signatures">The segment's signatures by their final codes.</param>
/// <param name="lengthCodes">The length code of each document.</param>
internal sealed class PostingListWriter(SignatureTable signatures, ReadOnlyMemory<byte> lengthCodes)
{
    private readonly int[] _deltas = new int[PostingList.BlockLength];
    private readonly int[] _codes = new int[PostingList.BlockLength];
    private readonly List<int> _distances = [];
    private readonly List<int> _forms = [];
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
        AddDistances(positions);
        if (_formCount > 1)
            _forms.AddRange(forms);
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

    private void AddDistances(ReadOnlySpan<int> positions)
    {
        var field = -1;
        var last = 0;
        foreach (var position in positions)
        {
            var isFirst = position >> PositionBlock.FieldShift != field;
            _distances.Add(isFirst ? position & PositionBlock.MostPositions : position - last);
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
        _distances.Clear();
        _forms.Clear();
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
        PositionBlock.WriteValues(CollectionsMarshal.AsSpan(_distances), _positions);
        if (_formCount > 1)
            PositionBlock.WriteValues(CollectionsMarshal.AsSpan(_forms), _positions);
    }

    private void WriteTail()
    {
        for (var i = 0; i < _inBlock; i++)
        {
            _blocks.AppendVarint(((long)_deltas[i] << 1) | (_codes[i] == 0 ? 1L : 0L));
            if (_codes[i] != 0)
                _blocks.AppendVarint(_codes[i]);
        }

        for (var i = 0; i < _distances.Count; i++)
            _positions.AppendVarint(((long)_distances[i] * _formCount) + (_formCount > 1 ? _forms[i] : 0));
    }
}
