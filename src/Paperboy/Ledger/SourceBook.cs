namespace Paperboy.Ledger;

/// <summary>How each source does that was ever harvested.</summary>
public sealed class SourceBook(LedgerStore ledger, RunStore runs, DayBook days, TimeProvider time)
{
    // What lies further back was given up, or is somebody's own affair.
    private const int Days = 7;

    public IReadOnlyList<SourceHealth> All()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var last = days.Between(today.AddDays(-Days), today).ToLookup(day => day.Source);
        return
        [
            .. runs.Last().Select(run => SourceHealth.Of(
                run.Source, run, [.. last[run.Source]], [.. ledger.Undone(run.Source).Where(window => window.Day >= today.AddDays(-Days))])),
        ];
    }
}
