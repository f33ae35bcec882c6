using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// The server's side of the index: owns it from the first moment that nobody else does, and keeps it up to date. When
/// its files are deleted or damaged, or cannot be written, it lets go and opens the index anew the next time, which
/// removes leftovers and builds again what is lost.
/// </summary>
public sealed class IndexService(Database database, PaperIndex index, ILogger<IndexService> log) : IDisposable
{
    private readonly Lock _turn = new();
    private IndexOwner? _owner;
    private volatile string? _mergeFailure;

    /// <summary>Who owns the index by this, in words, for those that wait.</summary>
    public string Holder { get; set; } = "paperboy serve";

    /// <summary>Why the segments of the index cannot be merged, in words; null while they can. All papers are found nevertheless.</summary>
    public string? MergeFailure => _mergeFailure;

    /// <summary>Indexes what is waiting. False when another process owns the index: then that one does it.</summary>
    public bool Drain(CancellationToken cancel)
    {
        lock (_turn)
        {
            var damage = index.TakeDamage();
            if (_owner is not null && (damage ?? IndexRepair.Wanted(database.Folder) ?? Fault(_owner)) is { } fault)
            {
                log.LogWarning("The index is opened anew: {Fault}", fault);
                Close();
            }

            if (_owner is null && !Become(damage))
                return false;

            Index(_owner!, cancel);
            NoteMerges(_owner!);
            return true;
        }
    }

    /// <summary>Lets go of the index, so that another process can own it, until the next <see cref="Drain"/>.</summary>
    public void LetGo()
    {
        lock (_turn)
            Close();
    }

    /// <summary>Gives vectors to papers of the index. False: another process owns it.</summary>
    internal bool SetVectors(IReadOnlyList<(PaperChange Paper, ModelVector Vector)> papers, long asOf)
    {
        lock (_turn)
        {
            _owner?.SetVectors(papers, asOf);
            return _owner is not null;
        }
    }

    public void Dispose() => LetGo();

    private void Index(IndexOwner owner, CancellationToken cancel)
    {
        try
        {
            var done = owner.Drain(null, cancel);
            if (done > 0)
                log.LogInformation("Indexed {Changes} changes of papers", done);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Opening would not see what a merge has found: without this the index would never be mended.
            if (e is IndexCorruptException)
                index.ReportDamage(e.Message);
            Close();
            throw;
        }
    }

    // Each commit tries again: what goes on failing for the same reason is told once.
    private void NoteMerges(IndexOwner owner)
    {
        var failure = owner.MergeFailure is { } why
            ? $"The segments of {database.Folder.Index} cannot be merged, which is tried again with the next change: {why.Message}"
            : null;
        if (failure == _mergeFailure)
            return;
        _mergeFailure = failure;
        if (failure is not null)
            log.LogWarning(owner.MergeFailure, "{Failure}", failure);
        else
            log.LogInformation("The segments of the index are merged again");
    }

    // Nobody else may write while this process owns the index: what others would read must be what was written.
    private string? Fault(IndexOwner owner)
    {
        try
        {
            return index.Sequence == owner.CommittedSequence ? null : "its files were deleted or replaced";
        }
        catch (IndexCorruptException e)
        {
            return e.Message;
        }
    }

    private bool Become(string? damage)
    {
        _owner = IndexOwner.TryBecome(database, Holder, damage);
        if (_owner?.RebuiltBecause is { } reason)
            log.LogWarning("The index is built anew: {Reason}", reason);
        return _owner is not null;
    }

    private void Close()
    {
        _owner?.Dispose();
        _owner = null;
    }
}
