using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Vectors;

/// <summary>The vectors of one model in an open segment; <see cref="VectorGroupWriter"/> says how they are stored. Safe for any number of threads.</summary>
internal sealed class VectorGroup
{
    private const int HeadLength = 4 * sizeof(int);

    private readonly SegmentFileReader _file;
    private readonly int _ordinal;
    private readonly VectorZone[] _zones;
    private readonly float[] _center;

    /// <exception cref="IndexCorruptException">What says where vectors stand is damaged. The vectors themselves are not looked at.</exception>
    public VectorGroup(SegmentFileReader file, int ordinal, int documents)
    {
        (_file, _ordinal, DocumentCount) = (file, ordinal, documents);
        foreach (var kind in (SectionKind[])[SectionKind.VectorHead, SectionKind.VectorZones, SectionKind.VectorPresence])
        {
            if (file.Verify(kind, ordinal) is { } problem)
                throw file.Corrupt(problem);
        }

        var head = file.Section(SectionKind.VectorHead, ordinal);
        if (head.Length < HeadLength)
            throw Corrupt("has a head that is too short");
        var numbers = MemoryMarshal.Cast<byte, int>(head[..HeadLength]);
        Count = numbers[1];
        (Model, _center) = ReadHead(head[HeadLength..], numbers[0], numbers[2]);
        _zones = MemoryMarshal.Cast<byte, VectorZone>(file.Section(SectionKind.VectorZones, ordinal)).ToArray();
        HasAll = Count == documents;
        HasCrowding = file.Has(SectionKind.VectorCrowding, ordinal) && file.LengthOf(SectionKind.VectorCrowding, ordinal) > 0;
        CheckLengths();
        CheckZones();
    }

    public VectorModel Model { get; }

    /// <summary>The documents of the segment.</summary>
    public int DocumentCount { get; }

    /// <summary>How many of them have a vector.</summary>
    public int Count { get; }

    /// <summary>Whether all have.</summary>
    public bool HasAll { get; }

    /// <summary>Whether the crowding of any is known.</summary>
    public bool HasCrowding { get; }

    public ReadOnlySpan<float> Center => _center;

    private int Dimensions => Model.Dimensions;

    /// <summary>The documents that have a vector, a bit each; empty if all have.</summary>
    public ReadOnlySpan<ulong> Presence => MemoryMarshal.Cast<byte, ulong>(_file.Section(SectionKind.VectorPresence, _ordinal));

    public VectorZone ZoneOf(int window) => _zones[window];

    /// <summary>The documents of a window that have a vector, fewer than 64 words in the last one. Not to be asked if all have.</summary>
    public ReadOnlySpan<ulong> PresenceIn(int window)
    {
        var words = Presence[(window * WindowBits.Words)..];
        return words[..Math.Min(words.Length, WindowBits.Words)];
    }

    /// <summary>Whether a document has a vector.</summary>
    public bool Has(int document) => HasAll || (Presence[document >> 6] & (1UL << document)) != 0;

    /// <summary>How many of these documents have a vector.</summary>
    public int CountOf(Deletions deleted)
    {
        var words = deleted.Words;
        var presence = Presence;
        var count = 0;
        for (var i = 0; i < words.Length; i++)
            count += BitOperations.PopCount(words[i] & (presence.IsEmpty ? ulong.MaxValue : presence[i]));
        return count;
    }

    /// <summary>The row of a document, or -1 if it has no vector.</summary>
    public int RowOf(int document)
    {
        if (HasAll)
            return document;
        var (window, place) = (WindowBits.WindowOf(document), document % WindowBits.Length);
        var present = PresenceIn(window);
        return WindowBits.Contains(present, place) ? _zones[window].FirstRow + BitCompaction.Rank(present, place) : -1;
    }

    /// <summary>The code of a row.</summary>
    public ReadOnlySpan<sbyte> CodeOf(int row) =>
        MemoryMarshal.Cast<byte, sbyte>(_file.Slice(SectionKind.VectorCodes, _ordinal, (long)row * Dimensions, Dimensions));

    /// <summary>The crowding of a document that has a vector, as it is stored; 0 where none is.</summary>
    public short CrowdingOf(int document, int row)
    {
        if (!HasCrowding)
            return 0;
        var zone = _zones[WindowBits.WindowOf(document)];
        var place = ((long)zone.FirstGroup * SketchGroup.Vectors) + row - zone.FirstRow;
        return MemoryMarshal.Read<short>(_file.Slice(SectionKind.VectorCrowding, _ordinal, place * sizeof(short), sizeof(short)));
    }

