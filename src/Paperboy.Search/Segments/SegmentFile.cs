using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Paperboy.Search.Segments;

/// <summary>The parts of a segment file.</summary>
internal enum SectionKind
{
    /// <summary>Counts: documents, sum of lengths, terms, postings.</summary>
    Statistics,

    /// <summary>The postings of each term with their positions behind them.</summary>
    Postings,
    TermBlocks,
    TermIndex,
    LengthCodes,
    IdText,
    IdStarts,
    IdTable,

    /// <summary>The zone map of a number column: the ordinal is the column's.</summary>
    NumberZones,

    /// <summary>The packed values of a number column.</summary>
    NumberValues,

    /// <summary>The sorted distinct values of a keyword column with their numbers of documents.</summary>
    KeywordDictionary,

    /// <summary>Which values of a keyword column each window of documents has, and how often.</summary>
    KeywordZones,

    /// <summary>The packed values of a keyword column.</summary>
    KeywordValues,

    /// <summary>The combinations of frequencies that postings name by their codes.</summary>
    Signatures,

    /// <summary>The model of a group of vectors, their number and their center: the ordinal is the group's.</summary>
    VectorHead,

    /// <summary>Where the vectors of each window of documents stand.</summary>
    VectorZones,

    /// <summary>Which documents have a vector of the group.</summary>
    VectorPresence,

    /// <summary>A byte a dimension of each vector.</summary>
    VectorCodes,

    /// <summary>A bit a dimension of each vector, in groups of 64.</summary>
    VectorSketches,

    /// <summary>How crowded the place of each vector is, two bytes, in the same groups.</summary>
    VectorCrowding,
}

/// <summary>
/// Where a section stands and the checksum of its bytes. The ordinal tells sections of one kind apart, such as those of
/// several columns; it is 0 where a segment has one.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal record struct SectionEntry(long Offset, long Length, uint Checksum, ushort Kind, ushort Ordinal);

/// <summary>
/// The outside of a segment file: magic and version, the sections (each aligned, the gaps filled with 0), then a directory of them,
/// its number of entries and its own checksum at the end. All numbers are little-endian.
/// </summary>
internal static class SegmentFile
{
    /// <summary>2 had no vectors, 3 no crowding.</summary>
    public const int FormatVersion = 4;

    public const int OldestFormatVersion = 2;

    /// <summary>Magic, version, 0.</summary>
    public const int HeaderLength = 16;

    /// <summary>Number of directory entries, 0, checksum of the directory, version, magic.</summary>
    public const int EndLength = 24;

    public static ReadOnlySpan<byte> Magic => "PBSEGMNT"u8;

    /// <summary>What a section begins at a multiple of: where single vectors are read, a line of the processor's cache.</summary>
    public static int AlignmentOf(SectionKind kind) =>
        kind is SectionKind.VectorCodes or SectionKind.VectorSketches or SectionKind.VectorCrowding ? 64 : 16;

    public static long DirectoryLength(int entries) => (long)entries * Unsafe.SizeOf<SectionEntry>();
}

/// <summary>Writes the sections of a segment file one after the other.</summary>
internal sealed class SegmentFileWriter
{
    private readonly ChecksummedStream _file;
    private readonly List<SectionEntry> _directory = [];

    public SegmentFileWriter(ChecksummedStream file)
    {
        _file = file;
        file.Write(SegmentFile.Magic);
        file.Write<int>([SegmentFile.FormatVersion, 0]);
    }

    /// <summary>Writes a section through the callback.</summary>
    public void Write(SectionKind kind, Action<ChecksummedStream> write) => Write(kind, 0, write);

    /// <summary>Writes one of several sections of a kind through the callback.</summary>
    public void Write(SectionKind kind, int ordinal, Action<ChecksummedStream> write)
    {
        var number = checked((ushort)ordinal);
        if (_directory.Any(entry => entry.Kind == (ushort)kind && entry.Ordinal == number))
            throw new ArgumentException($"section {kind} {ordinal} is written already", nameof(ordinal));
        _file.Write(stackalloc byte[(int)(-_file.Position & (SegmentFile.AlignmentOf(kind) - 1))]);
        var offset = _file.Position;
        _file.Restart();
        write(_file);
        _directory.Add(new SectionEntry(offset, _file.Position - offset, _file.Checksum, (ushort)kind, number));
    }

    /// <summary>Writes the directory. Returns its checksum, by which a manifest knows the file.</summary>
    public uint Finish()
    {
        _file.Restart();
        _file.Write<SectionEntry>(CollectionsMarshal.AsSpan(_directory));
        _file.Write<int>([_directory.Count, 0]);
        var checksum = _file.Checksum;
        _file.Write<uint>([checksum, SegmentFile.FormatVersion]);
        _file.Write(SegmentFile.Magic);
        return checksum;
    }
}

/// <summary>An open segment file. Opening checks its header and directory; <see cref="Verify()"/> checks every byte.</summary>
internal sealed class SegmentFileReader : IDisposable
{
    private readonly MappedFile _file;
    private readonly SectionEntry[] _directory;

    private SegmentFileReader(MappedFile file)
    {
        _file = file;
        _directory = ReadDirectory();
    }

    public string Path => _file.Path;

    /// <inheritdoc cref="MappedFile.Written"/>
    public DateTime Written => _file.Written;

