using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>The reading side of the index: always the newest commit, whichever process wrote it.</summary>
public sealed class PaperIndex(DataFolder folder) : IDisposable
{
    private readonly Searcher _searcher = Searcher.Open(folder.Index);

    /// <summary>The sequence of the catalog up to which papers are found.</summary>
    public long Sequence
    {
        get
        {
            _searcher.Refresh();
            return _searcher.CommittedSequence;
        }
    }

    public SearchResult Search(SearchRequest request, CancellationToken cancel)
    {
        _searcher.Refresh();
        return _searcher.Search(request, cancel);
    }

    public void Dispose() => _searcher.Dispose();
}
