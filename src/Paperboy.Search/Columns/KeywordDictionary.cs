using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Columns;

/// <summary>Neighbouring values of a keyword column's dictionary: the ordinals from first to last, none if last is less.</summary>
internal readonly record struct OrdinalRange(int First, int Last)
{
    public static OrdinalRange None => new(0, -1);

    public bool IsEmpty => Last < First;
}

/// <summary>
/// The order of the values of a keyword column: first by their bytes with A-Z taken for a-z, then by the bytes as they
/// are. So values that differ in the case of ASCII letters are neighbours, and one search finds cs.CL whether a person
/// types <c>cs.cl</c> or <c>CS.CL</c>, while the column keeps the form to show. Other letters are compared as they are:
/// files must sort the same for ever, and only ASCII's case never changes.
/// </summary>
internal static class KeywordOrder
{
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var folded = CompareFolded(a, b);
        return folded != 0 ? folded : a.SequenceCompareTo(b);
    }

    public static int CompareFolded(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = a.CommonPrefixLength(b); i < length; i++)
        {
            var difference = Fold(a[i]) - Fold(b[i]);
            if (difference != 0)
                return difference;
        }

        return a.Length - b.Length;
    }

    private static int Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? value | 0x20 : value;
}

/// <summary>
/// Writes the distinct values in order, each with the number of documents that have it.
/// <code>
/// dictionary := count, 0, start of each value and end of the last, documents of each value, text   (numbers of 32 bits)
/// </code>
/// </summary>
internal static class KeywordDictionaryWriter
{
    /// <summary>Writes the terms of the table, in the order given, with documentCounts[i] for order[i].</summary>
    public static void Write(SegmentFileWriter file, int ordinal, TermTable values, ReadOnlySpan<int> order, ReadOnlySpan<int> documentCounts)
    {
        var numbers = new List<int>((2 * order.Length) + 3) { order.Length, 0 };
        var text = new ByteBuffer();
        foreach (var value in order)
        {
            numbers.Add(text.Length);
            text.Append(values[value]);
        }

        numbers.Add(text.Length);
        numbers.AddRange(documentCounts);
        file.Write(SectionKind.KeywordDictionary, ordinal, stream =>
        {
            stream.Write<int>(CollectionsMarshal.AsSpan(numbers));
            stream.Write(text.Written);
        });
    }
}

/// <summary>The distinct values of a keyword column. A value's ordinal is its place in <see cref="KeywordOrder"/>.</summary>
internal sealed class KeywordDictionary
{
    private readonly SegmentFileReader _file;
    private readonly int _column;

    /// <exception cref="IndexCorruptException">The section is missing or damaged.</exception>
    public KeywordDictionary(SegmentFileReader file, int column)
    {
        (_file, _column) = (file, column);
        if (file.Verify(SectionKind.KeywordDictionary, column) is { } problem)
            throw file.Corrupt(problem);
        var length = file.LengthOf(SectionKind.KeywordDictionary, column);
        Count = length < 8 ? -1 : MemoryMarshal.Read<int>(file.Section(SectionKind.KeywordDictionary, column));
        if (Count < 0 || length < (2L * Count * sizeof(int)) + 12 || Starts[0] != 0 || Starts[Count] != length - TextOffset)
            throw file.Corrupt($"the dictionary of keyword column {column} has not the length that its {Count} values ask for");
        for (var value = 0; value < Count; value++)
        {
            if (Starts[value + 1] <= Starts[value])
                throw file.Corrupt($"value {value} of keyword column {column} has no text");
        }
    }

    /// <summary>How many distinct values there are.</summary>
    public int Count { get; }

    /// <summary>
    /// How many documents have each value, deleted documents included: the facet counts of all documents, without a scan.
    /// </summary>
    public ReadOnlySpan<int> DocumentCounts => Numbers(12 + (Count * sizeof(int)), Count);

    private ReadOnlySpan<int> Starts => Numbers(8, Count + 1);

    private long TextOffset => 12 + (2L * Count * sizeof(int));

    /// <summary>A value in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int value)
    {
        var starts = Starts;
        var start = starts[value];
        return _file.Slice(SectionKind.KeywordDictionary, _column, TextOffset + start, starts[value + 1] - start);
    }

    public string Text(int value) => Encoding.UTF8.GetString(Utf8(value));

    /// <summary>The values equal to this one but for the case of ASCII letters.</summary>
    public OrdinalRange Find(ReadOnlySpan<byte> utf8) => Between(utf8, isPrefix: false);

    /// <summary>The values equal to this one but for the case of ASCII letters.</summary>
    public OrdinalRange Find(string value) => Find(Encoding.UTF8.GetBytes(value));

    /// <summary>The values that begin with this, whatever the case of ASCII letters.</summary>
    public OrdinalRange FindPrefix(ReadOnlySpan<byte> utf8) => Between(utf8, isPrefix: true);

    /// <summary>The values that begin with this, whatever the case of ASCII letters.</summary>
    public OrdinalRange FindPrefix(string prefix) => FindPrefix(Encoding.UTF8.GetBytes(prefix));

    /// <summary>The value that is exactly this, or -1.</summary>
    public int FindExact(ReadOnlySpan<byte> utf8)
    {
        var range = Find(utf8);
        for (var value = range.First; value <= range.Last; value++)
        {
            if (Utf8(value).SequenceEqual(utf8))
                return value;
        }

        return -1;
    }

    private OrdinalRange Between(ReadOnlySpan<byte> utf8, bool isPrefix) =>
        new(CountBefore(utf8, 0, isPrefix), CountBefore(utf8, 1, isPrefix) - 1);

    // How many values compare with the wanted one as less than the limit: less for 0, less or equal for 1.
    private int CountBefore(ReadOnlySpan<byte> wanted, int limit, bool isPrefix)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var value = Utf8(middle);
            if (isPrefix)
                value = value[..Math.Min(value.Length, wanted.Length)];
            if (Math.Sign(KeywordOrder.CompareFolded(value, wanted)) < limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private ReadOnlySpan<int> Numbers(long offset, int count) =>
        MemoryMarshal.Cast<byte, int>(_file.Slice(SectionKind.KeywordDictionary, _column, offset, (long)count * sizeof(int)));
}
