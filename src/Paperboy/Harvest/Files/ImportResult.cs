using Paperboy.Catalog;

namespace Paperboy.Harvest.Files;

/// <summary>What an import did, counted by lines.</summary>
public sealed class ImportResult
{
    /// <summary>Beyond this many, rejections are counted but no longer kept one by one.</summary>
    public const int MostRejections = 10_000;

    private readonly List<Rejection> _rejections = [];

    /// <summary>Papers that the catalog did not have.</summary>
    public int New { get; private set; }

    /// <summary>Known papers that know more, or something else, now.</summary>
    public int Changed { get; private set; }

    /// <summary>Lines of which the catalog had everything already.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Lines that are no records.</summary>
    public int Rejected { get; private set; }

    public IReadOnlyList<Rejection> Rejections => _rejections;

    internal void Count(SaveOutcome outcome)
    {
        switch (outcome)
        {
            case SaveOutcome.New:
                New++;
                break;
            case SaveOutcome.Changed:
                Changed++;
                break;
            default:
                Unchanged++;
                break;
        }
    }

    internal void Reject(Rejection rejection)
    {
        Rejected++;
        if (_rejections.Count < MostRejections)
            _rejections.Add(rejection);
    }
}

/// <summary>A line that was not imported, and why.</summary>
public sealed record Rejection(string File, int Line, string Reason);
