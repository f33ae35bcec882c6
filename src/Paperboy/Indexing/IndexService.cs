using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>The server's side of the index: owns it from the first moment that nobody else does, and keeps it up to date.</summary>
public sealed class IndexService(Database database, ILogger<IndexService> log) : IDisposable
{
    private readonly Lock _turn = new();
    private IndexOwner? _owner;

    /// <summary>Indexes what is waiting. False when another process owns the index: then that one does it.</summary>
    public bool Drain(CancellationToken cancel)
    {
        lock (_turn)
        {
            if (_owner is null && !Become())
                return false;
            var done = _owner!.Drain(null, cancel);
            if (done > 0)
                log.LogInformation("Indexed {Changes} changes of papers", done);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _owner?.Dispose();
            _owner = null;
        }
    }

    private bool Become()
    {
        _owner = IndexOwner.TryBecome(database, "paperboy serve");
        if (_owner?.RebuiltBecause is { } reason)
            log.LogWarning("The index is built anew: {Reason}", reason);
        return _owner is not null;
    }
}
