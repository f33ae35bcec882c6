using Paperboy.Search.Segments;

namespace Paperboy.Search.Vectors;

/// <summary>The vectors of a segment being written: a group for each model.</summary>
internal sealed class VectorWriters(IReadOnlyList<VectorRows> groups)
{
    /// <summary>The vectors of several segments; see <see cref="MergedVectors"/>.</summary>
    public static VectorWriters Merge(IReadOnlyList<SegmentView> sources, int[][] renumbered, CancellationToken cancellation)
    {
        var models = sources.SelectMany(source => source.Reader.Vectors.Groups).Select(group => group.Model).Distinct();
        return new VectorWriters([.. models.Select(model => new MergedVectors(
            model, [.. sources.Select(source => source.Reader.Vectors.Find(model))], renumbered, cancellation))]);
    }

    public void WriteTo(SegmentFileWriter file, int documents)
    {
        var ordinal = 0;
        foreach (var group in groups)
        {
            if (group.Count > 0)
                new VectorGroupWriter(group, documents).WriteTo(file, ordinal++);
        }
    }
}

/// <summary>The vectors of an open segment.</summary>
internal sealed class SegmentVectors
{
    private readonly List<VectorGroup> _groups = [];

    /// <exception cref="IndexCorruptException">A group is damaged, or two are of one model.</exception>
    public SegmentVectors(SegmentFileReader file, int documents)
    {
        for (var ordinal = 0; ordinal <= ushort.MaxValue && file.Has(SectionKind.VectorHead, ordinal); ordinal++)
        {
            var group = new VectorGroup(file, ordinal, documents);
            if (Find(group.Model) is not null)
                throw file.Corrupt($"vector groups are twice of the model {group.Model.Fingerprint}");
            _groups.Add(group);
        }
    }

    public IReadOnlyList<VectorGroup> Groups => _groups;

    /// <summary>The group of a model, or null.</summary>
    public VectorGroup? Find(VectorModel model)
    {
        foreach (var group in _groups)
        {
            if (group.Model == model)
                return group;
        }

        return null;
    }
}
