using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Paperboy.Search.Postings;

/// <summary>Reads the positions and forms of single postings of the list that a <see cref="PostingCursor"/> has open.</summary>
internal sealed unsafe class PositionCursor
{
    private readonly PatchedValues _distances = new();
    private readonly PatchedValues _formNumbers = new();
    private readonly int[] _starts = new int[PostingList.BlockLength + 1]; // of each posting among the block's positions
    private int[] _positions = new int[64];
    private int[] _forms = new int[64];
    private int[] _all = []; // the positions and forms of a whole block
    private int[] _allForms = [];
    private int[] _tail = []; // the values of a block that is not packed
    private int _block = -1; // whose positions are open
    private int _generation = -1; // of the cursor's list
    private byte* _bytes; // of the block's positions and what follows
    private int _length;
    private bool _isPacked;
    private int _formsStart = -1; // of the posting's forms among the block's; -1: they have been read

    /// <summary>Ascending; the bits from <see cref="PositionBlock.FieldShift"/> on are the field's number.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>The number of the form at each position; read when they are first asked for.</summary>
    public ReadOnlySpan<int> Forms
    {
        get
        {
            if (_formsStart >= 0)
            {
                _formNumbers.Read(new ReadOnlySpan<byte>(_bytes, _length), _formsStart, _forms.AsSpan(0, Count));
                _formsStart = -1;
            }

            return _forms.AsSpan(0, Count);
        }
    }

    public int Count { get; private set; }

    /// <summary>Reads the posting at a place of one of the cursor's blocks.</summary>
    /// <exception cref="InvalidDataException">The positions are damaged.</exception>
    public void Read(PostingCursor cursor, int block, int place)
    {
        if (_block != block || _generation != cursor.Generation)
            Open(cursor, block);
        var start = _starts[place];
        Count = _starts[place + 1] - start;
        if (_positions.Length < Count)
            (_positions, _forms) = (new int[2 * Count], new int[2 * Count]);
        var positions = _positions.AsSpan(0, Count);
        _formsStart = -1;
        if (_isPacked)
        {
            _distances.Read(new ReadOnlySpan<byte>(_bytes, _length), start, positions);
            if (cursor.Entry.FormCount > 1)
                _formsStart = start;
            else
                _forms.AsSpan(0, Count).Clear();
        }
        else
        {
            ReadTail(cursor.Entry.FormCount, start, positions, _forms.AsSpan(0, Count));
        }

        Sum(cursor.Segment.Signatures[cursor.CodesOf(block)[place]], cursor.Segment.FieldCount, positions);
    }

    /// <summary>
    /// Reads all postings of the cursor's loaded block at once; <see cref="Take"/> then goes from one to the next. That
    /// is how merges read.
    /// </summary>
    public void ReadAll(PostingCursor cursor)
    {
        Open(cursor, cursor.Loaded);
        var codes = cursor.CodesOf(cursor.Loaded);
        var count = _starts[codes.Length];
        if (_all.Length < count)
            (_all, _allForms) = (new int[2 * count], new int[2 * count]);
        var positions = _all.AsSpan(0, count);
        var forms = _allForms.AsSpan(0, count);
        ReadBlock(cursor, positions, forms);
        for (var i = 0; i < codes.Length; i++)
            Sum(cursor.Segment.Signatures[codes[i]], cursor.Segment.FieldCount, positions[_starts[i].._starts[i + 1]]);
    }

    /// <summary>The positions of a posting after <see cref="ReadAll"/>.</summary>
    public ReadOnlySpan<int> Take(int place, out Span<int> forms)
    {
        forms = _allForms.AsSpan(_starts[place].._starts[place + 1]);
        return _all.AsSpan(_starts[place].._starts[place + 1]);
    }

    public void Close()
    {
        _block = -1;
        _bytes = null;
    }

    // Distances become positions: in each field anew.
    private static void Sum(Signature signature, int fields, Span<int> positions)
    {
        var next = 0;
        for (var field = 0; field < fields; field++)
        {
            var position = field << PositionBlock.FieldShift;
            for (var i = signature[field]; i > 0; i--)
            {
                position += positions[next];
                positions[next++] = position;
            }
        }
    }

    private void ReadBlock(PostingCursor cursor, Span<int> positions, Span<int> forms)
    {
        if (!_isPacked)
        {
            ReadTail(cursor.Entry.FormCount, 0, positions, forms);
            return;
        }

        var bytes = new ReadOnlySpan<byte>(_bytes, _length);
        _distances.Read(bytes, 0, positions);
        if (cursor.Entry.FormCount > 1)
            _formNumbers.Read(bytes, 0, forms);
        else
            forms.Clear();
    }

    private void Open(PostingCursor cursor, int block)
    {
        _block = -1;
        var occurrences = cursor.Segment.Signatures.Occurrences;
        var codes = cursor.CodesOf(block);
        var start = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            _starts[i] = start;
            start += occurrences[codes[i]];
        }

        _starts[codes.Length] = start;
        var all = cursor.Segment.Postings(cursor.Entry.PositionsOffset, cursor.Entry.PositionsLength);
        if (cursor.PositionsStartOf(block) > all.Length)
            throw new InvalidDataException("positions start behind their end");
        var bytes = all[cursor.PositionsStartOf(block)..];
        _bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)); // mapped memory never moves
        _length = bytes.Length;
        OpenValues(cursor, codes.Length, start);
        (_block, _generation) = (block, cursor.Generation);
    }

    private void OpenValues(PostingCursor cursor, int postings, int positions)
    {
        var bytes = new ReadOnlySpan<byte>(_bytes, _length);
        var at = 0;
        _isPacked = postings == PostingList.BlockLength;
        if (!_isPacked)
        {
            LoadTail(bytes, positions);
            return;
        }

        _distances.Open(bytes, ref at, positions);
        if (cursor.Entry.FormCount > 1)
            _formNumbers.Open(bytes, ref at, positions);
    }

    private void LoadTail(ReadOnlySpan<byte> block, int count)
    {
        if (count > block.Length)
            throw new InvalidDataException($"{count} positions in {block.Length} bytes");
        if (_tail.Length < count)
            _tail = new int[2 * count];
        var at = 0;
        for (var i = 0; i < count; i++)
            _tail[i] = Varint.ReadInt32(block, ref at);
    }

    private void ReadTail(int formCount, int start, Span<int> positions, Span<int> forms)
    {
        if (formCount == 1)
        {
            _tail.AsSpan(start, positions.Length).CopyTo(positions);
            forms.Clear();
            return;
        }

        for (var i = 0; i < positions.Length; i++)
            (positions[i], forms[i]) = Math.DivRem(_tail[start + i], formCount);
    }
}
