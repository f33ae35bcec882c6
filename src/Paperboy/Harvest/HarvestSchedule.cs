using Paperboy.Catalog;
using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary>What is known of a source when it is asked when its next harvest is.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Last">Its newest run; null before the first.</param>
/// <param name="Days">Its last days, judged.</param>
/// <param name="Gaps">Its days that lack papers.</param>
/// <param name="Undone">Its windows that did not end well.</param>
/// <param name="Growing">The days of its windows that were complete while they could still grow.</param>
public sealed record SourceStanding(
    string Source,
    LedgerRun? Last,
    IReadOnlyList<DayLedger> Days,
    IReadOnlyList<LedgerGap> Gaps,
    IReadOnlyList<LedgerWindow> Undone,
    IReadOnlyList<DateOnly> Growing);

/// <summary>When a source is to be harvested, and what for.</summary>
public sealed record NextHarvest(DateTimeOffset At, string Reason);

/// <summary>When sources are harvested by themselves: a pure function of what the ledger knows and of the time.</summary>
public static class HarvestSchedule
{
    /// <summary>After how long a source is asked again for a batch that is late or repeated.</summary>
    public static readonly TimeSpan LatePause = TimeSpan.FromMinutes(30);

    // A batch that has not come by then does not come: the archive's windows of that day bring what there is.
    private static readonly TimeSpan LateFor = TimeSpan.FromHours(20);

    // A failure of a service mostly lasts minutes; one that lasts for days is its owner's to mend.
    private static readonly TimeSpan[] FailurePauses =
    [
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    // What nobody can give after that many days is asked for by hand.
    private static readonly TimeSpan FailingFor = TimeSpan.FromDays(7);

    // Whatever is due, so that what cannot be helped is not tried without a pause.
    private static readonly TimeSpan LeastPause = TimeSpan.FromMinutes(10);

    // So that a process that is killed again and again by its own harvest does not do nothing else.
    private static readonly TimeSpan AfterCut = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterClosing = TimeSpan.FromMinutes(30);

    /// <summary>The next harvest of a source; null while one runs.</summary>
    public static NextHarvest? Next(SourceStanding standing, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(standing);
        if (standing.Last is not { } last)
            return new NextHarvest(now, "the first harvest");
        return last.State switch
        {
            RunState.Running => null,
            RunState.Cut or RunState.Stopped => new NextHarvest(last.TouchedAt + AfterCut, "the last harvest was broken off"),
            _ => Candidates(standing, last, now).Append(Regular(standing.Source, last)).MinBy(next => next.At)!,
        };
    }

    private static IEnumerable<NextHarvest> Candidates(SourceStanding standing, LedgerRun last, DateTimeOffset now)
    {
        var ended = last.EndedAt ?? last.TouchedAt;
        foreach (var day in standing.Days.Where(day => day.State is DayState.Late or DayState.Repeated || LacksList(day, now)))
        {
            if (now < (day.Source == DayLedger.Arxiv ? ArxivCalendar.DueAt(day.Day) : StartOf(day.Day)) + LateFor)
                yield return new NextHarvest(ended + LatePause, Reason(day.State));
        }

        // What the last run did not come to, though it ended well, was ordered by hand: so is its next try.
        var undone = standing.Undone.Where(window => last.State != RunState.Complete || window.TouchedAt >= last.StartedAt).ToList();
        foreach (var window in undone.Where(window => window.State == WindowState.Failed && now < window.BegunAt + FailingFor))
        {
            var pause = FailurePauses[Math.Clamp(window.Tries - 1, 0, FailurePauses.Length - 1)];
            yield return new NextHarvest(ended + pause, "what failed is tried again");
        }

        // Windows that an ended run left open: the service was away before it came to them.
        if (undone.Any(window => window.State == WindowState.Open) || (last.State == RunState.Failed && undone.Count == 0))
            yield return new NextHarvest(ended + LeastPause, "what was left is fetched");
        foreach (var gap in standing.Gaps)
        {
            if (gap.NextTry is { } next)
                yield return new NextHarvest(Later(next, ended + LeastPause), "missing papers are asked for again");
        }

        foreach (var day in standing.Growing)
        {
            var closed = ClosedAt(standing.Source, day) + AfterClosing;
            if (last.StartedAt < closed)
                yield return new NextHarvest(Later(closed, ended + LeastPause), "a day is over");
        }
    }

    private static string Reason(DayState state) => state switch
    {
        DayState.Late => "the batch is late",
        DayState.Repeated => "an old batch was served",
        _ => "the list of announcements is not there",
    };

    // The archive may have today's papers though the feeds were empty; without their list nobody knows what is missing.
    private static bool LacksList(DayLedger day, DateTimeOffset now) =>
        day is { Source: DayLedger.Arxiv, State: DayState.Growing, Announced: 0 } && day.Day == ArxivCalendar.LatestDue(now);

    private static NextHarvest Regular(string source, LedgerRun last)
    {
        if (source == DayLedger.Arxiv)
        {
            var edition = ArxivCalendar.LatestDue(last.StartedAt).AddDays(1);
            while (!ArxivCalendar.IsAnnouncementDay(edition))
                edition = edition.AddDays(1);
            return new NextHarvest(ArxivCalendar.DueAt(edition), "the next announcement");
        }

        return source == "hf"
            ? new NextHarvest(last.StartedAt + TimeSpan.FromHours(1), "votes and new papers")
            : new NextHarvest(last.StartedAt + TimeSpan.FromDays(1), "what came since");
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset ClosedAt(string source, DateOnly day) =>
        source == DayLedger.Arxiv ? ArxivCalendar.EndOf(day) : StartOf(day.AddDays(1));

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
