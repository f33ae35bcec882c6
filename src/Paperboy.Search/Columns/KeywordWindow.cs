using System.Runtime.InteropServices;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Columns;

/// <summary>
/// What a keyword column says of a window: where its block stands and the block's checksum, which distinct values it
/// has (from <see cref="FirstDistinct"/> of all windows' lists on), how many documents have a value and how many values
/// there are.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal record struct KeywordZone(long Offset, int Length, uint Checksum, int FirstDistinct, int Distinct, int Present, int Values);

/// <summary>
/// Packs the values of windows of documents. A value is stored as its code: its place among the window's distinct values.
/// The first values of all documents make a layer, the second ones of those that have two the next, as long as a layer
/// has enough documents to be worth its bits; what remains is listed as pairs. In a layer all values can be compared at
/// once by vectors, and a column of single values costs nothing for being able to hold more.
/// <code>
/// block := layers, pairs (32 bits each), layer's documents{layers} (16 bits each), layer{layers},
///          documents of the pairs (16 bits each), lanes of their codes
/// layer := documents that are in it (one bit each; only if some are not), lanes of their codes; each filled up to 8 bytes
/// </code>
/// </summary>
internal sealed class KeywordWindowEncoder
{
    /// <summary>A layer of fewer documents takes more bytes than a list of pairs.</summary>
    public const int FewestInLayer = WindowBits.Length / 16;

    private readonly List<int> _values = []; // of the documents, one after the other
    private readonly List<int> _starts = [0];
    private readonly List<int> _distinct = [];
    private readonly List<ulong> _codes = [];
    private readonly List<ushort> _pairs = [];
    private readonly ulong[] _layer = new ulong[WindowBits.Words];
    private readonly int[] _codeOf;

    /// <param name="dictionary">The number of distinct values of the whole column.</param>
    public KeywordWindowEncoder(int dictionary)
    {
        _codeOf = new int[dictionary];
        _codeOf.AsSpan().Fill(-1);
    }

    /// <summary>The packed windows.</summary>
    public ByteBuffer Blocks { get; } = new();

    public List<KeywordZone> Zones { get; } = [];

    /// <summary>The distinct values of each window, ascending, one window after the other.</summary>
    public List<int> Distinct { get; } = [];

    /// <summary>How many documents of the window have each of <see cref="Distinct"/>.</summary>
    public List<ushort> DistinctCounts { get; } = [];

    /// <summary>Adds the values of the next document of the window.</summary>
    public void AddDocument(ReadOnlySpan<int> ordinals)
    {
        _values.AddRange(ordinals);
        _starts.Add(_values.Count);
    }

    /// <summary>Packs the window, which has all documents added since the last one.</summary>
    public void CloseWindow()
    {
        var documents = _starts.Count - 1;
        var (start, firstDistinct) = (Blocks.Length, Distinct.Count);
        Encode();
        var present = 0;
        for (var document = 0; document < documents; document++)
            present += _starts[document + 1] > _starts[document] ? 1 : 0;
        if (_values.Count > 0)
            WriteBlock(documents, Lanes.WidthFor((ulong)_distinct.Count - 1));
        Zones.Add(new KeywordZone(
            start, Blocks.Length - start, Segments.Checksum.Of(Blocks.Written[start..]), firstDistinct, _distinct.Count, present, _values.Count));
        _values.Clear();
        _starts.RemoveRange(1, documents);
    }

    // Replaces the values by their codes and lists the distinct ones.
    private void Encode()
    {
        _distinct.Clear();
        foreach (var value in _values)
        {
            if (_codeOf[value] >= 0)
                continue;
            _codeOf[value] = 0;
            _distinct.Add(value);
        }

        _distinct.Sort();
        var first = Distinct.Count;
        for (var code = 0; code < _distinct.Count; code++)
        {
            _codeOf[_distinct[code]] = code;
            Distinct.Add(_distinct[code]);
            DistinctCounts.Add(0);
        }

        var counts = CollectionsMarshal.AsSpan(DistinctCounts)[first..];
        foreach (ref var value in CollectionsMarshal.AsSpan(_values))
        {
            value = _codeOf[value];
            counts[value]++;
        }

        foreach (var value in _distinct)
            _codeOf[value] = -1;
    }

