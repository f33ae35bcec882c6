namespace Paperboy.Search.Postings;

/// <summary>The decoded postings of one block: documents at once, frequencies when they are asked for.</summary>
internal sealed class PostingBlock
{
    private readonly int[] _documents = new int[PostingList.BlockLength];
    private readonly int[] _frequencies = new int[PostingList.BlockLength * IndexSchema.MostFields];
    private readonly int[] _ends = new int[IndexSchema.MostFields];
    private bool _hasFrequencies;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Documents => _documents.AsSpan(0, Count);

    /// <summary>
    /// Decodes the documents of a block of <paramref name="count"/> postings.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public void Decode(ReadOnlySpan<byte> source, int count, int before, int fields, int documentCount)
    {
        Count = count;
        if (count == PostingList.BlockLength)
            DecodePacked(source, fields);
        else
            DecodeTail(source, fields);
        var document = (long)before;
        foreach (ref var place in Documents())
        {
            document += 1L + (uint)place;
            place = (int)document;
        }

        if (document >= documentCount)
            throw new InvalidDataException($"a posting names document {document} of {documentCount}");

        Span<int> Documents() => _documents.AsSpan(0, Count);
    }

    /// <summary>The frequencies in one field, in the order of <see cref="Documents"/>.</summary>
    public ReadOnlySpan<int> Frequencies(ReadOnlySpan<byte> source, int field, int fields)
    {
        if (!_hasFrequencies)
        {
            var at = _ends[0];
            for (var i = 0; i < fields; i++)
            {
                BitPacking.Unpack(source[at..], Width(source, 1 + i), Row(i));
                at += BitPacking.PackedLength(Width(source, 1 + i));
            }

            _hasFrequencies = true;
        }

        return Row(field)[..Count];
    }

    private void DecodePacked(ReadOnlySpan<byte> source, int fields)
    {
        var width = Width(source, 0);
        BitPacking.Unpack(source[(1 + fields)..], width, _documents);
        _ends[0] = 1 + fields + BitPacking.PackedLength(width);
        _hasFrequencies = false;
    }

    private void DecodeTail(ReadOnlySpan<byte> source, int fields)
    {
        var at = 0;
        for (var i = 0; i < Count; i++)
        {
            var code = Varint.Read(source, ref at);
            _documents[i] = (int)Math.Min(code >> 1, int.MaxValue);
            for (var field = 0; field < fields; field++)
                Row(field)[i] = (code & 1) == 0 ? Varint.ReadInt32(source, ref at) : field == fields - 1 ? 1 : 0;
        }

        _hasFrequencies = true;
    }

    private Span<int> Row(int field) => _frequencies.AsSpan(field * PostingList.BlockLength, PostingList.BlockLength);

    private static int Width(ReadOnlySpan<byte> source, int at) =>
        source[at] <= 32 ? source[at] : throw new InvalidDataException($"a block packs {source[at]} bits a number");
}
