using System.Globalization;
using Paperboy.Harvest.Fetching;
using Paperboy.Ledger;

namespace Paperboy.Harvest.Status;

/// <summary>What /harvest shows of a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Health">How it does.</param>
/// <param name="Last">Its newest run; null before the first.</param>
/// <param name="Next">When it is harvested next; null while it runs, and when it is not scheduled.</param>
/// <param name="Gate">Whether it may be asked.</param>
/// <param name="Failed">Its windows that failed, the newest first.</param>
public sealed record SourceView(
    IPaperSource Source, SourceHealth Health, LedgerRun? Last, NextHarvest? Next, GateState? Gate, IReadOnlyList<LedgerWindow> Failed)
{
    /// <summary>Beyond this many, failed windows are counted but not shown one by one.</summary>
    public const int MostShown = 10;

    public bool IsRunning => Last?.State == RunState.Running;

    /// <summary>One character that stands for how it does.</summary>
    public string Mark => Health.Status switch
    {
        SourceStatus.Fine => "✓",
        SourceStatus.Running => "›",
        SourceStatus.Late => "?",
        SourceStatus.Gaps => "○",
        SourceStatus.Broken => "×",
        SourceStatus.Shut => "■",
        _ => "·",
    };

    public string Title => Health.Status switch
    {
        SourceStatus.Fine => "Fine",
        SourceStatus.Running => "Being harvested",
        SourceStatus.Late => "Late",
        SourceStatus.Gaps => "Papers missing",
        SourceStatus.Broken => "Broken",
        SourceStatus.Shut => "Shut",
        _ => "Not harvested yet",
    };

    /// <summary>How far the run is, from 0 to 1: by windows, and within one by its records.</summary>
    public double Share =>
        Last is not { Windows: > 0 } run ? 0
        : Math.Min(1, (run.Done + (run is { Windows: 1, Expected: > 0 and var expected } ? Math.Min(1, run.Tally.Given / (double)expected) : 0)) / run.Windows);

    /// <summary>How far the run is, in words.</summary>
    public string Progress => Last is not { } run ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Done:N0} of {run.Windows:N0} windows; {run.Pages:N0} pages, {run.Tally.Fetched:N0} records: {run.Tally.New:N0} new, {run.Tally.Changed:N0} changed, {run.Tally.Unchanged:N0} unchanged, {run.Tally.Rejected:N0} rejected.");

    /// <summary>What a failure means and what to do, for its owner.</summary>
    public static string Advice(string? fault) => fault switch
    {
        "refused" => "The service asked to be left alone. Nothing is asked before the gate opens again; more requests would make it last longer.",
        "unavailable" => "The service could not be reached, or answered with an error of its own. It is tried again by itself.",
        "unreadable" => "The service answers, but with what cannot be read. It is tried again by itself; if it stays so for a day, its form may have changed.",
        "wrong" => "The address is wrong or forbidden. Look at the Sources settings.",
        _ => "The pages of this window led nowhere. It is tried again by itself.",
    };
}
