using System.Runtime.InteropServices;
using Paperboy.Search.Columns;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Vectors;

/// <summary>Takes a document with its vector's code and crowding (<see cref="CrowdingCode"/>).</summary>
internal delegate void VectorRowAction(int document, ReadOnlySpan<sbyte> code, short crowding);

/// <summary>The vectors of one model that a segment being written will have.</summary>
internal abstract class VectorRows(VectorModel model)
{
    public VectorModel Model => model;

    /// <summary>How many documents have one.</summary>
    public abstract int Count { get; }

    /// <summary>Visits all, by ascending document.</summary>
    public abstract void Visit(VectorRowAction action);
}

/// <summary>The vectors of documents that are still in memory, as codes.</summary>
internal sealed class BufferedVectors(VectorModel model)
{
    private readonly ByteBuffer _codes = new();
    private readonly List<(int Document, short Crowding)> _rows = [];
    private readonly float[] _rotated = new float[model.Dimensions];

    public VectorModel Model => model;

    /// <summary>Adds a vector; documents must ascend.</summary>
    public void Add(int document, ReadOnlySpan<float> vector, float crowding)
    {
        var code = MemoryMarshal.Cast<byte, sbyte>(_codes.Append(model.Dimensions));
        VectorCode.Encode(vector, _rotated, code);
        _rows.Add((document, CrowdingCode.Encode(crowding)));
    }

    /// <summary>Those of the documents that stay, by their new numbers (-1: it does not).</summary>
    public VectorRows Renumber(int[] renumbered) => new Rows(this, renumbered);

    private sealed class Rows(BufferedVectors buffer, int[] renumbered) : VectorRows(buffer.Model)
    {
        public override int Count { get; } = buffer._rows.Count(row => renumbered[row.Document] >= 0);

        public override void Visit(VectorRowAction action)
        {
            var codes = MemoryMarshal.Cast<byte, sbyte>(buffer._codes.Written);
            for (var row = 0; row < buffer._rows.Count; row++)
            {
                var (number, crowding) = buffer._rows[row];
                if (renumbered[number] is var document and >= 0)
                    action(document, codes.Slice(row * Model.Dimensions, Model.Dimensions), crowding);
            }
        }
    }
}

/// <summary>The vectors of several segments, one after the other. They stream through as they are.</summary>
internal sealed class MergedVectors : VectorRows
{
    private readonly VectorGroup?[] _sources;
    private readonly int[][] _renumbered;
    private readonly CancellationToken _cancellation;

    /// <param name="model">The model.</param>
    /// <param name="sources">Of each segment; null: it has none of this model.</param>
    /// <param name="renumbered">The new number of each source's documents, ascending over all, -1 for deleted ones.</param>
    /// <param name="cancellation">Ends a visit early.</param>
    public MergedVectors(VectorModel model, VectorGroup?[] sources, int[][] renumbered, CancellationToken cancellation)
        : base(model)
    {
        (_sources, _renumbered, _cancellation) = (sources, renumbered, cancellation);
        for (var source = 0; source < sources.Length; source++)
        {
            if (sources[source] is not { } group)
                continue;
            var presence = group.Presence;
            for (var document = 0; document < group.DocumentCount; document++)
                Count += renumbered[source][document] >= 0 && Has(presence, document) ? 1 : 0;
        }
    }

    public override int Count { get; }

    public override void Visit(VectorRowAction action)
    {
        for (var source = 0; source < _sources.Length; source++)
        {
            if (_sources[source] is not { } group)
                continue;
            var (renumbered, row) = (_renumbered[source], 0);
            var presence = group.Presence;
            for (var document = 0; document < group.DocumentCount; document++)
            {
                if (document % WindowBits.Length == 0)
                    _cancellation.ThrowIfCancellationRequested();
                if (!Has(presence, document))
                    continue;
                if (renumbered[document] >= 0)
                    action(renumbered[document], group.CodeOf(row), group.CrowdingOf(document, row));
                row++;
            }
        }
    }

    private static bool Has(ReadOnlySpan<ulong> presence, int document) =>
        presence.IsEmpty || (presence[document >> 6] & (1UL << document)) != 0;
}
