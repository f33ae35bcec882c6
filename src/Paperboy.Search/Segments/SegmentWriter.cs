using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>Takes the postings of a segment being written, term by term in ascending order.</summary>
internal sealed class PostingsSink(PostingListWriter list, TermDictionaryWriter terms, ChecksummedStream file)
{
    private readonly ByteBuffer _bytes = new();

    /// <summary>All postings so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a posting of the current term; documents must ascend.</summary>
    public void Add(int document, ReadOnlySpan<int> frequencies)
    {
        list.Add(document, frequencies);
        Count++;
    }

    /// <summary>Says which term the postings since the last call were of. Without any the term is left out.</summary>
    public void EndTerm(ReadOnlySpan<byte> term)
    {
        var frequency = list.Count;
        if (frequency == 0)
            return;
        _bytes.Clear();
        list.Finish(_bytes);
        file.Write(_bytes.Written);
        terms.Add(term, frequency, _bytes.Length);
    }
}

/// <summary>Writes a segment file; the buffer and the merger both use it.</summary>
internal static class SegmentWriter
{
    public static SegmentInfo Write(
        IndexFolder folder,
        long number,
        IndexSchema schema,
        DocumentIdsWriter ids,
        byte[] lengthCodes,
        Action<PostingsSink> writePostings)
    {
        var info = new SegmentInfo(number, ids.Count, 0, 0);
        folder.Write(info.FileName, stream =>
        {
            var file = new SegmentFileWriter(stream);
            var terms = new TermDictionaryWriter();
            var list = new PostingListWriter([.. schema.Fields.Select(field => field.Weight)], lengthCodes);
            var postings = 0L;
            file.Write(SectionKind.Postings, section =>
            {
                var sink = new PostingsSink(list, terms, section);
                writePostings(sink);
                postings = sink.Count;
            });
            terms.WriteTo(file);
            file.Write(SectionKind.LengthCodes, section => section.Write(lengthCodes));
            ids.WriteTo(file);
            var totalLength = lengthCodes.Sum(code => (long)LengthCode.Decode(code));
            file.Write(
                SectionKind.Statistics,
                section => section.Write<long>([ids.Count, totalLength, terms.Count, postings, schema.Fields.Count]));
            var checksum = file.Finish();
            info = info with { FileLength = stream.Position, FileChecksum = checksum };
        });
        return info;
    }
}
