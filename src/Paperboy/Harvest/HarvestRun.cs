using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;
using Paperboy.Ledger;
using Paperboy.Storage;

namespace Paperboy.Harvest;

/// <summary>
/// One harvest of one source: the windows of its plan that are not complete, then the papers that were announced and did not
/// come. Killed at any moment it goes on at the page after the last one that was saved.
/// </summary>
public sealed class HarvestRun(Database database, PaperStore papers, LedgerStore ledger, RunStore runs, TimeProvider time)
{
    /// <summary>Of this many windows in a row that a service does not give, it is taken to be away.</summary>
    public const int MostFailuresInARow = 3;

    /// <summary>How many missing papers are asked for in one run.</summary>
    public const int MostMissing = 2_000;

    /// <summary>Harvests.</summary>
    /// <param name="source">From where.</param>
    /// <param name="order">What.</param>
    /// <param name="process">Who harvests, in words.</param>
    /// <param name="insist">Whether papers are asked for that are missing since long, or were asked for a short while ago.</param>
    /// <param name="progress">Told after each page; may be null.</param>
    /// <param name="cancel">Stops it between two pages, or while it waits.</param>
    /// <exception cref="HarvestBusyException">Another process, or another run of this one, harvests the source.</exception>
    /// <exception cref="HarvestOrderException">The source cannot do what is ordered.</exception>
    public async Task<HarvestResult> RunAsync(
        IPaperSource source, HarvestOrder order, string process, bool insist, IProgress<HarvestProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(order);
        var path = RunStore.LockOf(database.Folder, source.Name);
        using var turn = FileLock.TryExclusive(path, process) ?? throw new HarvestBusyException(source, FileLock.Holder(path));

        // What is asked for by id or by words is asked for again, however often it was complete before.
        var days = order.Query is null ? DaysOf(source, order) : [];
        var named = Named(source, order);
        var number = runs.Begin(source.Name, process, days.Count + named.Count, time.GetUtcNow());
        var counts = new RunCounts(number, source.Name, days.Count + named.Count, progress);
        var outcomes = new List<WindowOutcome>();
        try
        {
            var run = new ImportRun { Day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), IsHarvest = true, Time = time };
            var harvest = new WindowHarvest(source, ledger, new PageSaver(papers, source.Name, run, counts, time), counts, time);
            var goesOn = await FetchAsync(harvest, days, again: false, outcomes, counts, cancel)
                && await FetchAsync(harvest, named, again: true, outcomes, counts, cancel);
            if (goesOn && days.Count > 0)
                await FetchMissingAsync(harvest, source, order, days, insist, outcomes, counts, cancel);
            Disown(source, outcomes);
            var result = new HarvestResult(source, days.Count + named.Count, outcomes, counts.Pages, counts.Tally, Settle(source, order, days, goesOn));
            runs.End(number, result.State, result.Words, time.GetUtcNow());
            return result;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            runs.End(number, RunState.Stopped, "It was stopped; the next harvest goes on from there.", time.GetUtcNow());
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            End(number, e);
            throw;
        }
    }

    /// <summary>The windows of an order that are not complete, for telling what a harvest would do; asks nobody.</summary>
    public IReadOnlyList<HarvestWindow> Remaining(IPaperSource source, HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(source);
        var days = order.Query is null ? DaysOf(source, order) : [];
        return [.. days.Where(window => ledger.Find(source.Name, window.Name) is not { IsDone: true }), .. Named(source, order)];
    }

    // A source that tells more of papers has no days of its own.
    private static IReadOnlyList<HarvestWindow> DaysOf(IPaperSource source, HarvestOrder order) =>
        DayBook.HasDays(source.Name) ? source.Plan(order with { Missing = [], Enrich = [], Query = null }) : [];

    private static IReadOnlyList<HarvestWindow> Named(IPaperSource source, HarvestOrder order)
    {
        if (order.Missing.Count == 0 && order.Enrich.Count == 0 && order.Query is null)
            return [];
        var days = DaysOf(source, order).Select(window => window.Name).ToHashSet(StringComparer.Ordinal);
        return [.. source.Plan(order).Where(window => !days.Contains(window.Name))];
    }

    // False when the service is away: then no further window is asked for.
    private static async Task<bool> FetchAsync(
        WindowHarvest harvest, IReadOnlyList<HarvestWindow> windows, bool again, List<WindowOutcome> outcomes, RunCounts counts, CancellationToken cancel)
    {
        var failures = 0;
        foreach (var window in windows)
        {
            cancel.ThrowIfCancellationRequested();
            var outcome = await harvest.FetchAsync(window, again, cancel);
            outcomes.Add(outcome);
            counts.Leave();
            failures = outcome.Fault == LedgerRows.Name(FetchFault.Unavailable) ? failures + 1 : 0;
            if (failures >= MostFailuresInARow || outcome.Fault == LedgerRows.Name(FetchFault.Refused))
                return false;
        }

        return true;
    }

    private async Task FetchMissingAsync(
        WindowHarvest harvest,
        IPaperSource source,
        HarvestOrder order,
        IReadOnlyList<HarvestWindow> windows,
        bool insist,
        List<WindowOutcome> outcomes,
        RunCounts counts,
        CancellationToken cancel)
    {
        var gaps = ledger.Gaps().Where(gap => gap.Source == source.Name).ToDictionary(gap => gap.Day);
        var missing = ledger.Missing(source.Name, windows.Min(w => w.Day), windows.Max(w => w.Day), MostMissing)
            .Where(paper => insist || !gaps.TryGetValue(paper.Day, out var gap) || gap.IsDue(time.GetUtcNow()))
            .Select(paper => paper.Id);

        // A record that was spoilt on its way comes whole when it is asked for alone.
        var spoilt = ledger.RejectedIn(source.Name, [.. outcomes.Where(o => o.End == WindowEnd.Complete).Select(o => o.Window.Name)]);
        var named = Named(source, order with { Missing = [.. missing.Concat(spoilt).Distinct(StringComparer.Ordinal).Take(MostMissing)], Enrich = [], Query = null });
        counts.Windows += named.Count;
        await FetchAsync(harvest, named, again: true, outcomes, counts, cancel);
    }

    // Where an announcement came before any record did, an old batch shows only now.
    private void Disown(IPaperSource source, List<WindowOutcome> outcomes)
    {
        var fetched = outcomes.Where(outcome => outcome is { End: WindowEnd.Complete, Window.Open: true }).ToList();
        foreach (var day in fetched.Select(outcome => outcome.Window.Day).Distinct())
        {
            if (RepeatedBatch.Reason(source.Name, day, ledger) is not { } reason)
                continue;
            ledger.Write(time.GetUtcNow(), writer => writer.Disown(source.Name, day, reason));
            foreach (var outcome in fetched.Where(o => o.Window.Day == day && ledger.Find(source.Name, o.Window.Name)?.State == WindowState.Repeated))
                outcomes[outcomes.IndexOf(outcome)] = outcome with { End = WindowEnd.Repeated, Fault = "repeated", Error = reason };
        }
    }

    // Which days lack papers still, after everything that could be asked was asked.
    private int Settle(IPaperSource source, HarvestOrder order, IReadOnlyList<HarvestWindow> windows, bool tried)
    {
        var first = windows.Count == 0 ? order.From : windows.Min(window => window.Day);
        var last = windows.Count == 0 ? order.Until : windows.Max(window => window.Day);
        ledger.CloseDays(source.Name);
        var missing = ledger.AnnouncedByDay(first, last).Where(day => day.Source == source.Name && day.Missing > 0).ToList();
        var lacking = ledger.Windows(first, last).Where(window => window.Source == source.Name && !window.Named && window.Shortfall > 0).ToList();
        ledger.SettleGaps(
            source.Name, first, last, missing.Select(m => m.Day).Concat(lacking.Select(w => w.Day)).ToHashSet(), tried, time.GetUtcNow());
        return missing.Sum(day => day.Missing) + lacking.Sum(window => window.Shortfall);
    }

    private void End(long number, Exception cause)
    {
        try
        {
            runs.End(number, RunState.Failed, cause.Message, time.GetUtcNow());
        }
        catch (Exception e) when (e is Microsoft.Data.Sqlite.SqliteException or IOException)
        {
            // The catalog is what failed; the cause is thrown on, and the row is told as cut off.
        }
    }
}

/// <summary>Somebody else harvests the source.</summary>
public sealed class HarvestBusyException(IPaperSource source, string holder)
    : Exception($"{source.Title} is being harvested by {holder}.")
{
    public string Holder { get; } = holder;
}