    public long Length => _file.Length;

    public uint DirectoryChecksum { get; private set; }

    /// <exception cref="IndexCorruptException">The file is no segment, or its header or directory is damaged.</exception>
    public static SegmentFileReader Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return new SegmentFileReader(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file has this section, be it empty.</summary>
    public bool Has(SectionKind kind, int ordinal = 0) => Find(kind, ordinal) is not null;

    public long LengthOf(SectionKind kind, int ordinal = 0) => Entry(kind, ordinal).Length;

    public ReadOnlySpan<byte> Section(SectionKind kind, int ordinal = 0) => Slice(kind, ordinal, 0, LengthOf(kind, ordinal));

    public ReadOnlySpan<byte> Slice(SectionKind kind, long offset, long length) => Slice(kind, 0, offset, length);

    public ReadOnlySpan<byte> Slice(SectionKind kind, int ordinal, long offset, long length)
    {
        var section = Entry(kind, ordinal);
        if (offset < 0 || length < 0 || offset > section.Length - length)
            throw Corrupt($"{length} bytes at {offset} of section {Name(section)} were to be read, but it has {section.Length}");
        return _file.Slice(section.Offset + offset, length);
    }

    /// <summary>Says what is wrong with the first section whose bytes are not those that were written, or null.</summary>
    public string? Verify() =>
        _directory.Select(section => Verify((SectionKind)section.Kind, section.Ordinal)).FirstOrDefault(problem => problem is not null);

    /// <summary>Says what is wrong with the bytes of one section, or null.</summary>
    public string? Verify(SectionKind kind, int ordinal = 0)
    {
        const int Piece = 1 << 20;
        var section = Array.IndexOf(_directory, Entry(kind, ordinal));
        var checksum = new Checksum();
        for (var at = 0L; at < LengthOf(section); at += Piece)
            Add(section, at, Piece, ref checksum);
        return Compare(section, checksum);
    }

    /// <summary>How many sections the file has; <see cref="Add"/> and <see cref="Compare"/> know them by their place.</summary>
    public int SectionCount => _directory.Length;

    public long LengthOf(int section) => _directory[section].Length;

    /// <summary>Adds bytes of a section, at most those that it has, to a checksum.</summary>
    public void Add(int section, long offset, long length, ref Checksum checksum)
    {
        var entry = _directory[section];
        checksum.Add(Slice((SectionKind)entry.Kind, entry.Ordinal, offset, Math.Min(length, entry.Length - offset)));
    }

    /// <summary>Says what is wrong with a section that has this checksum, or null.</summary>
    public string? Compare(int section, Checksum checksum) =>
        checksum.Value == _directory[section].Checksum ? null : $"the checksum of section {Name(_directory[section])} is wrong";

    public IndexCorruptException Corrupt(string problem, Exception? cause = null) => new(Path, problem, cause);

    public void Dispose() => _file.Dispose();

    private static string Name(SectionEntry section) =>
        section.Ordinal == 0 ? $"{(SectionKind)section.Kind}" : $"{(SectionKind)section.Kind} {section.Ordinal}";

    private SectionEntry Entry(SectionKind kind, int ordinal) => Find(kind, ordinal) ?? throw Corrupt($"section {kind} {ordinal} is missing");

    // Writers number the sections of a kind from 0 and a file has few, so that this is short.
    private SectionEntry? Find(SectionKind kind, int ordinal)
    {
        foreach (ref readonly var entry in _directory.AsSpan())
        {
            if (entry.Kind == (ushort)kind && entry.Ordinal == ordinal)
                return entry;
        }

        return null;
    }

    private SectionEntry[] ReadDirectory()
    {
        if (Length < SegmentFile.HeaderLength + SegmentFile.EndLength)
            throw Corrupt($"a segment cannot be as short as {Length} bytes");
        CheckEnd(_file.Slice(0, 8), _file.Slice(8, 4), "start");
        var end = _file.Slice(Length - SegmentFile.EndLength, SegmentFile.EndLength);
        CheckEnd(end[16..], end[12..16], "end");
        var count = MemoryMarshal.Read<int>(end);
        var length = SegmentFile.DirectoryLength(count) + 8;
        if (count < 0 || length > Length - SegmentFile.HeaderLength)
            throw Corrupt($"a directory of {count} sections does not fit into {Length} bytes");
        var bytes = _file.Slice(Length - SegmentFile.EndLength + 8 - length, length);
        DirectoryChecksum = Checksum.Of(bytes);
        if (DirectoryChecksum != MemoryMarshal.Read<uint>(end[8..]))
            throw Corrupt("the checksum of the section directory is wrong");
        return MemoryMarshal.Cast<byte, SectionEntry>(bytes[..^8]).ToArray();
    }

    private void CheckEnd(ReadOnlySpan<byte> magic, ReadOnlySpan<byte> version, string place)
    {
        if (!magic.SequenceEqual(SegmentFile.Magic))
            throw Corrupt($"the mark of a segment is missing at its {place}");
        if (MemoryMarshal.Read<int>(version) is < SegmentFile.OldestFormatVersion or > SegmentFile.FormatVersion)
            throw Corrupt($"format version {MemoryMarshal.Read<int>(version)}, not {SegmentFile.OldestFormatVersion} to {SegmentFile.FormatVersion}");
    }
}
