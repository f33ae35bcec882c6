using System.Runtime.InteropServices;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Columns;

/// <summary>
/// What the zone map says of a window: the range of its values (when it has some), where its block starts among the
/// values, the block's checksum, how many documents have a value, and the width of their lanes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal record struct NumberZone(long Minimum, long Maximum, long Offset, uint Checksum, ushort Present, byte Width, byte Unused);

/// <summary>
/// Takes the values of a column by ascending document and packs each window of 4,096 documents as soon as the next one
/// begins (frame of reference: lanes hold the distance to the window's minimum).
/// <code>
/// zones  := NumberZone{windows}
/// values := block{windows}
/// block  := documents that have a value (one bit each; only if some have none), lanes; each filled up to 8 bytes
/// </code>
/// </summary>
internal sealed class NumberColumnWriter
{
    private readonly ByteBuffer _blocks = new();
    private readonly List<NumberZone> _zones = [];
    private readonly List<long> _values = []; // of the open window
    private readonly ulong[] _present = new ulong[WindowBits.Words];
    private int _last = -1;

    /// <summary>Gives a document its value. A document that is passed over has none.</summary>
    /// <exception cref="ArgumentException">Documents must ascend.</exception>
    public void Set(int document, long value)
    {
        if (document <= _last)
            throw new ArgumentException($"document {document} comes after document {_last}", nameof(document));
        CloseWindows(WindowBits.WindowOf(document), int.MaxValue);
        WindowBits.Add(_present, document % WindowBits.Length);
        _values.Add(value);
        _last = document;
    }

    /// <summary>Writes the column of a segment with so many documents. The writer is used up.</summary>
    public void WriteTo(SegmentFileWriter file, int ordinal, int documents)
    {
        if (documents <= _last)
            throw new ArgumentException($"document {_last} has a value, but there are {documents} documents", nameof(documents));
        CloseWindows(WindowBits.WindowCount(documents), documents);
        file.Write(SectionKind.NumberZones, ordinal, stream => stream.Write<NumberZone>(CollectionsMarshal.AsSpan(_zones)));
        file.Write(SectionKind.NumberValues, ordinal, stream => stream.Write(_blocks.Written));
    }

    private void CloseWindows(int end, int documents)
    {
        while (_zones.Count < end)
            CloseWindow(WindowBits.DocumentsIn(_zones.Count, documents));
    }

    private void CloseWindow(int documents)
    {
        var values = CollectionsMarshal.AsSpan(_values);
        var (minimum, maximum) = (long.MaxValue, long.MinValue);
        foreach (var value in values)
            (minimum, maximum) = (Math.Min(minimum, value), Math.Max(maximum, value));
        if (values.IsEmpty)
            (minimum, maximum) = (0, 0);
        var start = _blocks.Length;
        if (values.Length > 0 && values.Length < documents)
            _blocks.Append(MemoryMarshal.AsBytes(_present.AsSpan(0, (documents + 63) / 64)));
        var width = Lanes.WidthFor(unchecked((ulong)(maximum - minimum)));
        foreach (ref var value in values)
            value = unchecked(value - minimum);
        Lanes.Pack(MemoryMarshal.Cast<long, ulong>(values), width, _blocks);
        _zones.Add(new NumberZone(
            minimum, maximum, start, Checksum.Of(_blocks.Written[start..]), (ushort)values.Length, (byte)width, 0));
        _values.Clear();
        _present.AsSpan().Clear();
    }
}
