namespace Paperboy.Search.Segments;

/// <summary>
/// One commit, opened for reading. It never changes; its files stay mapped until its last user has released it, even
/// when the writer has long merged and deleted them.
/// </summary>
internal sealed class Snapshot
{
    private const int MostAttempts = 100;
    private int _users = 1;

    private Snapshot(byte[]? manifestBytes, DateTime written, Manifest? manifest, IReadOnlyList<SegmentView> segments)
    {
        ManifestBytes = manifestBytes;
        Written = written;
        Manifest = manifest;
        Segments = segments;
        DocumentCount = segments.Sum(segment => (long)segment.Live);
        StoredCount = segments.Sum(segment => (long)segment.Reader.DocumentCount);
        AverageLength = StoredCount == 0 ? 1 : Math.Max(1.0, segments.Sum(segment => segment.Reader.TotalLength) / (double)StoredCount);
    }

    /// <summary>The manifest as it stands in its file. Null: there is none.</summary>
    public byte[]? ManifestBytes { get; }

    /// <summary>
    /// When that file was written. An index that was built again from the same documents may be the same to the byte, and
    /// yet its files are others than the damaged ones that it replaces.
    /// </summary>
    public DateTime Written { get; }

    /// <summary>Null: the folder holds no index.</summary>
    public Manifest? Manifest { get; }

    public IReadOnlyList<SegmentView> Segments { get; }

    /// <summary>The documents that can be found.</summary>
    public long DocumentCount { get; }

    /// <summary>All documents on which the statistics rest: the deleted ones count until a merge removes them.</summary>
    public long StoredCount { get; }

    /// <summary>The average length of the stored documents.</summary>
    public double AverageLength { get; }

    /// <summary>
    /// Opens the last commit, or returns null if it is that of <paramref name="previous"/>. Segments that both have are
    /// shared.
    /// </summary>
    /// <exception cref="IndexCorruptException">A file is damaged or missing.</exception>
    public static Snapshot? Open(IndexFolder folder, Snapshot? previous)
    {
        for (var attempt = 1; ; attempt++)
        {
            var written = folder.WrittenAt(IndexFolder.ManifestName); // before the bytes: should they be newer, they are read once more
            var bytes = Manifest.ReadBytes(folder);
            if (previous is not null && IsSame(bytes, previous.ManifestBytes) && (bytes is null || written == previous.Written))
                return null;
            try
            {
                return Open(folder, bytes, written, previous);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // A writer has committed in between and deleted what the manifest read before named. A manifest that
                // has not changed names a file that is really missing.
                if (IsSame(bytes, Manifest.ReadBytes(folder)) || attempt == MostAttempts)
                    throw new IndexCorruptException((exception as FileNotFoundException)?.FileName ?? folder.Path, "the file is missing", exception);
            }
        }
    }

    /// <summary>Finds the document with an id, unless it is deleted.</summary>
    public bool TryFind(ReadOnlySpan<byte> id, out SegmentReader reader, out int document)
    {
        foreach (var segment in Segments)
        {
            (reader, document) = (segment.Reader, segment.Reader.Ids.Find(id));
            if (document >= 0 && !segment.IsDeleted(document))
                return true;
        }

        (reader, document) = (null!, -1);
        return false;
    }

    /// <summary>How many documents have a vector of each model.</summary>
    public IReadOnlyList<VectorCount> VectorCounts()
    {
        var counts = new Dictionary<VectorModel, long>();
        foreach (var segment in Segments)
        {
            foreach (var group in segment.Reader.Vectors.Groups)
            {
                var deleted = segment.Deletions is null ? 0 : group.CountOf(segment.Deletions);
                counts[group.Model] = counts.GetValueOrDefault(group.Model) + group.Count - deleted;
            }
        }

        return [.. counts.Where(count => count.Value > 0).Select(count => new VectorCount(count.Key, count.Value))];
    }

    /// <summary>False: the last user has gone already.</summary>
    public bool TryAddUser()
    {
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
                return true;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0)
            return;
        foreach (var segment in Segments)
            segment.Reader.Release();
    }

    private static bool IsSame(byte[]? a, byte[]? b) => a is null == b is null && a.AsSpan().SequenceEqual(b);

    private static Snapshot Open(IndexFolder folder, byte[]? bytes, DateTime written, Snapshot? previous)
    {
        if (bytes is null)
            return new Snapshot(bytes, written, null, []);
        var manifest = Manifest.Parse(bytes, folder.PathOf(IndexFolder.ManifestName));
        var segments = new List<SegmentView>();
        try
        {
            foreach (var info in manifest.Segments)
                segments.Add(Open(folder, info, manifest, previous));
            return new Snapshot(bytes, written, manifest, segments);
        }
        catch
        {
            foreach (var segment in segments)
                segment.Reader.Release();
            throw;
        }
    }

    private static SegmentView Open(IndexFolder folder, SegmentInfo info, Manifest manifest, Snapshot? previous)
    {
        var known = previous?.Manifest?.Segments.FirstOrDefault(
            other => other.Number == info.Number && other.FileChecksum == info.FileChecksum);
        if (known is null)
            return info.OpenView(folder, manifest.Schema);
        var view = previous!.Segments.First(segment => segment.Reader.Number == info.Number);
        if (view.Reader.Written != folder.WrittenAt(info.FileName))
            return info.OpenView(folder, manifest.Schema);
        var deletions = known == info ? view.Deletions : info.ReadDeletions(folder);
        return new SegmentView(view.Reader.AddUser(), deletions);
    }
}
