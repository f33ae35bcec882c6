using Paperboy.Catalog;
using Paperboy.Daily.Desk;
using Paperboy.Ledger;

namespace Paperboy.Daily;

/// <summary>What the pages of editions are made from: the editions, the days that have any, and what day it is.</summary>
internal sealed class Newsstand(
    Editions editions, EditionStore days, DeskStore desks, PaperStore papers, CatalogSequence sequence, DayBook ledger, TimeProvider time)
{
    private const int MostMonths = 64;

    private readonly CatalogCache<EditionPeriod, IReadOnlyList<DayCount>> _counts = new(sequence, MostMonths);

    public Editions Editions { get; } = editions;

    /// <summary>Today in UTC, the day by which most sources date what they announce.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>The newest day with papers up to today.</summary>
    public DateOnly? Newest => Editions.Latest(Today);

    public bool IsEmpty => papers.Count() == 0;

    /// <summary>What is known of a day's harvest, source by source; of weeks and months nothing is told.</summary>
    public IReadOnlyList<DayLedger> LedgerOf(EditionPeriod period) =>
        period.Span == EditionSpan.Day ? ledger.Of(period.First) : [];

    public MonthCalendar CalendarOf(DateOnly day)
    {
        var month = EditionPeriod.Of(EditionSpan.Month, day);
        var counts = _counts.Get(month, m => days.Counts(m.First, m.Last));

        // Curators may make an edition of a day for which nothing was announced.
        var last = month.Last < Today ? month.Last : Today;
        var picked = desks.Days(month.First, last).Where(d => counts.All(c => c.Day != d.Day)).Select(d => new DayCount(d.Day, 0, d.Picks));
        return MonthCalendar.Of(day, counts.Concat(picked));
    }
}
