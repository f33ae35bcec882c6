using System.Globalization;
using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// The one process that writes the index of a data folder, as long as it holds this. The index is derived: one that is
/// damaged, of another catalog or of another shape is thrown away and built again.
/// </summary>
public sealed class IndexOwner : IDisposable
{
    private const int BatchSize = 2_000;
    private const int CommitEvery = 200_000;

    private readonly DataFolder _folder;
    private readonly IndexQueue _queue;
    private readonly FileLock _lock;
    private IndexWriter _writer;

    private IndexOwner(Database database, FileLock held, string? damage)
    {
        _folder = database.Folder;
        _queue = new IndexQueue(database);
        _lock = held;

        // Asked for under the lock: a wish read before may have been granted by whoever held the lock meanwhile.
        _writer = (damage ?? IndexRepair.Wanted(_folder)) is { } why ? Rebuild(why) : Open();
    }

    /// <summary>The sequence of the catalog up to which the index is written.</summary>
    public long CommittedSequence => _writer.CommittedSequence;

    /// <inheritdoc cref="IndexWriter.MergeFailure"/>
    public Exception? MergeFailure => _writer.MergeFailure;

    /// <summary>Why the index was thrown away and is built again, in words; null when it was sound.</summary>
    public string? RebuiltBecause { get; private set; }

    /// <summary>Becomes the owner, or gives null when another process is.</summary>
    /// <param name="database">The catalog.</param>
    /// <param name="holder">Who becomes it, in words, for those that wait.</param>
    /// <param name="damage">What a search has found broken that opening does not see: then the index is built again.</param>
    public static IndexOwner? TryBecome(Database database, string holder, string? damage = null)
    {
        var held = FileLock.TryExclusive(database.Folder.IndexLock, holder);
        if (held is null)
            return null;
        try
        {
            return new IndexOwner(database, held, damage);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes over what the catalog has and the index has not; returns how many changes that were.</summary>
    /// <param name="progress">Called with the sequences reached and to be reached; may be null.</param>
    /// <param name="cancel">Stops between two batches; the last commit stands.</param>
    public long Drain(Action<long, long>? progress, CancellationToken cancel)
    {
        var from = _writer.CommittedSequence;
        var target = _queue.CatalogSequence();
        var reached = from;
        var committed = from;
        long done = 0;
        foreach (var batch in new QueuedDocuments(_queue).After(from))
        {
            foreach (var (id, document) in batch.Changes)
                Apply(id, document);
            reached = batch.Last;
            done += batch.Changes.Count;
            if (reached - committed >= CommitEvery)
            {
                _writer.Commit(reached);
                committed = reached;
            }

            progress?.Invoke(reached - from, Math.Max(1, target - from));
            cancel.ThrowIfCancellationRequested();
        }

        if (reached != committed)
            _writer.Commit(reached);
        return done;
    }

    /// <summary>Gives vectors to papers, but to those not that have changed meanwhile: what is newer stays.</summary>
    /// <param name="papers">Papers as they were, with their vectors.</param>
    /// <param name="asOf">The sequence of the catalog when they were read.</param>
    internal void SetVectors(IReadOnlyList<(PaperChange Paper, ModelVector Vector)> papers, long asOf)
    {
        var newer = new HashSet<string>(StringComparer.Ordinal);
        for (var reached = asOf; _queue.After(reached, BatchSize) is { Count: > 0 } changes; reached = changes[^1].Sequence)
            newer.UnionWith(changes.Select(change => change.Id));
        foreach (var (paper, vector) in papers)
        {
            if (!newer.Contains(paper.Id))
                _writer.Upsert(PaperDocument.Of(paper).Set(vector));
        }

        _writer.Commit(_writer.CommittedSequence);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _lock.Dispose();
    }

    private void Apply(string id, IndexDocument? document)
    {
        if (document is null)
            _writer.Delete(id);
        else
            _writer.Upsert(document);
    }

    private IndexWriter Open()
    {
        try
        {
            if (Foreign() is { } reason)
                return Rebuild(reason);
            var writer = IndexWriter.Open(_folder.Index, PaperDocument.Schema);
            if (writer.CommittedSequence <= _queue.CatalogSequence())
                return writer;
            writer.Dispose();
            return Rebuild("it knows more than the catalog, which must have been replaced");
        }
        catch (Exception e) when (e is IndexCorruptException or SchemaMismatchException)
        {
            return Rebuild(e.Message);
        }
    }

    // The file beside the index says whose index it is.
    private string? Foreign()
    {
        var identity = _queue.CatalogIdentity().ToString(CultureInfo.InvariantCulture);
        if (!Directory.Exists(_folder.Index))
        {
            File.WriteAllText(_folder.IndexIdentity, identity);
            return null;
        }

        return File.Exists(_folder.IndexIdentity) && File.ReadAllText(_folder.IndexIdentity) == identity
            ? null
            : "it belongs to another catalog";
    }

    private IndexWriter Rebuild(string reason)
    {
        RebuiltBecause = reason;
        if (Directory.Exists(_folder.Index))
            Directory.Delete(_folder.Index, recursive: true);
        Foreign();
        IndexRepair.Begun(_folder);
        return IndexWriter.Open(_folder.Index, PaperDocument.Schema);
    }
}