    private void WriteBlock(int documents, int width)
    {
        Span<ushort> sizes = stackalloc ushort[WindowBits.Length]; // documents that have more than i values
        var most = 0;
        sizes.Clear();
        var layers = 0;
        for (var document = 0; document < documents; document++)
        {
            var count = Math.Min(_starts[document + 1] - _starts[document], sizes.Length);
            most = Math.Max(most, count);
            for (var i = 0; i < count; i++)
                sizes[i]++;
        }

        while (layers < most && (sizes[layers] >= FewestInLayer || sizes[layers] == documents))
            layers++;
        var inLayers = 0;
        foreach (var size in sizes[..layers])
            inLayers += size;
        Blocks.Append(MemoryMarshal.AsBytes<int>([layers, _values.Count - inLayers]));
        Append(MemoryMarshal.AsBytes(sizes[..layers]));
        for (var layer = 0; layer < layers; layer++)
            WriteLayer(layer, documents, sizes[layer], width);
        WritePairs(layers, documents, width);
    }

    private void WriteLayer(int layer, int documents, int size, int width)
    {
        _codes.Clear();
        _layer.AsSpan().Clear();
        for (var document = 0; document < documents; document++)
        {
            if (_starts[document] + layer >= _starts[document + 1])
                continue;
            _codes.Add((ulong)_values[_starts[document] + layer]);
            WindowBits.Add(_layer, document);
        }

        if (size < documents)
            Blocks.Append(MemoryMarshal.AsBytes(_layer.AsSpan(0, (documents + 63) / 64)));
        Lanes.Pack(CollectionsMarshal.AsSpan(_codes), width, Blocks);
    }

    private void WritePairs(int layers, int documents, int width)
    {
        _codes.Clear();
        _pairs.Clear();
        for (var document = 0; document < documents; document++)
        {
            for (var i = _starts[document] + layers; i < _starts[document + 1]; i++)
            {
                _codes.Add((ulong)_values[i]);
                _pairs.Add((ushort)document);
            }
        }

        Append(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_pairs)));
        Lanes.Pack(CollectionsMarshal.AsSpan(_codes), width, Blocks);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Blocks.Append(bytes);
        Blocks.Append(-bytes.Length & 7).Clear();
    }
}

/// <summary>
/// The packed values of a window, as <see cref="KeywordWindowEncoder"/> wrote them. Impossible bytes give an
/// ArgumentException or IndexOutOfRangeException.
/// </summary>
internal readonly ref struct KeywordWindow
{
    private const int HeaderLength = 8;
    private readonly ReadOnlySpan<byte> _layers;
    private readonly ReadOnlySpan<ushort> _sizes;
    private readonly int _documents;

    public KeywordWindow(ReadOnlySpan<byte> block, int documents, int distinct)
    {
        _documents = documents;
        Width = distinct == 0 ? 0 : Lanes.WidthFor((ulong)distinct - 1);
        if (block.IsEmpty)
            return;
        var header = MemoryMarshal.Cast<byte, int>(block[..HeaderLength]);
        var (layers, pairs) = (header[0], header[1]);
        var end = HeaderLength + Rounded(sizeof(ushort) * layers);
        _sizes = MemoryMarshal.Cast<byte, ushort>(block[HeaderLength..end])[..layers];
        _layers = block[end..];
        var rest = _layers;
        foreach (var size in _sizes)
            rest = rest[LengthOf(size)..];
        PairDocuments = MemoryMarshal.Cast<byte, ushort>(rest[..(sizeof(ushort) * pairs)]);
        PairCodes = new Lanes(rest[Rounded(sizeof(ushort) * pairs)..], Width, pairs);
    }

    /// <summary>The bits of a code's lane.</summary>
    public int Width { get; }

    public int LayerCount => _sizes.Length;

    /// <summary>The documents of the values that stand in no layer, ascending; a document may come several times.</summary>
    public ReadOnlySpan<ushort> PairDocuments { get; }

    /// <summary>The codes that belong to <see cref="PairDocuments"/>.</summary>
    public Lanes PairCodes { get; }

    /// <summary>
    /// The layers one after the other: <paramref name="at"/>, 0 at first, moves on. Gives the documents of the layer, or
    /// no bits if it has all.
    /// </summary>
    public Lanes Layer(int layer, ref int at, out ReadOnlySpan<ulong> present)
    {
        var size = _sizes[layer];
        var bytes = _layers.Slice(at, LengthOf(size));
        var bitmap = BitmapLength(size);
        present = MemoryMarshal.Cast<byte, ulong>(bytes[..bitmap]);
        at += bytes.Length;
        return new Lanes(bytes[bitmap..], Width, size);
    }

    private static int Rounded(int length) => (length + 7) & ~7;

    private int BitmapLength(int size) => size == _documents ? 0 : (_documents + 63) / 64 * sizeof(ulong);

    private int LengthOf(int size) => BitmapLength(size) + Lanes.LengthOf(Width, size);
}
