using Paperboy.Catalog;
using Paperboy.Daily.Desk;

namespace Paperboy.Daily.Past;

/// <summary>
/// Keeps the editions of days that are over, and makes new versions of them when more is known. Each day is a transaction of its
/// own that is made again from what is stored: whatever a kill leaves undone, the next run does.
/// </summary>
public sealed class EditionClosing(
    DueDays due, DayOrders days, DeskStore desks, PastEditions past, CatalogSequence sequence, TimeProvider time)
{
    /// <summary>A curator who corrects the past changes several things: they are one correction when that long nothing more comes.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    // Days before these were imported, and an import fills them bit by bit: they are closed when the catalog is at rest.
    private const int RecentDays = 7;

    // A look at so many changed papers takes a tenth of a second.
    private const int MostChanged = 20_000;

    private long _lastSequence = -1;

    /// <summary>The last day that is over everywhere on Earth: it ends at noon, UTC, of the day after.</summary>
    public static DateOnly LastOver(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12)).AddDays(-1);

    /// <summary>Closes and corrects what is due, the newest days first.</summary>
    /// <param name="budget">After which time it stops; the next run goes on.</param>
    /// <param name="cancel">Stops it between two days.</param>
    /// <returns>How many versions were made.</returns>
    public int Run(TimeSpan budget, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var last = LastOver(time.GetUtcNow());
        var reached = sequence.Current();
        var isAtRest = reached == _lastSequence;
        _lastSequence = reached;
        while (due.Look(last, MostChanged) && !IsOver())
        {
            // more papers have changed than one look takes
        }

        var made = 0;
        foreach (var day in due.Days(last))
        {
            if (IsOver())
                break;
            if (Bring(day, isAtRest || day >= last.AddDays(-RecentDays), Rest))
                made++;
        }

        return made;

        bool IsOver() => cancel.IsCancellationRequested || time.GetElapsedTime(started) > budget;
    }

    /// <summary>Makes the correction of a day at once, without waiting whether more comes.</summary>
    /// <returns>Whether there was anything to correct.</returns>
    public bool Correct(DateOnly day) => day <= LastOver(time.GetUtcNow()) && Bring(day, mayClose: true, TimeSpan.Zero);

    /// <summary>Whether a day's curators have changed something that its kept edition does not show yet.</summary>
    internal bool IsPending(DeskState desk, EditionVersion? kept) =>
        desk.ChangedAt is { } changed && kept is not null && changed >= kept.MadeAt && due.Has(desk.Day);

    private bool Bring(DateOnly day, bool mayClose, TimeSpan rest)
    {
        var now = time.GetUtcNow();
        var desk = desks.Of(day);
        var kept = past.Newest(day, day).GetValueOrDefault(day);
        if (desk.ChangedAt + rest > now || (kept is null && !mayClose))
            return false;
        var live = Frozen(days.Live(day, desk));
        if (kept is null)
            return live.Papers.Count == 0 ? due.Done(day) : past.Keep(new EditionVersion(day, 1, now, []), live, desk.Version);
        var revision = EditionRevision.Of(AsNamedNow(kept.Edition), live, desk.LeftOut.Select(p => p.Paper).ToHashSet(StringComparer.Ordinal));
        return revision.Changes.Count == 0
            ? due.Done(day)
            : past.Keep(new EditionVersion(day, kept.Version.Version + 1, now, revision.Changes), revision.Edition, desk.Version);
    }

    private FrozenDay Frozen(EditionOrder order)
    {
        var ids = past.Ids(order.Papers.Select(p => p.Paper));
        var papers = order.Papers.Where(p => ids.ContainsKey(p.Paper)).ToList();
        return new FrozenDay(
            [
                .. papers.Select(p => new FrozenPaper(
                    ids[p.Paper], p.Because?.Kind, p.Because?.Source ?? "", p.Because?.Upvotes, p.Because?.Interest ?? 0, p.Foreseen)),
            ],
            [.. papers.Where(p => p.Pick is not null).Select(p => new FrozenPick(ids[p.Paper], p.Pick!.Note, p.Pick.Actor))],
            [.. order.Hands.Select(hand => hand.Actor)]);
    }

    // A paper that was merged away meanwhile is not gone: it has another name.
    private FrozenDay AsNamedNow(FrozenDay edition)
    {
        var present = past.Present(edition.Papers.Select(p => p.Id));
        return edition with
        {
            Papers = [.. edition.Papers.Select(p => p with { Id = Now(p.Id) }).DistinctBy(p => p.Id, StringComparer.Ordinal)],
            Picks = [.. edition.Picks.Select(p => p with { Paper = Now(p.Paper) }).DistinctBy(p => p.Paper, StringComparer.Ordinal)],
        };

        string Now(string id) => present.TryGetValue(id, out var now) ? now.Id : id;
    }
}
