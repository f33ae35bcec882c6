using Paperboy.Storage;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// Lets one request at a time through to a service, over all threads of this process and all processes on the data folder,
/// and none before its time. The lock is a flock, so a killed process leaves only its delay behind.
/// </summary>
internal sealed class HostGate : IDisposable
{
    // Another process ends its exchange without telling; and whoever waits for long looks whether the gate was opened by hand.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly GateFile _file;
    private readonly TimeProvider _time;

    public HostGate(string folder, string name, TimeProvider time)
    {
        (Name, _time) = (name, time);
        _file = new GateFile(folder, name);
        Directory.CreateDirectory(folder);
    }

    public string Name { get; }

    /// <summary>Waits for the right to send one request; it ends when the turn is disposed.</summary>
    /// <param name="delay">The service's usual delay between two requests.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="FetchFailedException">The gate is shut.</exception>
    public async Task<GateTurn> EnterAsync(TimeSpan delay, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            for (; ; )
            {
                var held = await LockAsync(cancel);
                var wait = Look(held, delay, out var record);
                if (wait is null)
                    return new GateTurn(this, held, record, delay);
                held.Dispose();
                await Task.Delay(Nap(wait.Value), _time, cancel);
            }
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    public void Dispose() => _turn.Dispose();

    internal DateTimeOffset Now => _time.GetUtcNow();

    internal void Leave(FileLock held, GateRecord record)
    {
        try
        {
            _file.Write(record);
        }
        finally
        {
            held.Dispose();
            _turn.Release();
        }
    }

    // Null when the request may start now: then it is written down that it did.
    private TimeSpan? Look(FileLock held, TimeSpan delay, out GateRecord record)
    {
        try
        {
            var now = Now;
            record = Current(now, delay);
            if (record.IsShut(now))
                throw new FetchFailedException(FetchFault.Refused, record.ShutWords(Name));
            if (record.Next > now)
                return record.Next - now;
            record = record.Asked(now, delay);
            _file.Write(record);
            return null;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private GateRecord Current(DateTimeOffset now, TimeSpan delay)
    {
        var found = _file.Read();

        // A file that cannot be read says at least that somebody asked, perhaps just now.
        var record = found ?? GateRecord.New(now) with { Next = _file.Exists ? now + delay : now };
        var current = record.At(now);
        if (_file.IsOpenedByHand)
        {
            var soonest = (current.LastAsked ?? now - delay) + delay;
            current = GateRecord.New(now) with { Next = soonest > now ? soonest : now, LastAsked = current.LastAsked };
            _file.Write(current);
            _file.Opened();
        }
        else if (current != found)
        {
            _file.Write(current);
        }

        return current;
    }

    // Task.Delay drops parts of a millisecond, and the turn would come too early.
    private static TimeSpan Nap(TimeSpan wait) =>
        wait > LongestNap ? LongestNap : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private async Task<FileLock> LockAsync(CancellationToken cancel)
    {
        for (; ; )
        {
            if (_file.TryLock() is { } held)
                return held;
            await Task.Delay(BetweenLooks, _time, cancel);
        }
    }
}

/// <summary>The right to send one request. Disposing it without a word on how it went leaves only the delay behind.</summary>
internal sealed class GateTurn(HostGate gate, FileLock held, GateRecord record, TimeSpan delay) : IDisposable
{
    private GateRecord _record = record;
    private DateTimeOffset? _answered;
    private bool _isOver;

    /// <summary>Whether the gate is shut now, after this exchange.</summary>
    public bool IsShut => _record.IsShut(gate.Now);

    /// <summary>Why, where it is.</summary>
    public string ShutWords => _record.ShutWords(gate.Name);

    /// <summary>The head of the reply is there.</summary>
    public void HeadCame() => _answered = gate.Now;

    /// <summary>The service did its part.</summary>
    public void Succeeded() => _record = _record.Answered(gate.Now, _answered ?? gate.Now, delay);

    /// <param name="failure">How the exchange ended.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public void Failed(ExchangeFailure failure, double jitter) => _record = _record.Failed(gate.Now, delay, failure, jitter);

    public void Dispose()
    {
        if (_isOver)
            return;
        _isOver = true;
        gate.Leave(held, _record);
    }
}
