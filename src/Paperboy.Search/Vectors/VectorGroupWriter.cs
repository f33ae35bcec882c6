using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Vectors;

/// <summary>
/// How many vectors come before a window of 4,096 documents, how many groups of sketches, and how many vectors it has.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal record struct VectorZone(int FirstRow, int FirstGroup, int Count);

/// <summary>
/// Writes the vectors of one model. A vector's place among all (its row) says where its code stands; the sketches of each
/// window of 4,096 documents begin with a group of their own.
/// <code>
/// head     := dimensions, rows, bytes of the fingerprint, 0, center{dimensions}, fingerprint
/// zones    := VectorZone{windows}
/// presence := a bit for each document; nothing if all have a vector
/// codes    := byte{dimensions}{rows}
/// sketches := <see cref="SketchGroup"/>{}
/// crowding := int16{64}{}, a place for each that a group of sketches has; nothing if no vector has any
/// </code>
/// The center is a mean of vectors. Each segment has its own: codes are merged as they are, and sketches made anew from them,
/// so that they fit what the segment holds.
/// </summary>
internal sealed class VectorGroupWriter(VectorRows rows, int documents)
{
    private const int MostSamples = 65_536; // more would not move the center

    private readonly VectorZone[] _zones = new VectorZone[WindowBits.WindowCount(documents)];
    private readonly ulong[] _presence = new ulong[(documents + 63) / 64];
    private int _rows;
    private bool _isCrowded;

    private int Dimensions => rows.Model.Dimensions;

    public void WriteTo(SegmentFileWriter file, int ordinal)
    {
        var center = Center();
        file.Write(SectionKind.VectorCodes, ordinal, stream => rows.Visit((document, code, crowding) =>
        {
            stream.Write(code);
            Count(document);
            _isCrowded |= crowding != 0;
        }));
        CloseZones();
        file.Write(SectionKind.VectorSketches, ordinal, stream => WriteSketches(stream, center));
        file.Write(SectionKind.VectorCrowding, ordinal, WriteCrowding);
        file.Write(SectionKind.VectorZones, ordinal, stream => stream.Write<VectorZone>(_zones));
        file.Write(SectionKind.VectorPresence, ordinal, stream => stream.Write<ulong>(_rows == documents ? [] : _presence));
        file.Write(SectionKind.VectorHead, ordinal, stream =>
        {
            var fingerprint = Encoding.UTF8.GetBytes(rows.Model.Fingerprint);
            stream.Write<int>([Dimensions, _rows, fingerprint.Length, 0]);
            stream.Write<float>(center);
            stream.Write(fingerprint);
        });
    }

    private float[] Center()
    {
        var (sums, samples, seen) = (new double[Dimensions], 0, 0);
        var step = (rows.Count / MostSamples) + 1;
        rows.Visit((_, code, _) =>
        {
            if (seen++ % step != 0)
                return;
            var scale = VectorCode.InverseLength(code);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += code[i] * scale;
            samples++;
        });
        return [.. sums.Select(sum => (float)(sum / Math.Max(1, samples)))];
    }

    private void Count(int document)
    {
        _presence[document >> 6] |= 1UL << document;
        _zones[WindowBits.WindowOf(document)].Count++;
        _rows++;
    }

    private void CloseZones()
    {
        for (var window = 1; window < _zones.Length; window++)
        {
            var before = _zones[window - 1];
            _zones[window].FirstRow = before.FirstRow + before.Count;
            _zones[window].FirstGroup = before.FirstGroup + SketchGroup.Count(before.Count);
        }
    }

    private void WriteSketches(ChecksummedStream stream, float[] center)
    {
        var encoder = new SketchEncoder(center);
        var group = new byte[SketchGroup.LengthOf(Dimensions)];
        var (window, vector) = (0, 0);
        rows.Visit((document, code, _) =>
        {
            if (vector == SketchGroup.Vectors || (vector > 0 && WindowBits.WindowOf(document) != window))
                EndGroup();
            window = WindowBits.WindowOf(document);
            encoder.Encode(code, vector++, group);
        });
        if (vector > 0)
            EndGroup();

        void EndGroup()
        {
            stream.Write(group);
            group.AsSpan().Clear();
            vector = 0;
        }
    }

    private void WriteCrowding(ChecksummedStream stream)
    {
        if (!_isCrowded)
            return;
        var places = new short[SketchGroup.Vectors];
        var (window, vector) = (0, 0);
        rows.Visit((document, _, crowding) =>
        {
            if (vector == SketchGroup.Vectors || (vector > 0 && WindowBits.WindowOf(document) != window))
                EndGroup();
            window = WindowBits.WindowOf(document);
            places[vector++] = crowding;
        });
        EndGroup();

        void EndGroup()
        {
            stream.Write<short>(places);
            places.AsSpan().Clear();
            vector = 0;
        }
    }
}
