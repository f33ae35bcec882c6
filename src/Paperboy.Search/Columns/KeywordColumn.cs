using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Columns;

/// <summary>
/// Any number of strings for each document. Values are known by their ordinals in <see cref="Dictionary"/>; what a
/// filter selects is an <see cref="OrdinalRange"/>. Each window of documents lists the values that it has, so that
/// windows without a wanted one are skipped. Safe for any number of threads.
/// </summary>
internal sealed class KeywordColumn
{
    private readonly SegmentFileReader _file;
    private readonly int _ordinal;
    private readonly KeywordZone[] _zones;
    private readonly int _distinct; // the length of all windows' lists
    private readonly BlockChecks _checks;

    private KeywordColumn(SegmentFileReader file, int ordinal, int documents)
    {
        (_file, _ordinal, DocumentCount) = (file, ordinal, documents);
        Dictionary = new KeywordDictionary(file, ordinal);
        if (file.Verify(SectionKind.KeywordZones, ordinal) is { } problem)
            throw file.Corrupt(problem);
        var windows = WindowBits.WindowCount(documents);
        var zones = file.Slice(SectionKind.KeywordZones, ordinal, 0, (long)windows * Unsafe.SizeOf<KeywordZone>());
        _zones = MemoryMarshal.Cast<byte, KeywordZone>(zones).ToArray();
        _checks = new BlockChecks(windows);
        for (var window = 0; window < windows; window++)
        {
            var zone = _zones[window];
            if (zone.FirstDistinct != _distinct || zone.Distinct < 0 || zone.Values < zone.Distinct || zone.Present > DocumentsIn(window))
                throw file.Corrupt($"zone {window} of keyword column {ordinal} is impossible");
            _distinct += zone.Distinct;
            PresentCount += zone.Present;
        }

        if (file.LengthOf(SectionKind.KeywordZones, ordinal) != zones.Length + (_distinct * (long)(sizeof(int) + sizeof(ushort))))
            throw file.Corrupt($"the zones of keyword column {ordinal} have not the length that {documents} documents ask for");
        if (Distinct(0, _distinct).ContainsAnyExceptInRange(0, Dictionary.Count - 1))
            throw file.Corrupt($"a zone of keyword column {ordinal} names a value that its dictionary lacks");
    }

    public int DocumentCount { get; }

    public int WindowCount => _zones.Length;

    /// <summary>How many documents have a value.</summary>
    public int PresentCount { get; }

    public KeywordDictionary Dictionary { get; }

    /// <exception cref="IndexCorruptException">The column is missing, or its dictionary or zones are damaged.</exception>
    public static KeywordColumn Open(SegmentFileReader file, int ordinal, int documents) => new(file, ordinal, documents);

    /// <summary>What is known of a window and a range of values without reading the values of documents.</summary>
    public WindowMatch Probe(int window, OrdinalRange range)
    {
        var zone = _zones[window];
        var codes = CodesOf(zone, range);
        if (codes.IsEmpty)
            return WindowMatch.None;
        var documents = DocumentsIn(window);
        if (codes.Last - codes.First == zone.Distinct - 1)
            return zone.Present == documents ? WindowMatch.All : WindowMatch.Some;
        var counts = Counts(zone)[codes.First..(codes.Last + 1)];
        return counts.Contains((ushort)documents) ? WindowMatch.All : WindowMatch.Some;
    }

    /// <summary>The first window from this one on that is not <see cref="WindowMatch.None"/>, or <see cref="WindowCount"/>.</summary>
    public int NextWindowThatMay(int window, OrdinalRange range)
    {
        if (range.IsEmpty)
            return WindowCount;
        while (window < WindowCount && CodesOf(_zones[window], range).IsEmpty)
            window++;
        return window;
    }

    /// <summary>Makes <paramref name="bits"/> (64 words) the set of the window's documents that have a value of the range.</summary>
    public void Fill(int window, OrdinalRange range, Span<ulong> bits)
    {
        bits = bits[..WindowBits.Words];
        bits.Clear();
        var codes = CodesOf(_zones[window], range);
        if (codes.IsEmpty)
            return;
        var (low, high) = ((ulong)codes.First, (ulong)codes.Last);
        var block = Load(window);
        Span<ulong> compact = stackalloc ulong[WindowBits.Words];
        var at = 0;
        for (var layer = 0; layer < block.LayerCount; layer++)
        {
            var lanes = block.Layer(layer, ref at, out var present);
            lanes.InRange(low, high, compact);
            if (present.IsEmpty)
                WindowBits.Or(bits[..((lanes.Count + 63) / 64)], compact);
            else
                BitCompaction.AddExpanded(compact, present, bits);
        }

        for (var start = 0; start < block.PairDocuments.Length; start += WindowBits.Length)
        {
            var documents = block.PairDocuments[start..Math.Min(start + WindowBits.Length, block.PairDocuments.Length)];
            var matches = compact[..((documents.Length + 63) / 64)];
            block.PairCodes.Slice(start, documents.Length).InRange(low, high, matches);
            for (var i = WindowBits.Next(matches, 0); i >= 0; i = WindowBits.Next(matches, i + 1))
                WindowBits.Add(bits, documents[i]);
        }
    }

