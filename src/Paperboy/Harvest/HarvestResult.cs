using System.Globalization;
using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary>What a harvest of a source did.</summary>
/// <param name="Source">The source.</param>
/// <param name="Planned">Windows of the plan.</param>
/// <param name="Outcomes">Of the windows that were seen to, in their order.</param>
/// <param name="Pages">How many were saved.</param>
/// <param name="Tally">Of their records.</param>
/// <param name="Missing">Papers of the harvested days that were announced and did not come.</param>
public sealed record HarvestResult(
    IPaperSource Source, int Planned, IReadOnlyList<WindowOutcome> Outcomes, int Pages, Tally Tally, int Missing)
{
    public IEnumerable<WindowOutcome> Failures => Outcomes.Where(outcome => outcome.End == WindowEnd.Failed);

    public IEnumerable<WindowOutcome> Repeats => Outcomes.Where(outcome => outcome.End == WindowEnd.Repeated);

    /// <summary>Windows that are complete now, or were before.</summary>
    public int Complete => Outcomes.Count(outcome => outcome.End is WindowEnd.Complete or WindowEnd.Skipped);

    public RunState State =>
        Complete == Outcomes.Count && Outcomes.Count >= Planned ? RunState.Complete
        : Complete > 0 || Repeats.Any() ? RunState.Partial
        : RunState.Failed;

    /// <summary>Whether all windows are complete and no announced paper is missing.</summary>
    public bool IsWhole => State == RunState.Complete && Missing == 0;

    /// <summary>In a sentence, for the ledger, the log and the page.</summary>
    public string Words
    {
        get
        {
            var words = string.Create(
                CultureInfo.InvariantCulture,
                $"{Tally.Fetched:N0} records of {Complete:N0} of {Math.Max(Planned, Outcomes.Count):N0} windows: {Tally.New:N0} new, {Tally.Changed:N0} changed, {Tally.Unchanged:N0} unchanged, {Tally.Withdrawn:N0} withdrawn, {Tally.Rejected:N0} rejected.");
            if (Missing > 0)
                words += string.Create(CultureInfo.InvariantCulture, $" {Missing:N0} announced papers are missing.");
            if (Repeats.FirstOrDefault() is { } repeat)
                words += $" An old batch was served again: {repeat.Error}.";
            if (Failures.FirstOrDefault() is { } failure)
                words += $" {failure.Window.Name}: {failure.Error}";
            return words;
        }
    }
}
