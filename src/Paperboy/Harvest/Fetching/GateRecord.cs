using System.Globalization;

namespace Paperboy.Harvest.Fetching;

/// <summary>What all processes know of a gate, between two requests. Pure: a new one for each thing that happens.</summary>
internal sealed record GateRecord
{
    /// <summary>The clock when this was written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>When the next request may start.</summary>
    public required DateTimeOffset Next { get; init; }

    public DateTimeOffset? ShutUntil { get; init; }

    /// <summary>The last failure, in words; null after a good reply.</summary>
    public string? Reason { get; init; }

    /// <summary>In a row.</summary>
    public int Refusals { get; init; }

    /// <summary>In a row, refusals included.</summary>
    public int Failures { get; init; }

    /// <summary>How many times the gate was shut since the last good reply.</summary>
    public int Shuts { get; init; }

    public DateTimeOffset? LastAsked { get; init; }

    public static GateRecord New(DateTimeOffset now) => new() { Written = now, Next = now };

    /// <summary>
    /// The same where the clock was set back since: what lay ahead then lies as far ahead now. Else a gate would stay shut
    /// for as long as the clock was wrong.
    /// </summary>
    public GateRecord At(DateTimeOffset now) =>
        now >= Written ? this : this with { Written = now, Next = Next - (Written - now), ShutUntil = ShutUntil - (Written - now) };

    public bool IsShut(DateTimeOffset now) => ShutUntil > now;

    /// <summary>A request starts. Written before it, so that who is killed in it leaves the delay behind.</summary>
    public GateRecord Asked(DateTimeOffset now, TimeSpan delay) =>
        this with { Written = now, Next = now + delay, LastAsked = now, ShutUntil = null };

    /// <summary>The exchange is over, and the service did its part.</summary>
    /// <param name="now">The end of it.</param>
    /// <param name="answered">When the head of the reply came: by then the service had the request.</param>
    /// <param name="delay">The usual one.</param>
    public GateRecord Answered(DateTimeOffset now, DateTimeOffset answered, TimeSpan delay) =>
        New(now) with { Next = answered + delay, LastAsked = LastAsked };

    /// <summary>The exchange failed.</summary>
    /// <param name="now">The end of it.</param>
    /// <param name="delay">The usual one.</param>
    /// <param name="failure">What happened.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public GateRecord Failed(DateTimeOffset now, TimeSpan delay, ExchangeFailure failure, double jitter)
    {
        var failed = this with
        {
            Written = now,
            Reason = failure.Words,
            Failures = Failures + 1,
            Refusals = Refusals + (failure.IsRefusal ? 1 : 0),
        };
        var wait = failure.RetryAfter ?? GateRule.BackOff(failed.Failures, failure.IsRefusal, jitter) + delay;
        wait = wait < delay ? delay : wait;
        if (failed.Refusals >= GateRule.MostRefusals)
            return failed.Shut(now, Longer(wait, GateRule.Shut(Shuts + 1)), $"it refused {failed.Refusals} times in a row, at last: {failure.Words}");
        if (failed.Failures >= GateRule.MostFailures)
            return failed.Shut(now, Longer(wait, GateRule.Shut(Shuts + 1)), $"it failed {failed.Failures} times in a row, at last: {failure.Words}");
        return wait > GateRule.LongestWait
            ? failed.Shut(now, wait, failure.Words)
            : failed with { Next = now + wait };
    }

    public GateState State(string gate, DateTimeOffset now)
    {
        var here = At(now);
        return here.IsShut(now) ? new GateState(gate, GateStatus.Shut, here.ShutUntil, Reason, Refusals, LastAsked)
            : here.Reason is not null && here.Next > now ? new GateState(gate, GateStatus.Waiting, here.Next, Reason, Refusals, LastAsked)
            : new GateState(gate, GateStatus.Open, null, Reason, Refusals, LastAsked);
    }

    /// <summary>Why nothing is asked, for people.</summary>
    public string ShutWords(string gate) => string.Create(
        CultureInfo.InvariantCulture, $"nothing is asked of {gate} until {ShutUntil:yyyy-MM-dd HH:mm} UTC: {Reason}");

    private GateRecord Shut(DateTimeOffset now, TimeSpan wait, string reason)
    {
        var until = now + (wait > GateRule.LongestShut ? GateRule.LongestShut : wait);
        return this with { ShutUntil = until, Next = until, Reason = reason, Shuts = Shuts + 1 };
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