    /// <summary>The crowding of a window's vectors, in groups as their sketches; empty where none is known.</summary>
    public ReadOnlySpan<short> CrowdingIn(int window)
    {
        if (!HasCrowding)
            return [];
        const int Length = SketchGroup.Vectors * sizeof(short);
        return MemoryMarshal.Cast<byte, short>(_file.Slice(
            SectionKind.VectorCrowding, _ordinal, (long)_zones[window].FirstGroup * Length, (long)SketchGroup.Count(_zones[window].Count) * Length));
    }

    /// <summary>The codes of a window, row after row.</summary>
    public ReadOnlySpan<sbyte> CodesOf(int window) => MemoryMarshal.Cast<byte, sbyte>(_file.Slice(
        SectionKind.VectorCodes, _ordinal, (long)_zones[window].FirstRow * Dimensions, (long)_zones[window].Count * Dimensions));

    /// <summary>The groups of sketches of a window.</summary>
    public ReadOnlySpan<byte> SketchesOf(int window)
    {
        var length = SketchGroup.LengthOf(Dimensions);
        return _file.Slice(
            SectionKind.VectorSketches, _ordinal, (long)_zones[window].FirstGroup * length, (long)SketchGroup.Count(_zones[window].Count) * length);
    }

    private (VectorModel Model, float[] Center) ReadHead(ReadOnlySpan<byte> rest, int dimensions, int fingerprint)
    {
        if (!VectorModel.IsDimensions(dimensions) || fingerprint is < 1 or > VectorModel.MostFingerprintBytes
            || rest.Length != (dimensions * sizeof(float)) + fingerprint)
        {
            throw Corrupt($"cannot have {dimensions} dimensions and a head of {rest.Length} bytes");
        }

        var center = MemoryMarshal.Cast<byte, float>(rest[..^fingerprint]).ToArray();
        foreach (var value in center)
        {
            if (!(Math.Abs(value) <= 1))
                throw Corrupt($"has a center with {value} in it");
        }

        return (new VectorModel(Encoding.UTF8.GetString(rest[^fingerprint..]), dimensions), center);
    }

    private void CheckLengths()
    {
        if (Count < 1 || Count > DocumentCount
            || _file.LengthOf(SectionKind.VectorZones, _ordinal) != (long)WindowBits.WindowCount(DocumentCount) * Unsafe.SizeOf<VectorZone>()
            || _file.LengthOf(SectionKind.VectorPresence, _ordinal) != (HasAll ? 0 : (DocumentCount + 63L) / 64 * sizeof(ulong))
            || _file.LengthOf(SectionKind.VectorCodes, _ordinal) != (long)Count * Dimensions)
        {
            throw Corrupt($"does not have the length that {Count} vectors for {DocumentCount} documents ask for");
        }
    }

    // With this, no place that follows from zones and presence lies outside.
    private void CheckZones()
    {
        var (row, group) = (0, 0);
        for (var window = 0; window < _zones.Length; window++)
        {
            var documents = WindowBits.DocumentsIn(window, DocumentCount);
            var count = HasAll ? documents : WindowBits.Count(PresenceIn(window));
            if (_zones[window] != new VectorZone(row, group, count) || count > documents)
                throw Corrupt($"has a zone {window} that is impossible");
            row += count;
            group += SketchGroup.Count(count);
        }

        if (!HasAll && DocumentCount % 64 != 0 && Presence[^1] >> (DocumentCount % 64) != 0)
            throw Corrupt("has vectors of documents that there are not");
        if (row != Count || _file.LengthOf(SectionKind.VectorSketches, _ordinal) != (long)group * SketchGroup.LengthOf(Dimensions))
            throw Corrupt($"has {row} vectors in its zones and not {Count}, or not as many sketches");
        if (HasCrowding && _file.LengthOf(SectionKind.VectorCrowding, _ordinal) != (long)group * SketchGroup.Vectors * sizeof(short))
            throw Corrupt($"does not have the crowding of {Count} vectors");
    }

    private IndexCorruptException Corrupt(string problem) => _file.Corrupt($"vector group {_ordinal} {problem}");
}
