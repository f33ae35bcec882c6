using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>Reads the terms of one block of a dictionary, without putting shortened terms together.</summary>
internal struct TermLine
{
    private readonly long _blockStart;
    private int _at;
    private int _restStart;
    private int _restLength;
    private long _postings;

    /// <param name="block">The bytes of the block, which each call is given again.</param>
    /// <param name="blockStart">Where it starts in its section.</param>
    public TermLine(ReadOnlySpan<byte> block, long blockStart)
    {
        _blockStart = blockStart;
        _postings = Varint.Read(block, ref _at);
    }

    /// <summary>How much the term shares with the one before.</summary>
    public int Shared { get; private set; }

    public TermEntry Entry { get; private set; }

    public readonly ReadOnlySpan<byte> Rest(ReadOnlySpan<byte> block) => block.Slice(_restStart, _restLength);

    public bool MoveNext(ReadOnlySpan<byte> block)
    {
        if (_at >= block.Length)
            return false;
        Shared = Varint.ReadInt32(block, ref _at);
        _restLength = Varint.ReadInt32(block, ref _at);
        _restStart = _at;
        _at = checked(_at + _restLength);
        var frequency = Varint.ReadInt32(block, ref _at);
        var postings = Varint.ReadInt32(block, ref _at);
        var positions = Varint.ReadInt32(block, ref _at);
        var forms = Varint.ReadInt32(block, ref _at);
        Entry = new TermEntry(frequency, _postings, postings, positions, Math.Max(1, forms), forms == 0 ? 0 : _blockStart + _at);
        _postings += postings + positions;
        for (; forms > 0; forms--)
            SkipForm(block);
        return true;
    }

    private void SkipForm(ReadOnlySpan<byte> block)
    {
        Varint.Read(block, ref _at);
        var length = Varint.ReadInt32(block, ref _at);
        _at = checked(_at + length);
        Varint.Read(block, ref _at);
    }
}

/// <summary>Goes through the terms of a segment in order.</summary>
internal sealed class TermEnumerator(TermDictionary terms, int block)
{
    private byte[] _term = new byte[64];
    private int _length;
    private int _block = block - 1;
    private TermLine _line;
    private bool _isInBlock;

    public ReadOnlySpan<byte> Term => _term.AsSpan(0, _length);

    public TermEntry Entry => _line.Entry;

    public bool MoveNext()
    {
        while (!_isInBlock || !_line.MoveNext(terms.Block(_block)))
        {
            if (++_block >= terms.BlockCount)
                return false;
            _line = new TermLine(terms.Block(_block), terms.StartOf(_block));
            _isInBlock = true;
        }

        var rest = _line.Rest(terms.Block(_block));
        if (_line.Shared > _length)
            throw new InvalidDataException("a term shares more with the one before than there is");
        _length = _line.Shared + rest.Length;
        if (_length > _term.Length)
            Array.Resize(ref _term, _length);
        rest.CopyTo(_term.AsSpan(_line.Shared));
        return true;
    }
}
