using System.Collections.Concurrent;
using Paperboy.Jobs;
using Paperboy.Settings;

namespace Paperboy.Harvest;

/// <summary>
/// Harvests the scheduled sources by themselves while the server runs: each source for itself, since one may take hours and
/// another must not wait for it.
/// </summary>
public sealed class ScheduledHarvests(
    HarvestDesk desk, HarvestStandings standings, SourcesSettings settings, TimeProvider time, JobLedger jobs, ILogger<ScheduledHarvests> log)
    : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private bool _disposed;

    /// <summary>Whether a source is harvested by itself.</summary>
    public bool Includes(IPaperSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return settings.Scheduled && source.Scheduled;
    }

    /// <summary>Begins the harvests that are due.</summary>
    public void Look()
    {
        foreach (var source in desk.Sources.Where(Includes))
        {
            if (_stop.IsCancellationRequested || (_running.TryGetValue(source.Name, out var running) && !running.IsCompleted))
                continue;
            if (standings.Next(source.Name) is { } next && next.At <= time.GetUtcNow())
                _running[source.Name] = Task.Run(() => HarvestAsync(source, next.Reason), CancellationToken.None);
        }
    }

    /// <summary>Returns when the harvests that run now have ended.</summary>
    internal Task Idle() => Task.WhenAll(_running.Values);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host that is disposed of stops its services twice.
        if (_disposed)
            return;
        await _stop.CancelAsync();
        await Idle().WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _disposed = true;
        _stop.Dispose();
    }

    private async Task HarvestAsync(IPaperSource source, string reason)
    {
        try
        {
            log.LogInformation("Harvesting {Source}: {Reason}", source.Title, reason);
            var order = desk.Order(source, new HarvestWish(null, null, []));
            var result = await desk.HarvestAsync(source, order, "paperboy serve", insist: false, null, _stop.Token);
            jobs.Note(HarvestJob.Name, $"{source.Title}: {result.Words}");
            if (result.IsWhole)
                log.LogInformation("Harvested {Source}: {Words}", source.Title, result.Words);
            else
                log.LogWarning("The harvest of {Source} is not whole: {Words}", source.Title, result.Words);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops; the next one goes on from there.
        }
        catch (HarvestBusyException)
        {
            // A verb is at it: what it leaves is due at a later look.
        }
        catch (Exception e)
        {
            jobs.Note(HarvestJob.Name, $"{source.Title}: {e.Message}");
            log.LogError(e, "{Source} could not be harvested: {Reason}", source.Title, e.Message);
        }
    }
}
