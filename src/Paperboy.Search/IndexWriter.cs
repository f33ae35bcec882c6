using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search;

/// <summary>
/// The one writer of an index. Documents gather in memory, overflow into segment files, and are all found, or all
/// missing, from one <see cref="Commit"/> to the next: a commit first writes and flushes every file and then replaces
/// the manifest in one step. Segments are merged in the background. Safe to use from several threads, which then wait
/// for one another.
/// </summary>
public sealed class IndexWriter : IDisposable
{
    private const int MostSegments = 48;
    private readonly Lock _calls = new(); // held by one public call at a time
    private readonly IndexFolder _folder;
    private readonly FileStream _lockFile;
    private readonly SegmentSet _segments;
    private readonly BufferPool _buffers;
    private readonly BackgroundMerger _merger;
    private Manifest _committed;
    private bool _hasChanges;
    private bool _isDisposed;

    private IndexWriter(IndexFolder folder, FileStream lockFile, Manifest committed, bool mergesInBackground)
    {
        _folder = folder;
        _lockFile = lockFile;
        _committed = committed;
        _segments = new SegmentSet(folder, committed);
        _buffers = new BufferPool(committed.Schema, _segments);
        _merger = new BackgroundMerger(_segments, mergesInBackground, CommitMerges);
        _segments.DeleteUnused(committed);
    }

    /// <summary>The sequence that the caller gave to the last commit, 0 before the first.</summary>
    public long CommittedSequence => _committed.Sequence;

    /// <summary>The number of documents as it will be after the next commit.</summary>
    public long DocumentCount => _segments.LiveCount;

    /// <summary>
    /// Why the last merge in the background failed (a full disk, say); null when it did not. Nothing is lost: the segments
    /// stay as they are, queries slow down as their number grows, and merging is tried again with the next document or commit.
    /// </summary>
    public Exception? MergeFailure => _merger.Failure;

    /// <summary>Opens the index in a folder, which is made when there is none, and removes what a crash left over.</summary>
    /// <exception cref="IndexLockedException">Another writer has it open.</exception>
    /// <exception cref="IndexCorruptException">A file of the last commit is damaged or missing.</exception>
    /// <exception cref="SchemaMismatchException">The index was made with another schema.</exception>
    public static IndexWriter Open(string folder, IndexSchema schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(schema);
        return Open(new IndexFolder(folder), schema);
    }

    /// <summary>The memory that documents may take before they overflow into segment files.</summary>
    internal long MostBufferedBytes
    {
        get => _buffers.MostBytes;
        set => _buffers.MostBytes = value;
    }

    internal static IndexWriter Open(IndexFolder folder, IndexSchema schema, bool mergesInBackground = true)
    {
        schema.ThrowIfInvalid();
        Directory.CreateDirectory(folder.Path);
        var lockFile = Lock(folder);
        try
        {
            var bytes = Manifest.ReadBytes(folder);
            var manifest = bytes is null
                ? new Manifest(0, 0, 1, schema, [])
                : Manifest.Parse(bytes, folder.PathOf(IndexFolder.ManifestName));
            if (!manifest.Schema.Equals(schema))
                throw new SchemaMismatchException(folder.Path);
            return new IndexWriter(folder, lockFile, manifest, mergesInBackground);
        }
        catch (FileNotFoundException exception)
        {
            lockFile.Dispose();
            throw new IndexCorruptException(exception.FileName ?? folder.Path, "the file is missing", exception);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Adds a document in place of the one with the same id, if there is one.</summary>
    /// <exception cref="ArgumentException">The document has a field or a column that the schema does not have.</exception>
    /// <exception cref="IOException">Documents before it could not be written; this one was not added.</exception>
    public void Upsert(IndexDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        CheckNames(document, _committed.Schema);
        lock (_calls)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _buffers.Add(document);
            _hasChanges = true;
            _merger.Start();
        }
    }

    /// <summary>Deletes the document with this id; nothing happens if there is none.</summary>
    public void Delete(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        lock (_calls)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _segments.Delete(id, Encoding.UTF8.GetBytes(id));
            _hasChanges = true;
        }
    }

    /// <summary>
    /// Makes everything since the last commit durable and visible, together with <paramref name="sequence"/>. When it
    /// throws (a full disk, say), the last commit stands, nothing is lost from memory, and it can be called again.
    /// </summary>
    public void Commit(long sequence)
    {
        if (_segments.Count > MostSegments)
            _merger.WaitUntilIdle(); // commits come faster than merges; readers would have to open ever more files
        lock (_calls)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _buffers.Flush();
            _merger.RunInline();
            WriteManifest(sequence);
            _hasChanges = false;
            _merger.Start();
        }
    }

    /// <summary>Closes the index. What was not committed is lost.</summary>
    public void Dispose()
    {
        _merger.Dispose(); // before the calls are locked: a merge that ends may want to commit
        lock (_calls)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _buffers.Dispose();
            _segments.Dispose();
            _lockFile.Dispose();
        }
    }

    /// <summary>Writes all segments as one, in the next commit; for tests and for a copy at its best.</summary>
    internal void MergeAll()
    {
        _merger.WaitUntilIdle();
        lock (_calls)
        {
            _buffers.Flush();
            _segments.Merge(_segments.ChooseAll(), default);
        }
    }

    /// <summary>Returns when no merge runs and none is due.</summary>
    internal void WaitForMerges() => _merger.WaitUntilIdle();

    private static void CheckNames(IndexDocument document, IndexSchema schema)
    {
        foreach (var (field, _) in document.NamedTexts)
        {
            if (schema.IndexOf(field) < 0)
                throw new ArgumentException($"The index has no field '{field}'.", nameof(document));
        }

        foreach (var (column, _) in document.Numbers)
            CheckColumn(column, ColumnKind.Number);
        foreach (var (column, _) in document.Keywords)
            CheckColumn(column, ColumnKind.Keyword);

        void CheckColumn(string name, ColumnKind kind)
        {
            var place = schema.ColumnOf(name);
            if (place < 0 || schema.Columns[place].Kind != kind)
                throw new ArgumentException($"The index has no column '{name}' of kind {kind}.", nameof(document));
        }
    }

    private static FileStream Lock(IndexFolder folder)
    {
        var path = folder.PathOf(IndexFolder.LockName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IndexLockedException(path, exception);
        }
    }

    // What has been merged in the background is committed at once when nothing else waits for a commit.
    private void CommitMerges()
    {
        lock (_calls)
        {
            if (_isDisposed)
                return;
            if (!_hasChanges)
                WriteManifest(_committed.Sequence);
            _segments.DeleteUnused(_committed);
        }
    }

    private void WriteManifest(long sequence)
    {
        var manifest = _segments.WriteManifest(_committed, sequence);
        if (manifest == _committed)
            return;
        _committed = manifest;
        _segments.DeleteUnused(manifest);
    }
}
