using Paperboy.Ledger;

namespace Paperboy.Harvest.Status;

/// <summary>A month of the ledger as rows of weeks from Monday; null where a day belongs to another month.</summary>
public sealed record LedgerMonth(DateOnly First, IReadOnlyList<IReadOnlyList<LedgerMonth.Cell?>> Weeks)
{
    public static LedgerMonth Of(DateOnly day, DayBook book)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        var last = first.AddMonths(1).AddDays(-1);
        var days = book.Between(first, last).ToLookup(d => d.Day);
        var weeks = new List<IReadOnlyList<Cell?>>();
        for (var monday = first.AddDays(-(((int)first.DayOfWeek + 6) % 7)); monday <= last; monday = monday.AddDays(7))
        {
            weeks.Add([.. Enumerable.Range(0, 7).Select(i => monday.AddDays(i))
                .Select(d => d < first || d > last ? null : new Cell(d, [.. days[d].Where(source => DayBook.HasDays(source.Source))]))]);
        }

        return new LedgerMonth(first, weeks);
    }

    /// <summary>A day, with each source's state.</summary>
    public sealed record Cell(DateOnly Day, IReadOnlyList<DayLedger> Sources);
}
