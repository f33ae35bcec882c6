using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search;

/// <summary>
/// The one writer of an index. Documents gather in memory, overflow into segment files, and are all found, or all
/// missing, from one <see cref="Commit"/> to the next: a commit first writes and flushes every file and then replaces
/// the manifest in one step. Safe to use from several threads, which then wait for one another.
/// </summary>
public sealed class IndexWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IndexFolder _folder;
    private readonly FileStream _lockFile;
    private readonly List<WriterSegment> _segments = [];
    private Manifest _committed;
    private InvertedBuffer _buffer;
    private long _nextSegment;
    private long _generation;
    private bool _isDisposed;

    private IndexWriter(IndexFolder folder, FileStream lockFile, Manifest committed)
    {
        _folder = folder;
        _lockFile = lockFile;
        _committed = committed;
        _nextSegment = committed.NextSegmentNumber;
        _generation = committed.Generation;
        _buffer = new InvertedBuffer(committed.Schema);
        foreach (var info in committed.Segments)
            _segments.Add(WriterSegment.Open(folder, info, committed.Schema.Fields.Count));
        folder.DeleteAllBut(NamesOf(committed));
    }

    /// <summary>The sequence that the caller gave to the last commit, 0 before the first.</summary>
    public long CommittedSequence => _committed.Sequence;

    /// <summary>The number of documents as it will be after the next commit.</summary>
    public long DocumentCount
    {
        get
        {
            lock (_gate)
                return _buffer.Live + _segments.Sum(segment => (long)segment.View.Live);
        }
    }

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

    /// <summary>The memory that documents may take before they overflow into a segment file.</summary>
    internal long MostBufferedBytes { get; set; } = 64 << 20;

    internal static IndexWriter Open(IndexFolder folder, IndexSchema schema)
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
            return new IndexWriter(folder, lockFile, manifest);
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
    /// <exception cref="ArgumentException">The document has a field that the schema does not have.</exception>
    public void Upsert(IndexDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        foreach (var (field, _) in document.NamedTexts)
        {
            if (_committed.Schema.IndexOf(field) < 0)
                throw new ArgumentException($"The index has no field '{field}'.", nameof(document));
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DeleteFromSegments(document.Id);
            _buffer.Add(document);
            if (_buffer.AllocatedBytes > MostBufferedBytes)
                FlushBuffer();
        }
    }

    /// <summary>Deletes the document with this id; nothing happens if there is none.</summary>
    public void Delete(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_buffer.Delete(id))
                DeleteFromSegments(id);
        }
    }

    /// <summary>
    /// Makes everything since the last commit durable and visible, together with <paramref name="sequence"/>. When it
    /// throws (a full disk, say), the last commit stands, nothing is lost from memory, and it can be called again.
    /// </summary>
    public void Commit(long sequence)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            FlushBuffer();
            while (MergePolicy.Choose([.. _segments.Select(segment => segment.View)]) is { Count: > 0 } places)
                Merge(places);
            if (sequence != _committed.Sequence || HasChanged())
                WriteManifest(sequence);
        }
    }

    /// <summary>Closes the index. What was not committed is lost.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            foreach (var segment in _segments)
                segment.View.Reader.Release();
            _lockFile.Dispose();
        }
    }

    /// <summary>Writes all segments as one; for tests and for a copy at its best.</summary>
    internal void MergeAll()
    {
        lock (_gate)
        {
            FlushBuffer();
            if (_segments.Count > 0)
                Merge([.. Enumerable.Range(0, _segments.Count)]);
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

    private static HashSet<string> NamesOf(Manifest manifest)
    {
        var names = manifest.Segments.Select(segment => segment.FileName).ToHashSet();
        names.UnionWith(manifest.Segments.Where(segment => segment.Deleted > 0).Select(segment => segment.DeletionsFileName));
        return names;
    }

    private void DeleteFromSegments(string id)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        foreach (var segment in _segments)
        {
            if (segment.Delete(bytes))
                return; // an id is live in one place only
        }
    }

    private void FlushBuffer()
    {
        if (_buffer.Live > 0)
        {
            var info = _buffer.WriteTo(_folder, _nextSegment++);
            _segments.Add(WriterSegment.Open(_folder, info, _committed.Schema.Fields.Count));
        }

        if (!_buffer.IsEmpty)
            _buffer = new InvertedBuffer(_committed.Schema);
    }

    private void Merge(IReadOnlyList<int> places)
    {
        var sources = places.Select(place => _segments[place]).ToList();
        if (sources.Any(source => source.View.Live > 0))
        {
            var info = SegmentMerger.Merge(
                _folder, _nextSegment++, _committed.Schema, [.. sources.Select(source => source.View)]);
            _segments.Add(WriterSegment.Open(_folder, info, _committed.Schema.Fields.Count));
        }

        foreach (var source in sources)
        {
            _segments.Remove(source);
            source.View.Reader.Release();
        }
    }

    private bool HasChanged() => !_segments.Select(segment => segment.Info).SequenceEqual(_committed.Segments)
        || _segments.Any(segment => segment.HasNewDeletions);

    private void WriteManifest(long sequence)
    {
        _generation++; // also after a failure: no file name is ever used for two contents
        foreach (var segment in _segments)
            segment.WriteDeletions(_folder, _generation);
        var manifest = new Manifest(
            _generation, sequence, _nextSegment, _committed.Schema, [.. _segments.Select(segment => segment.Info)]);
        _folder.Replace(IndexFolder.ManifestName, manifest.WriteTo);
        _committed = manifest;
        _folder.DeleteAllBut(NamesOf(manifest));
    }
}
