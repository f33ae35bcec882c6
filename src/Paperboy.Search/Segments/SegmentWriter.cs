using Paperboy.Search.Postings;
using Paperboy.Search.Vectors;

namespace Paperboy.Search.Segments;

/// <summary>Takes the postings of a segment being written, term by term in ascending order.</summary>
internal sealed class PostingsSink(PostingListWriter list, TermDictionaryWriter terms, ChecksummedStream file)
{
    private readonly ByteBuffer _postings = new();
    private readonly ByteBuffer _positions = new();
    private readonly List<TermForm> _written = [];
    private long[] _occurrences = [];
    private IReadOnlyList<TermForm> _forms = [];

    /// <summary>All postings so far.</summary>
    public long Count { get; private set; }

    /// <summary>Begins a term with its forms, which positions then name by their place in this list.</summary>
    public void BeginTerm(IReadOnlyList<TermForm> forms)
    {
        _forms = forms;
        if (_occurrences.Length < forms.Count)
            _occurrences = new long[forms.Count];
        _occurrences.AsSpan().Clear();
        list.Begin(forms.Count);
    }

    /// <summary>Adds a posting of the current term; see <see cref="PostingListWriter.Add"/>.</summary>
    public void Add(int document, int code, ReadOnlySpan<int> positions, ReadOnlySpan<int> forms)
    {
        list.Add(document, code, positions, forms);
        foreach (var form in forms)
            _occurrences[form]++;
        Count++;
    }

    /// <summary>Ends the current term. Without postings it is left out.</summary>
    public void EndTerm(ReadOnlySpan<byte> term)
    {
        if (list.Count == 0)
            return;
        _postings.Clear();
        _positions.Clear();
        var frequency = list.Count;
        list.Finish(_postings, _positions);
        file.Write(_postings.Written);
        file.Write(_positions.Written);
        _written.Clear();
        for (var form = 0; form < _forms.Count; form++)
            _written.Add(_forms[form] with { Occurrences = _occurrences[form] });
        terms.Add(term, frequency, _postings.Length, _positions.Length, _written);
    }
}

/// <summary>What a segment being written consists of besides its postings.</summary>
/// <param name="Ids">The ids of the documents.</param>
/// <param name="LengthCodes">The length code of each document.</param>
/// <param name="Signatures">The signatures that the postings name.</param>
/// <param name="Columns">The columns of the documents.</param>
/// <param name="Vectors">The vectors of the documents.</param>
internal sealed record SegmentContent(
    DocumentIdsWriter Ids, byte[] LengthCodes, SignatureTable Signatures, ColumnWriters Columns, VectorWriters Vectors);

/// <summary>Writes a segment file; the buffer and the merger both use it.</summary>
internal static class SegmentWriter
{
    public static SegmentInfo Write(
        IndexFolder folder, long number, IndexSchema schema, SegmentContent content, Action<PostingsSink> writePostings)
    {
        var info = new SegmentInfo(number, content.Ids.Count, 0, 0);
        folder.Write(info.FileName, stream =>
        {
            var file = new SegmentFileWriter(stream);
            var terms = new TermDictionaryWriter();
            var list = new PostingListWriter(content.Signatures, content.LengthCodes);
            var postings = 0L;
            file.Write(SectionKind.Postings, section =>
            {
                var sink = new PostingsSink(list, terms, section);
                writePostings(sink);
                postings = sink.Count;
            });
            terms.WriteTo(file);
            content.Signatures.WriteTo(file);
            file.Write(SectionKind.LengthCodes, section => section.Write(content.LengthCodes));
            content.Ids.WriteTo(file);
            content.Columns.WriteTo(file, content.Ids.Count);
            content.Vectors.WriteTo(file, content.Ids.Count);
            var totalLength = content.LengthCodes.Sum(code => (long)LengthCode.Decode(code));
            file.Write(
                SectionKind.Statistics,
                section => section.Write<long>([content.Ids.Count, totalLength, terms.Count, postings, schema.Fields.Count]));
            var checksum = file.Finish();
            info = info with { FileLength = stream.Position, FileChecksum = checksum };
        });
        return info;
    }
}
