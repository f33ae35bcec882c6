namespace Paperboy.Tests.Support;

/// <summary>
/// A clock for code that waits, so that hours take no time. A wait (Task.Delay) is over at once, and the clock has moved on
/// by it. A time limit (of a CancellationTokenSource) is over only when <see cref="Pass"/> moves the clock beyond it, or
/// when whoever plays a service that hangs calls <see cref="PassNextLimit"/>: what is done for real meanwhile takes none of
/// this clock's time. Any number of threads may use it; waits of two threads then follow each other.
/// </summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _turn = new();
    private readonly List<Limit> _limits = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = now;

    public FakeClock() : this(new DateTimeOffset(2026, 3, 17, 9, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>All waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_turn)
                return [.. _waits];
        }
    }

    public TimeSpan TotalWaited => new(Waits.Sum(w => w.Ticks));

    /// <summary>Called before each wait, with the time that it takes: what happens meanwhile.</summary>
    public Action<TimeSpan>? Waiting { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_turn)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock on, or back.</summary>
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

    /// <summary>Moves the clock on to the time limit that is over first.</summary>
    /// <returns>False when there is none.</returns>
    public bool PassNextLimit()
    {
        TimeSpan time;
        lock (_turn)
        {
            if (_limits.Count == 0)
                return false;
            time = _limits.Min(l => l.At) - _now;
        }

        Pass(time > TimeSpan.Zero ? time : TimeSpan.Zero);
        return true;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is not CancellationTokenSource)
            Waiting?.Invoke(dueTime);
        lock (_turn)
        {
            var limit = new Limit(this, _now + dueTime, () => callback(state));
            if (state is CancellationTokenSource)
            {
                _limits.Add(limit);
                return limit;
            }

            _now += dueTime;
            _waits.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => limit.Fire());
            return limit;
        }
    }

    private sealed class Limit(FakeClock clock, DateTimeOffset at, Action fire) : ITimer
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
