using System.Globalization;
using Paperboy.Harvest.Fetching;
using Paperboy.Ledger;

namespace Paperboy.Harvest.Status;

/// <summary>What /harvest shows: how each source does, whoever harvests it.</summary>
public sealed class HarvestStatus(
    HarvestDesk desk, HarvestStandings standings, ScheduledHarvests schedule, RunStore runs, Gates gates)
{
    private const int MostRuns = 30;

    public IReadOnlyList<SourceView> Sources()
    {
        var states = gates.All().ToDictionary(gate => gate.Gate, StringComparer.Ordinal);
        return [.. desk.Sources.Select(source => View(source, states.GetValueOrDefault(HarvestDesk.GateOf(source))))];
    }

    public IReadOnlyList<LedgerRun> Runs() => runs.Newest(MostRuns);

    public string TitleOf(string source) => desk.Find(source)?.Title ?? source;

    /// <summary>Changes whenever the page would look otherwise but for the progress of what runs.</summary>
    public static string Stamp(IReadOnlyList<SourceView> sources) => string.Join(
        ' ', sources.Select(view => string.Create(CultureInfo.InvariantCulture, $"{view.Source.Name}{view.Last?.Number}{view.Health.Status}{view.Gate?.Status}")));

    private SourceView View(IPaperSource source, GateState? gate)
    {
        var standing = standings.Of(source.Name);
        var failed = standing.Undone.Where(window => window.State == WindowState.Failed).OrderByDescending(window => window.Day).ToList();
        return new SourceView(
            source,
            SourceHealth.Of(source.Name, standing.Last, standing.Days, standing.Undone),
            standing.Last,
            schedule.Includes(source) ? standings.Next(source.Name) : null,
            gate,
            failed);
    }
}
