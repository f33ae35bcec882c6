using System.Buffers.Binary;
using System.Text;

namespace Paperboy.Search.Segments;

/// <summary>What a commit says of one segment: its files and what they must be.</summary>
internal sealed record SegmentInfo(long Number, int Documents, long FileLength, uint FileChecksum)
{
    /// <summary>The generation of the deletions file, 0 for none.</summary>
    public long DeletionGeneration { get; init; }

    public int Deleted { get; init; }

    public int Live => Documents - Deleted;

    public string FileName => IndexFolder.SegmentName(Number);

    public string DeletionsFileName => IndexFolder.DeletionsName(Number, DeletionGeneration);

    public IEnumerable<string> FileNames => Deleted == 0 ? [FileName] : [FileName, DeletionsFileName];

    /// <summary>Opens the segment with the deletions that the manifest names.</summary>
    /// <exception cref="IndexCorruptException">One of its files is missing, damaged or another.</exception>
    /// <exception cref="FileNotFoundException">One of its files is missing: perhaps a newer commit replaced it.</exception>
    public SegmentView OpenView(IndexFolder folder, IndexSchema schema)
    {
        var deletions = ReadDeletions(folder);
        return new SegmentView(SegmentReader.Open(folder, this, schema), deletions);
    }

    /// <summary>Opens the deletions beside a segment that is open already.</summary>
    public Deletions? ReadDeletions(IndexFolder folder)
    {
        if (Deleted == 0)
            return null;
        var path = folder.PathOf(DeletionsFileName);
        var deletions = Deletions.Read(path, Documents);
        return deletions.Count == Deleted
            ? deletions
            : throw new IndexCorruptException(path, $"{deletions.Count} deletions, but the manifest says {Deleted}");
    }
}

/// <summary>
/// One commit: the schema, the caller's sequence and the segments. The file is small and replaced as a whole:
/// magic, version, fields, checksum of all before.
/// </summary>
internal sealed record Manifest(
    long Generation, long Sequence, long NextSegmentNumber, IndexSchema Schema, IReadOnlyList<SegmentInfo> Segments)
{
    private const int FormatVersion = 2;

    /// <summary>Raised with any change of the analysis that makes the terms of old segments unfindable.</summary>
    private const int AnalysisVersion = 2;

    /// <summary>Magic, versions, checksum.</summary>
    private const int ShortestLength = 8 + 8 + 4;

    private static ReadOnlySpan<byte> Magic => "PBMANIFS"u8;

    public long Live => Segments.Sum(segment => (long)segment.Live);

    /// <summary>The files that the commit consists of besides the manifest.</summary>
    public HashSet<string> FileNames() => [.. Segments.SelectMany(segment => segment.FileNames)];

    public void WriteTo(ChecksummedStream file)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(AnalysisVersion);
        writer.Write(Generation);
        writer.Write(Sequence);
        writer.Write(NextSegmentNumber);
        writer.Write(Schema.K1);
        writer.Write(Schema.B);
        writer.Write(Schema.Fields.Count);
        foreach (var field in Schema.Fields)
        {
            writer.Write(field.Name);
            writer.Write(field.Weight);
            writer.Write(field.AddsLength);
        }

        writer.Write(Schema.Columns.Count);
        foreach (var column in Schema.Columns)
        {
            writer.Write(column.Name);
            writer.Write((int)column.Kind);
        }

        writer.Write(Segments.Count);
        foreach (var segment in Segments)
        {
            writer.Write(segment.Number);
            writer.Write(segment.Documents);
            writer.Write(segment.FileLength);
            writer.Write(segment.FileChecksum);
            writer.Write(segment.DeletionGeneration);
            writer.Write(segment.Deleted);
        }

        writer.Flush();
        file.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        file.Write<uint>([file.Checksum]);
    }

    /// <summary>The bytes of the manifest, or null if the folder holds no index.</summary>
    public static byte[]? ReadBytes(IndexFolder folder)
    {
        try
        {
            return File.ReadAllBytes(folder.PathOf(IndexFolder.ManifestName));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <exception cref="IndexCorruptException">The bytes are no manifest.</exception>
    public static Manifest Parse(byte[] bytes, string path)
    {
        if (bytes.Length < ShortestLength || !bytes.AsSpan(0, 8).SequenceEqual(Magic))
            throw new IndexCorruptException(path, "this is no manifest");
        if (Checksum.Of(bytes.AsSpan(0, bytes.Length - 4)) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4)))
            throw new IndexCorruptException(path, "the checksum is wrong");
        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, bytes.Length - Magic.Length - 4), Encoding.UTF8);
        var (format, analysis) = (reader.ReadInt32(), reader.ReadInt32());
        if (format != FormatVersion || analysis != AnalysisVersion)
        {
            throw new IndexCorruptException(
                path, $"made by another version (format {format}, analysis {analysis}); delete the folder and index again");
        }

        try
        {
            var (generation, sequence, next) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            var manifest = new Manifest(generation, sequence, next, ReadSchema(reader), ReadSegments(reader));
            manifest.ThrowIfImpossible(reader);
            return manifest;
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException or InvalidDataException)
        {
            throw new IndexCorruptException(path, $"it does not say what a manifest of its version says ({exception.Message})", exception);
        }
    }

    private void ThrowIfImpossible(BinaryReader reader)
    {
        Schema.ThrowIfInvalid();
        if (reader.BaseStream.Position != reader.BaseStream.Length)
            throw new InvalidDataException("something follows its segments");
        if (Schema.Columns.Any(column => !Enum.IsDefined(column.Kind)))
            throw new InvalidDataException("a column has an unknown kind");
        if (Segments.DistinctBy(segment => segment.Number).Count() != Segments.Count)
            throw new InvalidDataException("a segment stands there twice");
        foreach (var segment in Segments)
        {
            if (segment.Number < 0 || segment.Number >= NextSegmentNumber || segment.Documents <= 0 || segment.Deleted < 0
                || segment.Deleted > segment.Documents || segment.FileLength <= 0)
            {
                throw new InvalidDataException($"segment {segment.Number} with {segment.Documents} documents, {segment.Deleted} of them deleted, is impossible");
            }
        }
    }

    // Each element takes a byte at least: a damaged number cannot ask for more memory than that.
    private static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position
            ? count
            : throw new InvalidDataException($"{count} elements in {reader.BaseStream.Length} bytes");
    }

    private static IndexSchema ReadSchema(BinaryReader reader)
    {
        var (k1, b) = (reader.ReadSingle(), reader.ReadSingle());
        var fields = new FieldDefinition[ReadCount(reader)];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = new FieldDefinition(reader.ReadString(), reader.ReadInt32()) { AddsLength = reader.ReadBoolean() };
        var columns = new ColumnDefinition[ReadCount(reader)];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new ColumnDefinition(reader.ReadString(), (ColumnKind)reader.ReadInt32());
        return new IndexSchema(fields) { K1 = k1, B = b, Columns = columns };
    }

    private static SegmentInfo[] ReadSegments(BinaryReader reader)
    {
        var segments = new SegmentInfo[ReadCount(reader)];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = new SegmentInfo(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadUInt32())
            {
                DeletionGeneration = reader.ReadInt64(),
                Deleted = reader.ReadInt32(),
            };
        }

        return segments;
    }
}
