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
    Signatures,
}

/// <summary>Where a section stands and the checksum of its bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal record struct SectionEntry(long Offset, long Length, uint Checksum, uint Kind);

/// <summary>
/// The outside of a segment file: magic and version, the sections (each aligned to 16 bytes), then a directory of them
/// and its own checksum at the end. All numbers are little-endian.
/// </summary>
internal static class SegmentFile
{
    public const int FormatVersion = 2;
    public const int Alignment = 16;

    public static readonly int SectionCount = Enum.GetValues<SectionKind>().Length;

    public static ReadOnlySpan<byte> Magic => "PBSEGMNT"u8;

    public static int HeaderLength => Alignment;

    public static int DirectoryLength => SectionCount * Unsafe.SizeOf<SectionEntry>();

    public static int FooterLength => DirectoryLength + Alignment;
}

/// <summary>Writes the sections of a segment file one after the other.</summary>
internal sealed class SegmentFileWriter
{
    private readonly ChecksummedStream _file;
    private readonly SectionEntry[] _directory = new SectionEntry[SegmentFile.SectionCount];

    public SegmentFileWriter(ChecksummedStream file)
    {
        _file = file;
        file.Write(SegmentFile.Magic);
        file.Write<int>([SegmentFile.FormatVersion, 0]);
    }

    /// <summary>Writes a section through the callback.</summary>
    public void Write(SectionKind kind, Action<ChecksummedStream> write)
    {
        _file.Write(stackalloc byte[(int)(-_file.Position & (SegmentFile.Alignment - 1))]);
        var offset = _file.Position;
        _file.Restart();
        write(_file);
        _directory[(int)kind] = new SectionEntry(offset, _file.Position - offset, _file.Checksum, (uint)kind);
    }

    /// <summary>Writes the directory. Returns its checksum, by which a manifest knows the file.</summary>
    public uint Finish()
    {
        var bytes = MemoryMarshal.AsBytes(_directory.AsSpan());
        var checksum = Checksum.Of(bytes);
        _file.Write(bytes);
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

    public long LengthOf(SectionKind kind) => _directory[(int)kind].Length;

    public ReadOnlySpan<byte> Section(SectionKind kind) => Slice(kind, 0, LengthOf(kind));

    public ReadOnlySpan<byte> Slice(SectionKind kind, long offset, long length)
    {
        var section = _directory[(int)kind];
        if (offset < 0 || length < 0 || offset > section.Length - length)
            throw Corrupt($"{length} bytes at {offset} of section {kind} were to be read, but it has {section.Length}");
        return _file.Slice(section.Offset + offset, length);
    }

    /// <summary>Says what is wrong with the first section whose bytes are not those that were written, or null.</summary>
    public string? Verify() => _directory.Select(section => Verify((SectionKind)section.Kind)).FirstOrDefault(problem => problem is not null);

    /// <summary>Says what is wrong with the bytes of one section, or null.</summary>
    public string? Verify(SectionKind kind)
    {
        const int Piece = 1 << 20;
        var checksum = new Checksum();
        for (var at = 0L; at < LengthOf(kind); at += Piece)
            checksum.Add(Slice(kind, at, Math.Min(Piece, LengthOf(kind) - at)));
        return checksum.Value == _directory[(int)kind].Checksum ? null : $"the checksum of section {kind} is wrong";
    }

    public IndexCorruptException Corrupt(string problem, Exception? cause = null) => new(Path, problem, cause);

    public void Dispose() => _file.Dispose();

    private SectionEntry[] ReadDirectory()
    {
        if (Length < SegmentFile.HeaderLength + SegmentFile.FooterLength)
            throw Corrupt($"a segment cannot be as short as {Length} bytes");
        CheckEnd(_file.Slice(0, 8), _file.Slice(8, 4), "start");
        var end = _file.Slice(Length - SegmentFile.Alignment, SegmentFile.Alignment);
        CheckEnd(end[8..], end[4..8], "end");
        var bytes = _file.Slice(Length - SegmentFile.FooterLength, SegmentFile.DirectoryLength);
        DirectoryChecksum = Checksum.Of(bytes);
        if (DirectoryChecksum != MemoryMarshal.Read<uint>(end))
            throw Corrupt("the checksum of the section directory is wrong");
        return MemoryMarshal.Cast<byte, SectionEntry>(bytes).ToArray();
    }

    private void CheckEnd(ReadOnlySpan<byte> magic, ReadOnlySpan<byte> version, string place)
    {
        if (!magic.SequenceEqual(SegmentFile.Magic))
            throw Corrupt($"the mark of a segment is missing at its {place}");
        if (MemoryMarshal.Read<int>(version) != SegmentFile.FormatVersion)
            throw Corrupt($"format version {MemoryMarshal.Read<int>(version)}, not {SegmentFile.FormatVersion}");
    }
}
