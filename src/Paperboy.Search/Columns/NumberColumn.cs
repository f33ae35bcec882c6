using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Columns;

/// <summary>
/// A whole number for each document, or none. A zone map (Moerkotte, "Small materialized aggregates", 1998: the least
/// and the greatest value of each window) says of most windows without a look at their values that a range has none or
/// all of them. All ranges include both ends. Safe for any number of threads.
/// </summary>
internal sealed class NumberColumn
{
    private readonly SegmentFileReader _file;
    private readonly int _ordinal;
    private readonly NumberZone[] _zones;
    private readonly BlockChecks _checks;

    private NumberColumn(SegmentFileReader file, int ordinal, int documents)
    {
        _file = file;
        _ordinal = ordinal;
        DocumentCount = documents;
        if (file.Verify(SectionKind.NumberZones, ordinal) is { } problem)
            throw file.Corrupt(problem);
        _zones = MemoryMarshal.Cast<byte, NumberZone>(file.Section(SectionKind.NumberZones, ordinal)).ToArray();
        _checks = new BlockChecks(_zones.Length);
        if (file.LengthOf(SectionKind.NumberZones, ordinal) != (long)WindowBits.WindowCount(documents) * Unsafe.SizeOf<NumberZone>())
            throw file.Corrupt($"number column {ordinal} has {_zones.Length} zones for {documents} documents");
        (Minimum, Maximum) = (long.MaxValue, long.MinValue);
        for (var window = 0; window < _zones.Length; window++)
            Include(window);
    }

    public int DocumentCount { get; }

    public int WindowCount => _zones.Length;

    /// <summary>How many documents have a value.</summary>
    public int PresentCount { get; private set; }

    /// <summary>The least value of all; greater than <see cref="Maximum"/> if there is none.</summary>
    public long Minimum { get; private set; }

    /// <summary>The greatest value of all.</summary>
    public long Maximum { get; private set; }

    /// <exception cref="IndexCorruptException">The column is missing or its zone map is damaged.</exception>
    public static NumberColumn Open(SegmentFileReader file, int ordinal, int documents) => new(file, ordinal, documents);

    /// <summary>What the zone map says of a window and a range.</summary>
    public WindowMatch Probe(int window, long from, long to)
    {
        ref readonly var zone = ref _zones[window];
        if (zone.Present == 0 || from > to || zone.Maximum < from || zone.Minimum > to)
            return WindowMatch.None;
        return zone.Minimum >= from && zone.Maximum <= to && zone.Present == DocumentsIn(window)
            ? WindowMatch.All
            : WindowMatch.Some;
    }

    /// <summary>The first window from this one on that is not <see cref="WindowMatch.None"/>, or <see cref="WindowCount"/>.</summary>
    public int NextWindowThatMay(int window, long from, long to)
    {
        while (window < WindowCount && Probe(window, from, to) == WindowMatch.None)
            window++;
        return window;
    }

    /// <summary>Makes <paramref name="bits"/> (64 words) the set of the window's documents whose value is in the range.</summary>
    public void Fill(int window, long from, long to, Span<ulong> bits)
    {
        bits = bits[..WindowBits.Words];
        switch (Probe(window, from, to))
        {
            case WindowMatch.None:
                bits.Clear();
                return;
            case WindowMatch.All:
                WindowBits.SetFirst(bits, DocumentsIn(window));
                return;
        }

        var block = Load(window);
        var low = unchecked((ulong)(Math.Max(from, block.Zone.Minimum) - block.Zone.Minimum));
        var high = unchecked((ulong)(Math.Min(to, block.Zone.Maximum) - block.Zone.Minimum));
        if (block.Present.IsEmpty)
        {
            block.Lanes.InRange(low, high, bits);
            bits[((block.Lanes.Count + 63) / 64)..].Clear();
            return;
        }

        Span<ulong> compact = stackalloc ulong[WindowBits.Words];
        block.Lanes.InRange(low, high, compact);
        bits.Clear();
        BitCompaction.AddExpanded(compact, block.Present, bits);
    }

    /// <summary>Makes <paramref name="bits"/> (64 words) the set of the window's documents that have a value.</summary>
    public void FillPresent(int window, Span<ulong> bits)
    {
        var block = Load(window);
        WindowBits.SetFirst(bits, block.Present.IsEmpty ? block.Lanes.Count : 0);
        block.Present.CopyTo(bits);
    }

