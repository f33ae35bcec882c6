namespace Paperboy.Tests.Embeddings.Remote;

/// <summary>
/// A clock for code that waits: a wait (Task.Delay) is over at once, and the clock has moved on by it; a time limit (of a
/// CancellationTokenSource) is over when <see cref="Pass"/> moves the clock beyond it.
/// </summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly Lock _turn = new();
    private readonly List<Limit> _limits = [];
    private DateTimeOffset _now = new(2026, 3, 17, 9, 0, 0, TimeSpan.Zero);

    /// <summary>All waits so far, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_turn)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Pass(TimeSpan time)
    {
        List<Limit> due;
        lock (_turn)
        {
            _now += time;
            due = _limits.FindAll(l => l.At <= _now);
            _limits.RemoveAll(due.Contains);
        }

        foreach (var limit in due)
            limit.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_turn)
        {
            var limit = new Limit(this, _now + dueTime, () => callback(state));
            if (state is CancellationTokenSource)
            {
                _limits.Add(limit);
                return limit;
            }

            _now += dueTime;
            Waits.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => limit.Fire());
            return limit;
        }
    }

    private sealed class Limit(SteppedTime clock, DateTimeOffset at, Action fire) : ITimer
    {
        public DateTimeOffset At => at;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
            lock (clock._turn)
                clock._limits.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
