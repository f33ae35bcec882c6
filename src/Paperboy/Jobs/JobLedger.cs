using System.Collections.Concurrent;

namespace Paperboy.Jobs;

/// <summary>What is known of the jobs of this process: when each last ran, and how that went.</summary>
public sealed class JobLedger(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, JobRecord> _records = new(StringComparer.Ordinal);

    /// <summary>All jobs, by name; also those that have not run yet.</summary>
    public IReadOnlyList<JobRecord> All => [.. _records.Values.OrderBy(r => r.Name, StringComparer.Ordinal)];

    internal string? LastError(string name) => _records.TryGetValue(name, out var record) ? record.LastError : null;

    internal void Planned(string name) => _records.TryAdd(name, new JobRecord(name, null, null, null, 0));

    internal void Started(string name)
    {
        var now = time.GetUtcNow();
        _records.AddOrUpdate(name, n => new JobRecord(n, now, null, null, 0), (_, r) => r with { LastStart = now });
    }

    /// <summary>Something to tell of a job besides that it ran; stays until it is replaced.</summary>
    internal void Note(string name, string words) =>
        _records.AddOrUpdate(name, n => new JobRecord(n, null, null, null, 0) { Note = words }, (_, r) => r with { Note = words });

    internal void Ended(string name, string? error)
    {
        var now = time.GetUtcNow();
        _records.AddOrUpdate(
            name,
            n => new JobRecord(n, now, now, error, error is null ? 0 : 1),
            (_, r) => r with { LastEnd = now, LastError = error, ConsecutiveFailures = error is null ? 0 : r.ConsecutiveFailures + 1 });
    }
}

/// <param name="Name">The job's.</param>
/// <param name="LastStart">Null before its first run.</param>
/// <param name="LastEnd">Of the last run that has ended.</param>
/// <param name="LastError">Null when that run went well.</param>
/// <param name="ConsecutiveFailures">How many runs have failed since one went well.</param>
public sealed record JobRecord(
    string Name, DateTimeOffset? LastStart, DateTimeOffset? LastEnd, string? LastError, int ConsecutiveFailures)
{
    /// <summary>What the job has to tell besides, in words; null when nothing.</summary>
    public string? Note { get; init; }
}
