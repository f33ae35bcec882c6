using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Columns;

/// <summary>
/// Takes the values of a column by ascending document. Until the dictionary is known, they wait as varints: the gap to
/// the document before, the number of values, and each value's number in the order of first appearance.
/// <code>
/// zones  := KeywordZone{windows}, distinct values of each window (32 bits each), documents that have each of them (16 bits)
/// values := block{windows}       (see KeywordWindowEncoder)
/// </code>
/// </summary>
internal sealed class KeywordColumnWriter
{
    /// <summary>The longest value, in bytes of UTF-8.</summary>
    public const int MostValueBytes = 1024;

    private readonly TermTable _values = new();
    private readonly List<int> _documentCounts = [];
    private readonly ByteBuffer _waiting = new();
    private readonly List<int> _current = []; // the values of the last document
    private int _last = -1;
    private int _lastWaiting = -1;

    /// <summary>
    /// Gives a document one more value, as it is to be shown; for what is equal in a search see <see cref="KeywordOrder"/>.
    /// A value that the document has already changes nothing. The order of a document's values is kept.
    /// </summary>
    /// <exception cref="ArgumentException">Documents must ascend; a value is empty or longer than <see cref="MostValueBytes"/>.</exception>
    public void Add(int document, string value)
    {
        if (value.Length > MostValueBytes)
            throw TooLong(document, value.Length);
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        Add(document, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    /// <summary>Gives a document one more value in UTF-8.</summary>
    public void Add(int document, ReadOnlySpan<byte> utf8) => Add(document, NumberOf(document, utf8));

    /// <summary>The number under which this writer knows a value, for <see cref="Add(int, int)"/>.</summary>
    public int NumberOf(int document, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            throw new ArgumentException($"document {document} has an empty keyword", nameof(utf8));
        if (utf8.Length > MostValueBytes)
            throw TooLong(document, utf8.Length);
        var number = _values.GetOrAdd(utf8);
        if (number == _documentCounts.Count)
            _documentCounts.Add(0);
        return number;
    }

    /// <summary>Gives a document the value with this number.</summary>
    public void Add(int document, int number)
    {
        if (document < _last || document < 0)
            throw new ArgumentException($"document {document} comes after document {_last}", nameof(document));
        if (document > _last)
            FlushDocument();
        _last = document;
        if (_current.Contains(number))
            return;
        _current.Add(number);
        _documentCounts[number]++;
    }

    /// <summary>Writes the column of a segment with so many documents. The writer is used up.</summary>
    public void WriteTo(SegmentFileWriter file, int ordinal, int documents)
    {
        if (documents <= _last)
            throw new ArgumentException($"document {_last} has a value, but there are {documents} documents", nameof(documents));
        FlushDocument();
        var order = new int[_values.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        order.AsSpan().Sort((a, b) => KeywordOrder.Compare(_values[a], _values[b]));
        var ordinals = new int[order.Length];
        var counts = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            (ordinals[order[i]], counts[i]) = (i, _documentCounts[order[i]]);

        KeywordDictionaryWriter.Write(file, ordinal, _values, order, counts);
        var windows = Encode(ordinals, documents);
        file.Write(SectionKind.KeywordZones, ordinal, stream =>
        {
            stream.Write<KeywordZone>(CollectionsMarshal.AsSpan(windows.Zones));
            stream.Write<int>(CollectionsMarshal.AsSpan(windows.Distinct));
            stream.Write<ushort>(CollectionsMarshal.AsSpan(windows.DistinctCounts));
        });
        file.Write(SectionKind.KeywordValues, ordinal, stream => stream.Write(windows.Blocks.Written));
    }

    private static ArgumentException TooLong(int document, int length) =>
        new($"document {document} has a keyword of {length} bytes; the most is {MostValueBytes}");

    private void FlushDocument()
    {
        if (_current.Count == 0)
            return;
        _waiting.AppendVarint(_last - _lastWaiting);
        _waiting.AppendVarint(_current.Count);
        foreach (var number in _current)
            _waiting.AppendVarint(number);
        _lastWaiting = _last;
        _current.Clear();
    }

    private KeywordWindowEncoder Encode(int[] ordinals, int documents)
    {
        var windows = new KeywordWindowEncoder(ordinals.Length);
        var waiting = _waiting.Written;
        var values = new List<int>();
        var at = 0;
        var next = waiting.IsEmpty ? -1 : Varint.ReadInt32(waiting, ref at) - 1;
        for (var document = 0; document < documents; document++)
        {
            values.Clear();
            if (document == next)
            {
                for (var count = Varint.ReadInt32(waiting, ref at); count > 0; count--)
                    values.Add(ordinals[Varint.ReadInt32(waiting, ref at)]);
                next = at == waiting.Length ? -1 : document + Varint.ReadInt32(waiting, ref at);
            }

            windows.AddDocument(CollectionsMarshal.AsSpan(values));
            if ((document + 1) % WindowBits.Length == 0 || document + 1 == documents)
                windows.CloseWindow();
        }

        return windows;
    }
}
