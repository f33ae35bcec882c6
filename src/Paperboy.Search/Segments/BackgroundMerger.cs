namespace Paperboy.Search.Segments;

/// <summary>Merges segments, one merge at a time, on a thread of its own; or, for tests that want to know what comes after what, when asked.</summary>
/// <param name="segments">What to merge.</param>
/// <param name="isInBackground">False: only <see cref="RunInline"/> merges.</param>
/// <param name="merged">Called after merges, outside of all locks.</param>
internal sealed class BackgroundMerger(SegmentSet segments, bool isInBackground, Action merged) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private volatile bool _isStopped;
    private volatile Exception? _failure;
    private Task _running = Task.CompletedTask;

    /// <summary>Why the last merge failed; null when it did not. Merging is tried again with the next document or commit.</summary>
    public Exception? Failure => _failure;

    /// <summary>Merges what is due while the caller goes on.</summary>
    /// <exception cref="IndexCorruptException">The last merge has found a damaged file.</exception>
    public void Start()
    {
        if (!isInBackground)
            return;
        lock (_gate)
        {
            if (!_running.IsCompleted || _isStopped)
                return;
            if (Failure is IndexCorruptException damage)
                throw new IndexCorruptException(damage.File, "found while merging", damage);
            var chosen = segments.Choose();
            if (chosen.Count > 0)
                _running = Task.Factory.StartNew(() => Run(chosen), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Merges what is due before it returns, unless that happens in the background.</summary>
    public void RunInline()
    {
        while (!isInBackground && segments.Choose() is { Count: > 0 } chosen)
            segments.Merge(chosen, default);
    }

    /// <summary>Returns when no merge runs and none is due.</summary>
    public void WaitUntilIdle()
    {
        Start();
        Running().Wait();
    }

    /// <summary>Gives up the merge that runs and starts no more.</summary>
    public void Dispose()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        _stop.Cancel();
        Running().Wait();
        _stop.Dispose();
    }

    private Task Running()
    {
        lock (_gate)
            return _running;
    }

    private void Run(IReadOnlyList<WriterSegment> chosen)
    {
        try
        {
            for (; chosen.Count > 0; chosen = _isStopped ? [] : segments.Choose())
            {
                segments.Merge(chosen, _stop.Token);
                merged();
            }

            _failure = null;
        }
        catch (OperationCanceledException)
        {
            // The writer is being closed; the sources are as good as they were.
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }
}
