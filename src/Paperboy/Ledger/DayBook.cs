namespace Paperboy.Ledger;

/// <summary>The days of all sources, judged by what the ledger has of them now.</summary>
public sealed class DayBook(LedgerStore ledger, TimeProvider time)
{
    // These tell more of papers that others announced; they have no days of their own.
    private static readonly string[] Enriching = ["openalex", "crossref", "s2"];

    /// <summary>Whether a source announces papers by days.</summary>
    public static bool HasDays(string source) => !Enriching.Contains(source);

    /// <summary>Every day of every source that was ever collected, by day and source.</summary>
    public IReadOnlyList<DayLedger> Between(DateOnly first, DateOnly last)
    {
        var now = time.GetUtcNow();
        var windows = ledger.Windows(first, last).ToLookup(window => (window.Source, window.Day));
        var announced = ledger.AnnouncedByDay(first, last).ToDictionary(count => (count.Source, count.Day));
        var gaps = ledger.Gaps().ToDictionary(gap => (gap.Source, gap.Day));
        var sources = ledger.Sources();
        var days = new List<DayLedger>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var source in sources.Where(source => HasDays(source) || windows.Contains((source, day))))
            {
                var count = announced.GetValueOrDefault((source, day));
                days.Add(DayLedger.Of(new DayFacts(source, day, now)
                {
                    Windows = [.. windows[(source, day)]],
                    Announced = count?.Announced ?? 0,
                    Missing = count?.Missing ?? 0,
                    Gap = gaps.GetValueOrDefault((source, day)),
                }));
            }
        }

        return days;
    }

    public IReadOnlyList<DayLedger> Of(DateOnly day) => Between(day, day);
}
