using Paperboy.Harvest.Fetching;
using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary>Fetches windows of one source, one after the other, each from where it stopped the last time.</summary>
internal sealed class WindowHarvest(IPaperSource source, LedgerStore ledger, PageSaver pages, RunCounts run, TimeProvider time)
{
    /// <summary>How often a window begins again because the source knows its cursor no more.</summary>
    public const int MostRestarts = 2;

    /// <summary>Fetches a window to its end, if it is not complete.</summary>
    /// <param name="window">Of the source's plan.</param>
    /// <param name="again">Whether it was named by ids or words, and is asked for although it is complete.</param>
    /// <param name="cancel">Stops it; it stays open at its cursor.</param>
    public async Task<WindowOutcome> FetchAsync(HarvestWindow window, bool again, CancellationToken cancel)
    {
        var row = ledger.Find(source.Name, window.Name);
        if (row is { IsDone: true } && !again)
            return new WindowOutcome(window, WindowEnd.Skipped);
        run.Enter(window);
        row = row is { Cursor: not null, State: WindowState.Open or WindowState.Failed } ? GoOn(row) : Begin(window, again);
        for (var restarts = 0; ; restarts++)
        {
            try
            {
                return await PagesAsync(window, row, cancel);
            }
            catch (CursorExpiredException) when (restarts < MostRestarts)
            {
                row = Begin(window, again);
            }
            catch (CursorExpiredException e)
            {
                return Fail(window, row, "broken", $"{e.Message} It was begun {MostRestarts + 1} times.");
            }
            catch (FetchFailedException e)
            {
                return Fail(window, row, LedgerRows.Name(e.Fault), e.Message);
            }
            catch (BrokenWindowException e)
            {
                return Fail(window, row, "broken", e.Message);
            }
        }
    }

    private async Task<WindowOutcome> PagesAsync(HarvestWindow window, LedgerWindow row, CancellationToken cancel)
    {
        var guard = new PageGuard(window, row.Pages);
        var (asked, given) = (row.Cursor, row.Tally.Given);
        await using var offered = source.PagesAsync(window, row.Cursor, cancel).GetAsyncEnumerator(cancel);
        while (await NextAsync(offered, cancel) is { } page)
        {
            cancel.ThrowIfCancellationRequested();
            guard.Look(page, asked, given);
            if (RepeatedBatch.Reason(source.Name, page.Announced, ledger) is { } reason)
                return Repeated(window, row, reason);
            pages.Save(row.Number, window, page);
            run.Report();
            given += page.Records.Count + page.Withdrawn.Count + page.Rejected.Count;
            asked = page.Cursor;
            if (page.Cursor is null)
                return new WindowOutcome(window, WindowEnd.Complete);
        }

        // A service that has nothing for a window may give no page at all.
        if (asked is not null)
            throw new BrokenWindowException($"{window.Name} broke off: a further page was announced and did not come.");
        ledger.Write(time.GetUtcNow(), writer => writer.End(row.Number, WindowState.Complete, null, null));
        return new WindowOutcome(window, WindowEnd.Complete);
    }

    // What a source throws beyond the contract ends its window; what the catalog or the disk says ends the run.
    private async Task<HarvestPage?> NextAsync(IAsyncEnumerator<HarvestPage> offered, CancellationToken cancel)
    {
        try
        {
            return await offered.MoveNextAsync() ? offered.Current : null;
        }
        catch (Exception e) when (e is not (CursorExpiredException or FetchFailedException or OutOfMemoryException)
            && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            throw new BrokenWindowException(
                $"What {source.Title} gave could not be read, which is a fault of Paperboy's own: {e.GetType().Name}: {e.Message}", e);
        }
    }

    private LedgerWindow Begin(HarvestWindow window, bool named)
    {
        ledger.Write(time.GetUtcNow(), writer => writer.Begin(
            new LedgerWindow(source.Name, window.Name, window.Day, window.Category ?? "") { Growing = window.Open, Named = named }));
        return ledger.Find(source.Name, window.Name)!;
    }

    private LedgerWindow GoOn(LedgerWindow row)
    {
        ledger.Write(time.GetUtcNow(), writer => writer.GoOn(row.Number));
        return row;
    }

    private WindowOutcome Repeated(HarvestWindow window, LedgerWindow row, string reason)
    {
        ledger.Write(time.GetUtcNow(), writer => writer.End(row.Number, WindowState.Repeated, "repeated", reason));
        return new WindowOutcome(window, WindowEnd.Repeated, "repeated", reason);
    }

    private WindowOutcome Fail(HarvestWindow window, LedgerWindow row, string fault, string error)
    {
        ledger.Write(time.GetUtcNow(), writer => writer.End(row.Number, WindowState.Failed, fault, error));
        return new WindowOutcome(window, WindowEnd.Failed, fault, error);
    }
}

/// <summary>How a window ended.</summary>
public enum WindowEnd
{
    /// <summary>It was complete before.</summary>
    Skipped,
    Complete,

    /// <summary>The source served an old batch again; nothing of it was saved.</summary>
    Repeated,
    Failed,
}

/// <param name="Window">Which.</param>
/// <param name="End">How it ended.</param>
/// <param name="Fault">The kind of the failure.</param>
/// <param name="Error">The failure in words.</param>
public sealed record WindowOutcome(HarvestWindow Window, WindowEnd End, string? Fault = null, string? Error = null);