    /// <summary>
    /// Adds to counts[ordinal] how many of the window's documents in <paramref name="bits"/> have each value. Where most
    /// documents are in the set, those that are not are counted and taken from the window's totals.
    /// </summary>
    public void Count(int window, ReadOnlySpan<ulong> bits, Span<int> counts)
    {
        var zone = _zones[window];
        if (zone.Values == 0)
            return;
        var documents = DocumentsIn(window);
        Span<ulong> selection = stackalloc ulong[WindowBits.Words];
        WindowBits.SetFirst(selection, documents);
        WindowBits.And(selection, bits);
        var selected = WindowBits.Count(selection);
        if (selected <= documents / 2)
        {
            FacetKernel.Add(Load(window), selection, selected, 1, Distinct(zone), counts);
            return;
        }

        AddTotals(zone, counts);
        if (selected == documents)
            return;
        WindowBits.SetFirst(selection, documents);
        WindowBits.AndNot(selection, bits);
        FacetKernel.Add(Load(window), selection, documents - selected, -1, Distinct(zone), counts);
    }

    /// <summary>
    /// Reads a whole window: its i-th document has the ordinals from starts[i] up to starts[i + 1] (4,097 of them), in the
    /// order in which they were added.
    /// </summary>
    public void ReadWindow(int window, Span<int> starts, List<int> ordinals)
    {
        starts = starts[..(WindowBits.Length + 1)];
        starts.Clear();
        ordinals.Clear();
        var zone = _zones[window];
        if (zone.Values == 0)
            return;
        var block = Load(window);
        KeywordWindowDecoder.CountValues(block, starts);
        CollectionsMarshal.SetCount(ordinals, starts[^1]);
        KeywordWindowDecoder.ReadValues(block, Distinct(zone), starts, CollectionsMarshal.AsSpan(ordinals));
    }

    /// <summary>
    /// Reads the ordinals of one document, in the order in which they were added, as many as there is room for. Returns
    /// how many it has.
    /// </summary>
    public int Read(int document, Span<int> ordinals)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)document, (uint)DocumentCount);
        var zone = _zones[WindowBits.WindowOf(document)];
        return zone.Values == 0
            ? 0
            : KeywordWindowDecoder.Read(Load(WindowBits.WindowOf(document)), Distinct(zone), document % WindowBits.Length, ordinals);
    }

    private int DocumentsIn(int window) => WindowBits.DocumentsIn(window, DocumentCount);

    private ReadOnlySpan<int> Distinct(KeywordZone zone) => Distinct(zone.FirstDistinct, zone.Distinct);

    private ReadOnlySpan<int> Distinct(int first, int count) => MemoryMarshal.Cast<byte, int>(_file.Slice(
        SectionKind.KeywordZones, _ordinal, (_zones.Length * (long)Unsafe.SizeOf<KeywordZone>()) + (first * 4L), count * 4L));

    // How many documents of the window have each of its distinct values.
    private ReadOnlySpan<ushort> Counts(KeywordZone zone) => MemoryMarshal.Cast<byte, ushort>(_file.Slice(
        SectionKind.KeywordZones,
        _ordinal,
        (_zones.Length * (long)Unsafe.SizeOf<KeywordZone>()) + (_distinct * 4L) + (zone.FirstDistinct * 2L),
        zone.Distinct * 2L));

    private void AddTotals(KeywordZone zone, Span<int> counts)
    {
        var distinct = Distinct(zone);
        var totals = Counts(zone);
        for (var code = 0; code < distinct.Length; code++)
            counts[distinct[code]] += totals[code];
    }

    // The codes of the window's values that are in the range.
    private OrdinalRange CodesOf(KeywordZone zone, OrdinalRange range)
    {
        if (range.IsEmpty || zone.Distinct == 0)
            return OrdinalRange.None;
        var distinct = Distinct(zone);
        var first = distinct.BinarySearch(range.First);
        var last = range.Last == range.First ? first : distinct.BinarySearch(range.Last);
        return new OrdinalRange(first < 0 ? ~first : first, last < 0 ? ~last - 1 : last);
    }

    private KeywordWindow Load(int window)
    {
        var zone = _zones[window];
        var bytes = _file.Slice(SectionKind.KeywordValues, _ordinal, zone.Offset, zone.Length);
        if (_checks.IsSound(window))
            return new KeywordWindow(bytes, DocumentsIn(window), zone.Distinct);
        var what = $"block {window} of keyword column {_ordinal}";
        BlockChecks.Compare(_file, what, bytes, zone.Checksum);
        try
        {
            var block = new KeywordWindow(bytes, DocumentsIn(window), zone.Distinct);
            if (KeywordWindowDecoder.FindProblem(block, DocumentsIn(window), zone) is { } problem)
                throw _file.Corrupt($"{what} {problem}");
            _checks.SetSound(window);
            return block;
        }
        catch (Exception exception) when (SegmentReader.IsDamage(exception))
        {
            throw _file.Corrupt($"the parts of {what} do not fit together", exception);
        }
    }
}
