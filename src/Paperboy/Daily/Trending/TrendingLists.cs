using System.Diagnostics;

namespace Paperboy.Daily.Trending;

/// <summary>
/// The newest lists, kept for a minute; where readers have done something since, for five seconds, or up to a minute so that making
/// lists takes a twentieth of the time. One thread makes them anew, and whoever asks meanwhile is given what is there.
/// </summary>
public sealed class TrendingLists(TrendingStore store, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan KeptWhenOutdated = TimeSpan.FromSeconds(5);

    private const int Rest = 20;

    private readonly Dictionary<TrendingSpan, Shelf> _shelves = TrendingSpan.All.ToDictionary(span => span, _ => new Shelf());

    /// <summary>The list of a span as it stands now.</summary>
    public TrendingList Of(TrendingSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var shelf = _shelves[span];
        return shelf.Newest is { } kept && IsFresh(kept) ? kept.List : Renewed(shelf, span).List;
    }

    private Issue Renewed(Shelf shelf, TrendingSpan span)
    {
        // Only who finds nothing at all waits for another thread.
        if (!shelf.Turn.TryEnter())
        {
            if (shelf.Newest is { } old)
                return old;
            shelf.Turn.Enter();
        }

        try
        {
            if (shelf.Newest is not { } kept || !IsFresh(kept))
                shelf.Newest = Make(span);
            return shelf.Newest;
        }
        finally
        {
            shelf.Turn.Exit();
        }
    }

    private Issue Make(TrendingSpan span)
    {
        var begun = Stopwatch.GetTimestamp();
        var last = store.LastEvent();
        var list = TrendingFormula.Rank(store.At(time.GetUtcNow(), span), span);
        var rest = Stopwatch.GetElapsedTime(begun) * Rest;
        return new Issue(list, last, TimeSpan.FromTicks(Math.Clamp(rest.Ticks, KeptWhenOutdated.Ticks, Kept.Ticks)));
    }

    private bool IsFresh(Issue issue)
    {
        var age = (time.GetUtcNow() - issue.List.At).Duration(); // a clock that was put back must not keep a list for ever
        return age < issue.Rest || (age < Kept && store.LastEvent() == issue.LastEvent);
    }

    private sealed class Shelf
    {
        private volatile Issue? _newest;

        public Lock Turn { get; } = new();

        public Issue? Newest
        {
            get => _newest;
            set => _newest = value;
        }
    }

    private sealed record Issue(TrendingList List, long LastEvent, TimeSpan Rest);
}
