using System.Text;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>A word as it was written (folded, not stemmed) and how often it stands in a segment.</summary>
internal readonly record struct TermForm(byte[] Utf8, long Occurrences)
{
    public override string ToString() => $"{Encoding.UTF8.GetString(Utf8)} ({Occurrences})";
}

/// <summary>Goes through the forms of a term that has others than itself.</summary>
internal ref struct TermFormReader(SegmentFileReader file, TermEntry entry)
{
    private readonly ReadOnlySpan<byte> _bytes =
        file.Slice(SectionKind.TermBlocks, entry.FormsOffset, file.LengthOf(SectionKind.TermBlocks) - entry.FormsOffset);

    private int _at;
    private int _read;

    /// <summary>How much the form shares with the term.</summary>
    public int Shared { get; private set; }

    public ReadOnlySpan<byte> Rest { get; private set; }

    public long Occurrences { get; private set; }

    public bool MoveNext()
    {
        if (_read == entry.FormCount)
            return false;
        _read++;
        Shared = Varint.ReadInt32(_bytes, ref _at);
        var length = Varint.ReadInt32(_bytes, ref _at);
        Rest = _bytes.Slice(_at, length);
        _at += length;
        Occurrences = Varint.Read(_bytes, ref _at);
        return true;
    }

    public readonly bool Is(ReadOnlySpan<byte> term, ReadOnlySpan<byte> form) =>
        form.Length == Shared + Rest.Length && form.EndsWith(Rest) && form[..Shared].SequenceEqual(term[..Shared]);
}
