using System.Runtime.InteropServices;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>Where the postings and, right behind them, the positions of a term stand, and where its forms.</summary>
internal readonly record struct TermEntry(
    int DocumentFrequency, long PostingsOffset, int PostingsLength, int PositionsLength, int FormCount, long FormsOffset)
{
    public long PositionsOffset => PostingsOffset + PostingsLength;
}

/// <summary>
/// Writes the sorted terms of a segment: blocks of <see cref="TermsPerBlock"/> terms, each but a block's first
/// shortened by what it shares with the one before, and an index of where the blocks start.
/// <code>
/// block := offset of the first term's postings, term{terms}
/// term  := shared length, rest length, rest, document frequency, length of postings, of positions,
///          forms, form{forms}                            (all numbers are varints)
/// form  := length shared with the term, rest length, rest, occurrences
/// </code>
/// A term whose only form is itself says that it has 0 forms.
/// </summary>
internal sealed class TermDictionaryWriter
{
    public const int TermsPerBlock = 32;

    private readonly ByteBuffer _blocks = new();
    private readonly List<uint> _starts = [];
    private byte[] _last = [];
    private int _lastLength;
    private long _postingsOffset;

    public long Count { get; private set; }

    /// <summary>Adds a term, greater than all before, whose postings and positions follow those of the term before.</summary>
    public void Add(ReadOnlySpan<byte> term, int documentFrequency, int postingsLength, int positionsLength, IReadOnlyList<TermForm> forms)
    {
        var shared = 0;
        if (Count % TermsPerBlock == 0)
        {
            _starts.Add((uint)_blocks.Length);
            _blocks.AppendVarint(_postingsOffset);
        }
        else
        {
            shared = term.CommonPrefixLength(_last.AsSpan(0, _lastLength));
        }

        AppendShortened(term, shared);
        _blocks.AppendVarint(documentFrequency);
        _blocks.AppendVarint(postingsLength);
        _blocks.AppendVarint(positionsLength);
        AppendForms(term, forms);
        if (_last.Length < term.Length)
            _last = new byte[term.Length];
        term.CopyTo(_last);
        _lastLength = term.Length;
        _postingsOffset += postingsLength + positionsLength;
        Count++;
    }

    public void WriteTo(SegmentFileWriter file)
    {
        file.Write(SectionKind.TermBlocks, stream => stream.Write(_blocks.Written));
        file.Write(SectionKind.TermIndex, stream => stream.Write<uint>(CollectionsMarshal.AsSpan(_starts)));
    }

    private void AppendForms(ReadOnlySpan<byte> term, IReadOnlyList<TermForm> forms)
    {
        var isPlain = forms.Count == 1 && term.SequenceEqual(forms[0].Utf8);
        _blocks.AppendVarint(isPlain ? 0 : forms.Count);
        for (var i = 0; i < forms.Count && !isPlain; i++)
        {
            AppendShortened(forms[i].Utf8, term.CommonPrefixLength(forms[i].Utf8));
            _blocks.AppendVarint(forms[i].Occurrences);
        }
    }

    private void AppendShortened(ReadOnlySpan<byte> text, int shared)
    {
        _blocks.AppendVarint(shared);
        _blocks.AppendVarint(text.Length - shared);
        _blocks.Append(text[shared..]);
    }
}

/// <summary>Finds terms in a segment.</summary>
internal sealed class TermDictionary(SegmentFileReader file, long count)
{
    public long Count { get; } = count;

    public int BlockCount => Starts.Length;

    private ReadOnlySpan<uint> Starts => MemoryMarshal.Cast<byte, uint>(file.Section(SectionKind.TermIndex));

    /// <summary>The entry of a term, if the segment has it.</summary>
    public bool TryFind(ReadOnlySpan<byte> term, out TermEntry entry)
    {
        entry = default;
        var block = BlockOf(term);
        return block >= 0 && ScanBlock(block, term, out entry);
    }

    /// <summary>Goes through all terms in order.</summary>
    public TermEnumerator Enumerate() => new(this, 0);

    /// <summary>Goes through the terms in order from the first that is not less than the one given, or a few before.</summary>
    public TermEnumerator EnumerateFrom(ReadOnlySpan<byte> term) => new(this, Math.Max(0, BlockOf(term)));

    /// <summary>The number of a form of a term, or -1 if the segment has the term in other forms only.</summary>
    public int FindForm(ReadOnlySpan<byte> term, in TermEntry entry, ReadOnlySpan<byte> form)
    {
        if (entry.FormsOffset == 0)
            return form.SequenceEqual(term) ? 0 : -1;
        var forms = new TermFormReader(file, entry);
        for (var number = 0; forms.MoveNext(); number++)
        {
            if (forms.Is(term, form))
                return number;
        }

        return -1;
    }

    /// <summary>All forms of a term, the most frequent one first.</summary>
    public List<TermForm> FormsOf(ReadOnlySpan<byte> term, in TermEntry entry)
    {
        if (entry.FormsOffset == 0)
            return [new TermForm(term.ToArray(), 1)];
        var forms = new TermFormReader(file, entry);
        var all = new List<TermForm>(entry.FormCount);
        while (forms.MoveNext())
            all.Add(new TermForm([.. term[..forms.Shared], .. forms.Rest], forms.Occurrences));
        return all;
    }

    // The last block whose first term is not greater, or -1.
    private int BlockOf(ReadOnlySpan<byte> term)
    {
        var low = 0;
        var high = Starts.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (FirstTermOf(middle).SequenceCompareTo(term) <= 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }

    internal uint StartOf(int block) => Starts[block];

    internal ReadOnlySpan<byte> Block(int block)
    {
        var start = Starts[block];
        var end = block + 1 < Starts.Length ? Starts[block + 1] : file.LengthOf(SectionKind.TermBlocks);
        return file.Slice(SectionKind.TermBlocks, start, end - start);
    }

    private ReadOnlySpan<byte> FirstTermOf(int block)
    {
        var bytes = Block(block);
        var at = 0;
        Varint.Read(bytes, ref at); // postings
        Varint.Read(bytes, ref at); // shared
        var length = Varint.ReadInt32(bytes, ref at);
        return bytes.Slice(at, length);
    }

    // Terms are compared without being put together: what the wanted term shares with the term before says, next to
    // what the term shares with the one before it, which of both is greater.
    private bool ScanBlock(int block, ReadOnlySpan<byte> wanted, out TermEntry entry)
    {
        entry = default;
        var bytes = Block(block);
        var line = new TermLine(bytes, Starts[block]);
        var matched = 0;
        while (line.MoveNext(bytes))
        {
            if (line.Shared < matched)
                return false;
            if (line.Shared > matched)
                continue;
            var rest = line.Rest(bytes);
            var common = rest.CommonPrefixLength(wanted[matched..]);
            matched += common;
            if (common == rest.Length && matched == wanted.Length)
            {
                entry = line.Entry;
                return true;
            }

            if (common < rest.Length && (matched == wanted.Length || rest[common] > wanted[matched]))
                return false;
        }

        return false;
    }
}
