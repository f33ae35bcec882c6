namespace Paperboy.Daily.Trending;

/// <summary>
/// The newest lists, kept for a minute; where readers have done something since, for five seconds. One thread makes them anew,
/// and whoever asks meanwhile is given what is there.
/// </summary>
public sealed class TrendingLists(TrendingStore store, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan KeptWhenOutdated = TimeSpan.FromSeconds(5);

    private readonly Lock _turn = new();
    private volatile Edition? _newest;

    /// <summary>The list of a span as it stands now.</summary>
    public TrendingList Of(TrendingSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return (IsFresh(_newest) ? _newest! : Renewed()).Lists[span];
    }

    private Edition Renewed()
    {
        // Only who finds nothing at all waits for another thread.
        if (_newest is { } old && !_turn.TryEnter())
            return old;
        if (!_turn.IsHeldByCurrentThread)
            _turn.Enter();
        try
        {
            if (!IsFresh(_newest))
                _newest = Make();
            return _newest!;
        }
        finally
        {
            _turn.Exit();
        }
    }

    private Edition Make()
    {
        var last = store.LastEvent();
        var facts = store.At(time.GetUtcNow(), TrendingSpan.Month);
        return new Edition(facts.At, last, TrendingSpan.All.ToDictionary(span => span, span => TrendingFormula.Rank(facts, span)));
    }

    private bool IsFresh(Edition? edition)
    {
        if (edition is null)
            return false;
        var age = (time.GetUtcNow() - edition.At).Duration(); // a clock that was put back must not keep a list for ever
        return age < KeptWhenOutdated || (age < Kept && store.LastEvent() == edition.LastEvent);
    }

    private sealed record Edition(DateTimeOffset At, long LastEvent, IReadOnlyDictionary<TrendingSpan, TrendingList> Lists);
}
