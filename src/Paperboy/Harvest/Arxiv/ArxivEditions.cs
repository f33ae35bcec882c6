using Paperboy.Catalog;

namespace Paperboy.Harvest.Arxiv;

/// <summary>
/// In which edition arXiv announced a paper. The calendar tells it from the moment of the first version, unless moderators held
/// the paper back; that shows in its number, for arXiv gives numbers in the order of announcement: of 60,000 listed papers
/// 99.75 % have a higher number than all of the day before (docs/sources/arxiv.md).
/// </summary>
internal static class ArxivEditions
{
    // The deadlines that the calendar knows hold since then.
    private static readonly DateTimeOffset Since = new(2017, 1, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The day by what a record says itself; null where that does not tell.</summary>
    public static DateOnly? Of(ArxivFields fields, DateOnly? datestamp)
    {
        if (fields.Submitted is { } moment)
            return Of(moment);
        if (fields.Created is not { } day || day.DayNumber < DateOnly.FromDateTime(Since.UtcDateTime).DayNumber)
            return null;

        // Only the day of the submission is known, and the deadline falls into it: two editions are possible.
        var first = ArxivCalendar.EditionOf(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
        var last = ArxivCalendar.EditionOf(new DateTimeOffset(day, TimeOnly.MaxValue, TimeSpan.Zero));
        return first == last || (fields.Updated is null && datestamp == first) ? first
            : fields.Updated is null && datestamp == last ? last : null;
    }

    /// <summary>The edition of a paper that was submitted then; null before the deadlines were those of today.</summary>
    public static DateOnly? Of(DateTimeOffset submitted) => submitted < Since ? null : ArxivCalendar.EditionOf(submitted);

    /// <summary>
    /// The records of a page; those that were held back are listed on the day of their datestamp. A paper with one version
    /// whose datestamp is its edition can have been announced on no earlier day; so whatever has a number as high as such a
    /// paper's was announced with it, or later.
    /// </summary>
    public static IReadOnlyList<PaperRecord> Listed(IReadOnlyList<OaiEntry> entries)
    {
        var lowest = new Dictionary<DateOnly, long>();
        foreach (var (record, datestamp, _, _) in entries)
        {
            if (record is { Version: 1 } && datestamp is { } day && record.Listed == day && Order(record) is { } order)
                lowest[day] = Math.Min(order, lowest.GetValueOrDefault(day, long.MaxValue));
        }

        var records = new List<PaperRecord>(entries.Count);
        foreach (var (record, datestamp, _, _) in entries)
        {
            if (record is not null)
                records.Add(IsHeldBack(record, datestamp, lowest) ? RecordBody.WithBody(record with { Listed = datestamp }) : record);
        }

        return records;
    }

    private static bool IsHeldBack(PaperRecord record, DateOnly? datestamp, Dictionary<DateOnly, long> lowest) =>
        record is { Version: 1, Listed: { } edition } && datestamp is { } day && edition < day
        && lowest.TryGetValue(day, out var least) && Order(record) >= least;

    // 2503.11731 as a number that grows with the announcements; the older form has none.
    private static long? Order(PaperRecord record)
    {
        const string scheme = "arXiv:";
        var id = record.Key.AsSpan(scheme.Length);
        return id.Length >= 9 && id[4] == '.' && int.TryParse(id[..4], out var month) && int.TryParse(id[5..], out var number)
            ? (month * 100_000L) + number
            : null;
    }
}
