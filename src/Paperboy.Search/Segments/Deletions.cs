using System.Numerics;
using System.Runtime.InteropServices;

namespace Paperboy.Search.Segments;

/// <summary>
/// Which documents of a segment are deleted: a bit for each. A segment never changes, so each commit that deletes from
/// it writes a new file of these (its generation) beside it.
/// </summary>
internal sealed class Deletions
{
    private const int FormatVersion = 1;
    private const int HeaderLength = 16;
    private readonly ulong[] _bits;

    public Deletions(int documents)
        : this(documents, new ulong[(documents + 63) / 64])
    {
    }

    private Deletions(int documents, ulong[] bits)
    {
        Documents = documents;
        _bits = bits;
        Count = bits.Sum(BitOperations.PopCount);
    }

    private static ReadOnlySpan<byte> Magic => "PBDELETE"u8;

    /// <summary>How many documents the segment has.</summary>
    public int Documents { get; }

    /// <summary>How many of them are deleted.</summary>
    public int Count { get; private set; }

    /// <summary>The bits: document d is bit d mod 64 of word d / 64.</summary>
    public ReadOnlySpan<ulong> Words => _bits;

    public bool Contains(int document) => (_bits[document >> 6] & (1UL << document)) != 0;

    /// <summary>Deletes a document. False: it was deleted already.</summary>
    public bool Add(int document)
    {
        if (Contains(document))
            return false;
        _bits[document >> 6] |= 1UL << document;
        Count++;
        return true;
    }

    public Deletions Copy() => new(Documents, (ulong[])_bits.Clone());

    /// <summary>Writes magic, version, number of documents, bits, checksum.</summary>
    public void WriteTo(ChecksummedStream file)
    {
        file.Write(Magic);
        file.Write<int>([FormatVersion, Documents]);
        file.Write<ulong>(_bits);
        file.Write<uint>([file.Checksum]);
    }

    /// <exception cref="IndexCorruptException">The file is damaged or belongs to another segment.</exception>
    public static Deletions Read(string path, int documents)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var expected = HeaderLength + ((documents + 63) / 64 * sizeof(ulong)) + sizeof(uint);
        if (bytes.Length != expected)
            throw new IndexCorruptException(path, $"{bytes.Length} bytes instead of {expected}");
        if (Checksum.Of(bytes[..^4]) != MemoryMarshal.Read<uint>(bytes[^4..]))
            throw new IndexCorruptException(path, "the checksum is wrong");
        if (!bytes[..8].SequenceEqual(Magic) || MemoryMarshal.Read<int>(bytes[8..]) != FormatVersion)
            throw new IndexCorruptException(path, "this is no list of deletions of a known version");
        if (MemoryMarshal.Read<int>(bytes[12..]) != documents)
            throw new IndexCorruptException(path, "this belongs to another segment");
        return new Deletions(documents, MemoryMarshal.Cast<byte, ulong>(bytes[HeaderLength..^4]).ToArray());
    }
}
