namespace Paperboy.Tests.Support;

/// <summary>A clock that goes only when told to. Timers are real: nothing here waits for the clock.</summary>
internal sealed class TestTime(DateTimeOffset now) : TimeProvider
{
    public TestTime() : this(new DateTimeOffset(2026, 3, 17, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public DateTimeOffset Now { get; set; } = now;

    public void Pass(TimeSpan time) => Now += time;

    public override DateTimeOffset GetUtcNow() => Now;
}
