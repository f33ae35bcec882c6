using System.Runtime.InteropServices;
using Paperboy.Search.Postings;
using Paperboy.Search.Vectors;

namespace Paperboy.Search.Segments;

/// <summary>
/// An open segment, shared by the snapshots that contain it: whoever keeps it calls <see cref="AddUser"/> and in the end
/// <see cref="Release"/>, and the last one unmaps the file.
/// </summary>
internal sealed class SegmentReader
{
    private const int StatisticsCount = 5;
    private readonly SegmentFileReader _file;
    private int _users = 1;

    private SegmentReader(SegmentFileReader file, SegmentInfo info, IndexSchema schema)
    {
        _file = file;
        var fields = schema.Fields.Count;
        if (file.Length != info.FileLength || file.DirectoryChecksum != info.FileChecksum)
            throw file.Corrupt("this is not the file that the manifest names: length or checksum differ");
        if (file.Verify(SectionKind.Statistics) is { } problem)
            throw file.Corrupt(problem);
        var statistics = MemoryMarshal.Cast<byte, long>(file.Section(SectionKind.Statistics));
        if (statistics.Length != StatisticsCount || statistics[0] != info.Documents || statistics[4] != fields)
            throw file.Corrupt("its statistics do not fit the manifest");
        DocumentCount = info.Documents;
        TotalLength = statistics[1];
        PostingCount = statistics[3];
        FieldCount = fields;
        if (file.LengthOf(SectionKind.LengthCodes) != DocumentCount
            || file.LengthOf(SectionKind.IdStarts) != (DocumentCount + 1L) * sizeof(uint))
        {
            throw file.Corrupt("its sections do not have the length that its number of documents asks for");
        }

        Terms = new TermDictionary(file, statistics[2]);
        Ids = new DocumentIds(file, DocumentCount);
        Signatures = SignatureTable.Read(file, schema);
        Columns = new SegmentColumns(file, schema, DocumentCount);
        Vectors = new SegmentVectors(file, DocumentCount);
        FrequentTerms = new FrequentTerms(DocumentCount);
        Number = info.Number;
    }

    public long Number { get; }

    public string Path => _file.Path;

    /// <inheritdoc cref="MappedFile.Written"/>
    public DateTime Written => _file.Written;

    public int DocumentCount { get; }

    public int FieldCount { get; }

    /// <summary>The sum of the decoded lengths of all documents, deleted ones too.</summary>
    public long TotalLength { get; }

    public long PostingCount { get; }

    public TermDictionary Terms { get; }

    public DocumentIds Ids { get; }

    public SignatureTable Signatures { get; }

    public SegmentColumns Columns { get; }

    public SegmentVectors Vectors { get; }

    public FrequentTerms FrequentTerms { get; }

    public ReadOnlySpan<byte> LengthCodes => _file.Section(SectionKind.LengthCodes);

    /// <exception cref="IndexCorruptException">The file is missing, damaged or another than the manifest names.</exception>
    public static SegmentReader Open(IndexFolder folder, SegmentInfo info, IndexSchema schema)
    {
        var file = SegmentFileReader.Open(folder.PathOf(info.FileName));
        try
        {
            return new SegmentReader(file, info, schema);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ReadOnlySpan<byte> Postings(long offset, int length) => _file.Slice(SectionKind.Postings, offset, length);

    /// <summary>Looks a term up.</summary>
    /// <exception cref="IndexCorruptException">The dictionary is damaged.</exception>
    public bool TryFindTerm(ReadOnlySpan<byte> term, out TermEntry entry)
    {
        try
        {
            return Terms.TryFind(term, out entry);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Corrupt($"the dictionary is damaged ({exception.Message})", exception);
        }
    }

    /// <summary>Whether an exception is what reading damaged bytes leads to: all reading is bounds-checked.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or IndexOutOfRangeException or ArgumentException or OverflowException;

    /// <summary>Reads every byte and says what is wrong with the first damaged section, or null.</summary>
    public string? VerifyChecksums() => _file.Verify();

    public IndexCorruptException Corrupt(string problem, Exception? cause = null) => _file.Corrupt(problem, cause);

    public SegmentReader AddUser()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _file.Dispose();
    }
}
