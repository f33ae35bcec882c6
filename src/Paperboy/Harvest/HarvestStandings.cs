using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary>How each source stands now, read from the ledger: for the schedule, for /harvest and for /health.</summary>
public sealed class HarvestStandings(LedgerStore ledger, RunStore runs, DayBook days, TimeProvider time)
{
    /// <summary>What lies further back is harvested by hand only.</summary>
    public const int MostDaysBack = 60;

    // A batch that is late for longer does not come.
    private const int Days = 7;

    public SourceStanding Of(string source)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var first = today.AddDays(-MostDaysBack);
        return new SourceStanding(
            source,
            runs.Newest(1, source) is [var last] ? last : null,
            [.. days.Between(today.AddDays(-Days), today).Where(day => day.Source == source)],
            [.. ledger.Gaps().Where(gap => gap.Source == source && gap.Day >= first)],
            [.. ledger.Undone(source).Where(window => window.Day >= first)],
            [.. ledger.GrowingDays(source).Where(day => day >= first)]);
    }

    /// <summary>When a source is harvested next, and what for; null while it is being harvested.</summary>
    public NextHarvest? Next(string source) => HarvestSchedule.Next(Of(source), time.GetUtcNow());
}