    /// <summary>The value of a document. False: it has none.</summary>
    public bool TryGet(int document, out long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)document, (uint)DocumentCount);
        value = 0;
        var window = WindowBits.WindowOf(document);
        if (_zones[window].Present == 0)
            return false;
        var block = Load(window);
        var place = document % WindowBits.Length;
        if (!block.Present.IsEmpty)
        {
            if (!WindowBits.Contains(block.Present, place))
                return false;
            place = BitCompaction.Rank(block.Present, place);
        }

        value = unchecked(block.Zone.Minimum + (long)block.Lanes[place]);
        return true;
    }

    /// <summary>
    /// Reads a whole window: the value of its i-th document into values[i] (4,096 of them) if that is in the set
    /// <paramref name="present"/> (64 words) afterwards; the other values are 0.
    /// </summary>
    public void ReadWindow(int window, Span<long> values, Span<ulong> present)
    {
        FillPresent(window, present);
        var block = Load(window);
        values = values[..WindowBits.Length];
        values.Clear();
        var lane = 0;
        for (var place = WindowBits.Next(present, 0); place >= 0; place = WindowBits.Next(present, place + 1))
            values[place] = unchecked(block.Zone.Minimum + (long)block.Lanes[lane++]);
    }

    /// <summary>The zone of a window.</summary>
    public NumberZone ZoneOf(int window) => _zones[window];

    /// <summary>
    /// The values of a window as they are stored. With <paramref name="selection"/>, bits of documents, goes
    /// <paramref name="compact"/> (64 words), which becomes the bits of the same documents' lanes.
    /// </summary>
    public NumberBlock Select(int window, ReadOnlySpan<ulong> selection, Span<ulong> compact)
    {
        var block = Load(window);
        if (block.Present.IsEmpty)
        {
            WindowBits.SetFirst(compact, block.Lanes.Count);
            WindowBits.And(compact, selection);
        }
        else
        {
            BitCompaction.Compact(selection, block.Present, compact);
        }

        return block;
    }

    private int DocumentsIn(int window) => WindowBits.DocumentsIn(window, DocumentCount);

    private void Include(int window)
    {
        ref readonly var zone = ref _zones[window];
        if (zone.Present > DocumentsIn(window) || !Lanes.IsWidth(zone.Width) || zone.Minimum > zone.Maximum)
            throw _file.Corrupt($"zone {window} of number column {_ordinal} is impossible");
        if (zone.Present == 0)
            return;
        PresentCount += zone.Present;
        (Minimum, Maximum) = (Math.Min(Minimum, zone.Minimum), Math.Max(Maximum, zone.Maximum));
    }

    private NumberBlock Load(int window)
    {
        ref readonly var zone = ref _zones[window];
        var documents = DocumentsIn(window);
        var bitmap = zone.Present == 0 || zone.Present == documents ? 0 : (documents + 63) / 64 * sizeof(ulong);
        var bytes = _file.Slice(SectionKind.NumberValues, _ordinal, zone.Offset, bitmap + Lanes.LengthOf(zone.Width, zone.Present));
        var present = MemoryMarshal.Cast<byte, ulong>(bytes[..bitmap]);
        if (!_checks.IsSound(window))
        {
            var what = $"block {window} of number column {_ordinal}";
            BlockChecks.Compare(_file, what, bytes, zone.Checksum);
            if (bitmap > 0 && WindowBits.Count(present) != zone.Present)
                throw _file.Corrupt($"{what} has not as many values as its zone says");
            _checks.SetSound(window);
        }

        return new NumberBlock(zone, present, new Lanes(bytes[bitmap..], zone.Width, zone.Present));
    }
}

/// <summary>
/// The values of a window as they are stored: the documents that have one (empty if all or none have), and for each of
/// these, in order, the distance of its value from the zone's minimum.
/// </summary>
internal readonly ref struct NumberBlock(NumberZone zone, ReadOnlySpan<ulong> present, Lanes lanes)
{
    public NumberZone Zone { get; } = zone;

    public ReadOnlySpan<ulong> Present { get; } = present;

    public Lanes Lanes { get; } = lanes;
}
