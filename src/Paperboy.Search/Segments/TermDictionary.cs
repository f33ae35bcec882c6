using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>Where the postings and, right behind them, the positions of a term stand, and where its forms.</summary>
internal readonly record struct TermEntry(
    int DocumentFrequency, long PostingsOffset, int PostingsLength, int PositionsLength, int FormCount, long FormsOffset)
{
    public long PositionsOffset => PostingsOffset + PostingsLength;
}

/// <summary>A word as it was written (folded, not stemmed) and how often it stands in a segment.</summary>
internal readonly record struct TermForm(byte[] Utf8, long Occurrences)
{
    public override string ToString() => $"{Encoding.UTF8.GetString(Utf8)} ({Occurrences})";
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

/// <summary>Reads the terms of one block of a dictionary, without putting shortened terms together.</summary>
internal struct TermLine
{
    private readonly long _blockStart;
    private int _at;
    private int _restStart;
    private int _restLength;
    private long _postings;

    /// <param name="block">The bytes of the block, which each call is given again.</param>
    /// <param name="blockStart">Where it starts in its section.</param>
    public TermLine(ReadOnlySpan<byte> block, long blockStart)
    {
        _blockStart = blockStart;
        _postings = Varint.Read(block, ref _at);
    }

    /// <summary>How much the term shares with the one before.</summary>
    public int Shared { get; private set; }

    public TermEntry Entry { get; private set; }

    public readonly ReadOnlySpan<byte> Rest(ReadOnlySpan<byte> block) => block.Slice(_restStart, _restLength);

    public bool MoveNext(ReadOnlySpan<byte> block)
    {
        if (_at >= block.Length)
            return false;
        Shared = Varint.ReadInt32(block, ref _at);
        _restLength = Varint.ReadInt32(block, ref _at);
        _restStart = _at;
        _at = checked(_at + _restLength);
        var frequency = Varint.ReadInt32(block, ref _at);
        var postings = Varint.ReadInt32(block, ref _at);
        var positions = Varint.ReadInt32(block, ref _at);
        var forms = Varint.ReadInt32(block, ref _at);
        Entry = new TermEntry(frequency, _postings, postings, positions, Math.Max(1, forms), forms == 0 ? 0 : _blockStart + _at);
        _postings += postings + positions;
        for (; forms > 0; forms--)
            SkipForm(block);
        return true;
    }

    private void SkipForm(ReadOnlySpan<byte> block)
    {
        Varint.Read(block, ref _at);
        var length = Varint.ReadInt32(block, ref _at);
        _at = checked(_at + length);
        Varint.Read(block, ref _at);
    }
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

/// <summary>Goes through the terms of a segment in order.</summary>
internal sealed class TermEnumerator(TermDictionary terms, int block)
{
    private byte[] _term = new byte[64];
    private int _length;
    private int _block = block - 1;
    private TermLine _line;
    private bool _isInBlock;

    public ReadOnlySpan<byte> Term => _term.AsSpan(0, _length);

    public TermEntry Entry => _line.Entry;

    public bool MoveNext()
    {
        while (!_isInBlock || !_line.MoveNext(terms.Block(_block)))
        {
            if (++_block >= terms.BlockCount)
                return false;
            _line = new TermLine(terms.Block(_block), terms.StartOf(_block));
            _isInBlock = true;
        }

        var rest = _line.Rest(terms.Block(_block));
        if (_line.Shared > _length)
            throw new InvalidDataException("a term shares more with the one before than there is");
        _length = _line.Shared + rest.Length;
        if (_length > _term.Length)
            Array.Resize(ref _term, _length);
        rest.CopyTo(_term.AsSpan(_line.Shared));
        return true;
    }
}
