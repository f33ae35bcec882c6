using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary>
/// Tells whether a source serves an old batch as today's. Dates say nothing, since feeds date what they repeat by today: the
/// ids are compared.
/// </summary>
internal static class RepeatedBatch
{
    // A paper may be announced as a cross-list on the day after it was new: a few known ones prove nothing.
    private const double MostKnown = 0.9;

    /// <summary>Why a page of announcements is taken for an old one; null when it is none.</summary>
    public static string? Reason(string source, IReadOnlyList<Announcement> announced, LedgerStore ledger)
    {
        if (announced.Count == 0)
            return null;
        var day = announced.Max(a => a.Day);
        var papers = announced.Select(a => (a.Id, a.Kind)).ToHashSet();
        var categories = announced.Select(a => a.Category).ToHashSet(StringComparer.Ordinal);
        var before = ledger.AnnouncedBefore(source, day, categories);
        if (before.Count > 0)
            return papers.SetEquals(before) ? $"all {papers.Count} papers are those of the announcement before it" : null;

        // Nothing was collected before: then what is called new must not be known from an earlier day already.
        return Known(source, day, announced.Where(a => a.Kind == "new").Select(a => a.Id).ToHashSet(StringComparer.Ordinal), ledger);
    }

    /// <summary>
    /// Why the announcements of a day, which were taken for it, are an old batch; null when they are not. Only the records tell,
    /// which may come after the announcements.
    /// </summary>
    public static string? Reason(string source, DateOnly day, LedgerStore ledger) => Known(source, day, ledger.NewOn(source, day), ledger);

    private static string? Known(string source, DateOnly day, IReadOnlyCollection<string> fresh, LedgerStore ledger)
    {
        var known = fresh.Count == 0 ? 0 : ledger.ListedBefore(source, day, fresh);
        return fresh.Count > 0 && known >= MostKnown * fresh.Count
            ? $"{known} of its {fresh.Count} new papers were listed on an earlier day"
            : null;
    }
}
