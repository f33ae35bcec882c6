using Paperboy.Search.Segments;

namespace Paperboy.Search.Postings;

/// <summary>Reads the positions and forms of single postings of the block that a <see cref="PostingCursor"/> has loaded.</summary>
internal sealed class PositionCursor
{
    private readonly PatchedValues _distances = new();
    private readonly PatchedValues _formNumbers = new();
    private readonly int[] _starts = new int[PostingList.BlockLength + 1]; // of each posting among the block's positions
    private int[] _positions = new int[64];
    private int[] _forms = new int[64];
    private int[] _all = []; // the positions and forms of a whole block
    private int[] _allForms = [];
    private int[] _tail = []; // the values of a block that is not packed
    private int _loaded = -1;
    private long _loadedOf = -1; // where the postings of the list start to which the loaded block belongs
    private SegmentReader? _loadedIn;

    /// <summary>Ascending; the bits from <see cref="PositionBlock.FieldShift"/> on are the field's number.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>The number of the form at each position.</summary>
    public ReadOnlySpan<int> Forms => _forms.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Reads the posting at a place of the cursor's loaded block.</summary>
    /// <exception cref="InvalidDataException">The positions are damaged.</exception>
    public void Read(PostingCursor cursor, int place)
    {
        var block = BytesOf(cursor);
        if (_loaded != cursor.Loaded || _loadedOf != cursor.Entry.PostingsOffset || _loadedIn != cursor.Segment)
            Load(cursor, block);
        var start = _starts[place];
        Count = _starts[place + 1] - start;
        if (_positions.Length < Count)
            (_positions, _forms) = (new int[2 * Count], new int[2 * Count]);
        var positions = _positions.AsSpan(0, Count);
        var forms = _forms.AsSpan(0, Count);
        ReadDistances(cursor, block, start, positions, forms);
        Sum(cursor.Segment.Signatures[cursor.Codes[place]], cursor.Segment.FieldCount, positions);
    }

    /// <summary>
    /// Reads all postings of the cursor's loaded block at once; <see cref="Take"/> then goes from one to the next. That
    /// is how merges read.
    /// </summary>
    public void ReadAll(PostingCursor cursor)
    {
        var block = BytesOf(cursor);
        Load(cursor, block);
        var codes = cursor.Codes;
        var count = _starts[codes.Length];
        if (_all.Length < count)
            (_all, _allForms) = (new int[2 * count], new int[2 * count]);
        var positions = _all.AsSpan(0, count);
        var forms = _allForms.AsSpan(0, count);
        ReadDistances(cursor, block, 0, positions, forms);
        for (var i = 0; i < codes.Length; i++)
            Sum(cursor.Segment.Signatures[codes[i]], cursor.Segment.FieldCount, positions[_starts[i].._starts[i + 1]]);
    }

    /// <summary>The positions of a posting after <see cref="ReadAll"/>.</summary>
    public ReadOnlySpan<int> Take(int place, out Span<int> forms)
    {
        forms = _allForms.AsSpan(_starts[place].._starts[place + 1]);
        return _all.AsSpan(_starts[place].._starts[place + 1]);
    }

    public void Close() => (_loaded, _loadedIn) = (-1, null);

    private static ReadOnlySpan<byte> BytesOf(PostingCursor cursor)
    {
        var all = cursor.Segment.Postings(cursor.Entry.PositionsOffset, cursor.Entry.PositionsLength);
        if (cursor.PositionsStart > all.Length)
            throw new InvalidDataException("positions start behind their end");
        return all[cursor.PositionsStart..];
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

    private void ReadDistances(PostingCursor cursor, ReadOnlySpan<byte> block, int start, Span<int> positions, Span<int> forms)
    {
        if (cursor.Documents.Length < PostingList.BlockLength)
        {
            ReadTail(cursor.Entry.FormCount, start, positions, forms);
            return;
        }

        _distances.Read(block, start, positions);
        if (cursor.Entry.FormCount > 1)
            _formNumbers.Read(block, start, forms);
        else
            forms.Clear();
    }

    private void Load(PostingCursor cursor, ReadOnlySpan<byte> block)
    {
        _loaded = -1;
        var occurrences = cursor.Segment.Signatures.Occurrences;
        var codes = cursor.Codes;
        var start = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            _starts[i] = start;
            start += occurrences[codes[i]];
        }

        _starts[codes.Length] = start;
        var at = 0;
        if (codes.Length == PostingList.BlockLength)
        {
            _distances.Open(block, ref at, start);
            if (cursor.Entry.FormCount > 1)
                _formNumbers.Open(block, ref at, start);
        }
        else
        {
            LoadTail(block, start);
        }

        (_loaded, _loadedOf, _loadedIn) = (cursor.Loaded, cursor.Entry.PostingsOffset, cursor.Segment);
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
