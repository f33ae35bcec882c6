using System.Text;

namespace Paperboy.Search.Segments;

/// <summary>
/// The segments of a writer, committed or not, and the documents on their way into one. Each change is a step under one
/// lock, so that buffers and merges may write files at the same time as documents are added and deleted.
/// </summary>
internal sealed class SegmentSet : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IndexFolder _folder;
    private readonly IndexSchema _schema;
    private readonly List<WriterSegment> _segments = [];
    private readonly HashSet<WriterSegment> _merging = [];
    private readonly HashSet<long> _writing = []; // numbers of files that belong to no segment yet
    private readonly HashSet<string> _attempted = []; // files of manifests that failed, and may stand on the disk nevertheless
    private readonly Dictionary<string, long> _buffered = new(StringComparer.Ordinal); // the newest stamp of each id
    private IdFilter? _known; // every id in the segments and on its way there; null until it is worth its making
    private long _stamp;
    private long _nextNumber;
    private long _generation;

    public SegmentSet(IndexFolder folder, Manifest committed)
    {
        _folder = folder;
        _schema = committed.Schema;
        _nextNumber = committed.NextSegmentNumber;
        _generation = committed.Generation;
        try
        {
            foreach (var info in committed.Segments)
                _segments.Add(WriterSegment.Open(folder, info, committed.Schema));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The documents that are neither deleted nor replaced, buffered ones too.</summary>
    public long LiveCount
    {
        get
        {
            lock (_gate)
                return _buffered.Count + _segments.Sum(segment => (long)segment.View.Live);
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _segments.Count;
        }
    }

    /// <summary>Announces a document that will be buffered; it replaces all others with its id. Gives its stamp.</summary>
    public long Announce(string id)
    {
        Span<byte> utf8 = stackalloc byte[IndexDocument.MostIdBytes];
        utf8 = utf8[..Encoding.UTF8.GetBytes(id, utf8)];
        lock (_gate)
        {
            _stamp++;
            _known ??= FilterIfWorthIt();
            if (_known?.MayContain(utf8) != false)
                DeleteFromSegments(utf8);
            else
                _known.Add(utf8);
            _buffered[id] = _stamp;
            return _stamp;
        }
    }

    public void Delete(string id, ReadOnlySpan<byte> utf8)
    {
        lock (_gate)
        {
            if (!_buffered.Remove(id))
                DeleteFromSegments(utf8);
        }
    }

    /// <summary>Writes a buffer as a new segment. When it throws, the buffer is as it was.</summary>
    public void Write(Postings.InvertedBuffer buffer)
    {
        var number = Reserve();
        try
        {
            var live = new bool[buffer.Count];
            lock (_gate)
            {
                for (var document = 0; document < live.Length; document++)
                    live[document] = _buffered.TryGetValue(buffer.IdOf(document), out var newest) && newest == buffer.StampOf(document);
            }

            if (!live.Contains(true))
                return;
            var info = buffer.WriteTo(_folder, number, document => live[document]);
            Add(WriterSegment.Open(_folder, info, _schema), buffer, live);
        }
        finally
        {
            lock (_gate)
                _writing.Remove(number);
        }
    }

    /// <summary>The segments to merge next, which then are marked so; empty if all may stay as they are.</summary>
    public IReadOnlyList<WriterSegment> Choose()
    {
        lock (_gate)
        {
            var free = _segments.Where(segment => !_merging.Contains(segment)).ToList();
            return Mark([.. MergePolicy.Choose([.. free.Select(segment => segment.View)]).Select(place => free[place])]);
        }
    }

    /// <summary>All segments, marked as being merged.</summary>
    public IReadOnlyList<WriterSegment> ChooseAll()
    {
        lock (_gate)
            return Mark([.. _segments]);
    }

    /// <summary>Writes chosen segments as one and puts it in their place. What is deleted meanwhile is deleted there.</summary>
    public void Merge(IReadOnlyList<WriterSegment> chosen, CancellationToken cancellation)
    {
        if (chosen.Count == 0)
            return;
        var number = Reserve();
        List<SegmentView> views = [];
        try
        {
            lock (_gate)
                views.AddRange(chosen.Select(segment => segment.Hold()));
            WriterSegment? merged = null;
            int[][] renumbered = [];
            if (views.Any(view => view.Live > 0))
            {
                (var info, renumbered) = SegmentMerger.Merge(_folder, number, _schema, views, cancellation);
                merged = WriterSegment.Open(_folder, info, _schema);
            }

            Replace(chosen, views, merged, renumbered);
        }
        finally
        {
            foreach (var view in views)
                view.Reader.Release();
            lock (_gate)
            {
                _writing.Remove(number);
                _merging.ExceptWith(chosen);
            }
        }
    }

    /// <summary>Writes a manifest of what is here; gives back the committed one if that says the same.</summary>
    public Manifest WriteManifest(Manifest committed, long sequence)
    {
        lock (_gate)
        {
            var isSame = sequence == committed.Sequence
                && _segments.Select(segment => segment.Info).SequenceEqual(committed.Segments)
                && !_segments.Any(segment => segment.HasNewDeletions);
            if (isSame)
                return committed;
            _generation++; // also after a failure: no file name is ever used for two contents
            foreach (var segment in _segments)
                segment.WriteDeletions(_folder, _generation);
            var manifest = new Manifest(_generation, sequence, _nextNumber, _schema, [.. _segments.Select(segment => segment.Info)]);
            _attempted.UnionWith(manifest.FileNames());
            _folder.Replace(IndexFolder.ManifestName, manifest.WriteTo);
            _attempted.Clear();
            return manifest;
        }
    }

    /// <summary>Deletes the files that belong neither to the manifest nor to anything here.</summary>
    public void DeleteUnused(Manifest committed)
    {
        lock (_gate)
        {
            var names = committed.FileNames();
            names.UnionWith(_attempted);
            names.UnionWith(_segments.SelectMany(segment => segment.Info.FileNames));
            names.UnionWith(_writing.Select(IndexFolder.SegmentName));
            _folder.DeleteAllBut(names);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var segment in _segments)
                segment.View.Reader.Release();
            _segments.Clear();
        }
    }

    private long Reserve()
    {
        lock (_gate)
        {
            _writing.Add(_nextNumber);
            return _nextNumber++;
        }
    }

    private IReadOnlyList<WriterSegment> Mark(List<WriterSegment> chosen)
    {
        _merging.UnionWith(chosen);
        return chosen;
    }

    // To read all ids costs as much as some few announcements among many: a writer that adds a paper now and then never does.
    private IdFilter? FilterIfWorthIt()
    {
        if (_stamp < _segments.Sum(segment => (long)segment.View.Reader.DocumentCount) / 16)
            return null;
        var filter = new IdFilter();
        foreach (var segment in _segments)
        {
            for (var document = 0; document < segment.View.Reader.DocumentCount; document++)
                filter.Add(segment.View.Reader.Ids.Utf8(document));
        }

        Span<byte> utf8 = stackalloc byte[IndexDocument.MostIdBytes];
        foreach (var id in _buffered.Keys)
            filter.Add(utf8[..Encoding.UTF8.GetBytes(id, utf8)]);
        return filter;
    }

    private void DeleteFromSegments(ReadOnlySpan<byte> utf8)
    {
        foreach (var segment in _segments)
        {
            if (segment.Delete(utf8))
                return; // an id is live in one place only
        }
    }

    // Between the choice of the live documents and now, some may have been replaced or deleted.
    private void Add(WriterSegment added, Postings.InvertedBuffer buffer, bool[] live)
    {
        lock (_gate)
        {
            var number = 0;
            for (var document = 0; document < live.Length; document++)
            {
                if (!live[document])
                    continue;
                if (_buffered.TryGetValue(buffer.IdOf(document), out var newest) && newest == buffer.StampOf(document))
                    _buffered.Remove(buffer.IdOf(document));
                else
                    added.Delete(number);
                number++;
            }

            _segments.Add(added);
        }
    }

    private void Replace(IReadOnlyList<WriterSegment> sources, List<SegmentView> views, WriterSegment? merged, int[][] renumbered)
    {
        lock (_gate)
        {
            for (var i = 0; i < sources.Count && merged is not null; i++)
            {
                if (sources[i].View.Deletions is not { } now || now.Count == (views[i].Deletions?.Count ?? 0))
                    continue;
                for (var document = 0; document < now.Documents; document++)
                {
                    if (now.Contains(document) && !views[i].IsDeleted(document))
                        merged.Delete(renumbered[i][document]);
                }
            }

            foreach (var source in sources)
            {
                _segments.Remove(source);
                source.View.Reader.Release();
            }

            if (merged is not null)
                _segments.Add(merged);
        }
    }
}
