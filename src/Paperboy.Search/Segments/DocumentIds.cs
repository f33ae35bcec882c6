using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>
/// Writes the ids of a segment's documents: their text in UTF-8, where each starts, and an open-addressed hash table
/// (linear probing, four fifths full) from id to document number + 1, with 0 for an empty place.
/// </summary>
internal sealed class DocumentIdsWriter
{
    private readonly ByteBuffer _text = new();
    private readonly List<uint> _starts = [0];

    public int Count => _starts.Count - 1;

    /// <summary>Adds the id of the next document.</summary>
    public void Add(ReadOnlySpan<byte> id)
    {
        _text.Append(id);
        _starts.Add((uint)_text.Length);
    }

    public void WriteTo(SegmentFileWriter file)
    {
        var table = new uint[checked(Count + (Count / 4) + 2)];
        for (var document = 0; document < Count; document++)
        {
            var id = _text.Written[(int)_starts[document]..(int)_starts[document + 1]];
            var place = IdHash.PlaceOf(id, table.Length);
            while (table[place] != 0)
                place = place + 1 == table.Length ? 0 : place + 1;
            table[place] = (uint)document + 1;
        }

        file.Write(SectionKind.IdText, stream => stream.Write(_text.Written));
        file.Write(SectionKind.IdStarts, stream => stream.Write<uint>(CollectionsMarshal.AsSpan(_starts)));
        file.Write(SectionKind.IdTable, stream => stream.Write<uint>(table));
    }
}

/// <summary>Answers which id a document has and which document has an id.</summary>
internal sealed class DocumentIds(SegmentFileReader file, int count)
{
    private ReadOnlySpan<uint> Starts => MemoryMarshal.Cast<byte, uint>(file.Section(SectionKind.IdStarts));

    /// <summary>The id in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int document)
    {
        var starts = Starts;
        return file.Slice(SectionKind.IdText, starts[document], (long)starts[document + 1] - starts[document]);
    }

    public string Text(int document) => Encoding.UTF8.GetString(Utf8(document));

    /// <summary>The document with this id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        var table = MemoryMarshal.Cast<byte, uint>(file.Section(SectionKind.IdTable));
        if (table.Length == 0)
            throw file.Corrupt("the id table is empty");
        var place = IdHash.PlaceOf(id, table.Length);
        for (var probes = 0; probes < table.Length; probes++)
        {
            var document = (int)table[place] - 1;
            if (document < 0)
                return -1;
            if (document >= count)
                throw file.Corrupt($"the id table names document {document} of {count}");
            if (Utf8(document).SequenceEqual(id))
                return document;
            place = place + 1 == table.Length ? 0 : place + 1;
        }

        return -1;
    }
}

/// <summary>FNV-1a with 32 bits and a final mix: part of the file format, so it may never change.</summary>
internal static class IdHash
{
    /// <summary>Where the search for an id begins in a table: the hash as a fraction of its length (Lemire, "Fast random integer generation in an interval", 2019).</summary>
    public static int PlaceOf(ReadOnlySpan<byte> id, int tableLength) => (int)(((ulong)Of(id) * (ulong)tableLength) >> 32);

    private static uint Of(ReadOnlySpan<byte> id)
    {
        var hash = 2166136261u;
        foreach (var value in id)
            hash = (hash ^ value) * 16777619u;
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6Du;
        return hash ^ (hash >> 13);
    }
}
