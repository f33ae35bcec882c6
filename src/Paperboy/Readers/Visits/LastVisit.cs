using Paperboy.Catalog;

namespace Paperboy.Readers.Visits;

/// <summary>The last visit of whoever sends the request, for its pages: nothing is new to a visitor, nor in the first reading.</summary>
public sealed class LastVisit
{
    /// <summary>When it ended; null where there was none.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>The catalog's highest number of a paper then.</summary>
    public long Newest { get; private set; } = long.MaxValue;

    /// <summary>Whether a paper came into the catalog after it.</summary>
    public bool IsNew(Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return paper.Number > Newest;
    }

    internal void Set(Visit visit) => (At, Newest) = (visit.BeforeAt, visit.BeforeNewest ?? long.MaxValue);
}
