using Paperboy.Search;
using Paperboy.Search.Queries.Language;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// The reading side of the index: always the newest commit, whichever process wrote it. It is opened when it is first
/// asked, so that a damaged index keeps nothing from starting that could mend it.
/// </summary>
public sealed class PaperIndex(DataFolder folder) : IDisposable
{
    private readonly Lock _opening = new();
    private Searcher? _searcher;
    private string? _damage;

    /// <summary>The sequence of the catalog up to which papers are found.</summary>
    /// <exception cref="IndexCorruptException">The last commit cannot be opened.</exception>
    public long Sequence => Newest().CommittedSequence;

    /// <exception cref="IndexCorruptException">The index is damaged; the server's next index job builds it anew.</exception>
    public SearchResult Search(SearchRequest request, CancellationToken cancel) => Ask(searcher => searcher.Search(request, cancel));

    /// <inheritdoc cref="Searcher.Suggest"/>
    public Suggestion? Suggest(string query, QueryVocabulary vocabulary, CancellationToken cancel) =>
        Ask(searcher => searcher.Suggest(query, vocabulary, cancel));

    /// <inheritdoc cref="Searcher.Complete"/>
    public Completions Complete(CompletionRequest request) => Ask(searcher => searcher.Complete(request));

    /// <summary>Why a paper stands where it stands in the answer to a query; null if the index does not have it.</summary>
    /// <exception cref="IndexCorruptException">The index is damaged; the server's next index job builds it anew.</exception>
    public Explanation? Explain(ParsedQuery query, string id) => Ask(searcher => searcher.Explain(query, id));

    /// <inheritdoc cref="Searcher.VectorOf"/>
    public ModelVector? VectorOf(string id) => Ask(searcher => searcher.VectorOf(id));

    /// <summary>The vectors of several papers, in their order; null where there is none.</summary>
    public IReadOnlyList<ModelVector?> VectorsOf(IReadOnlyList<string> ids) => Ask(searcher => ids.Select(searcher.VectorOf).ToList());

    /// <inheritdoc cref="Searcher.Similarities"/>
    public IReadOnlyList<VectorSimilarity> Similarities(IReadOnlyList<ModelVector> vectors, IReadOnlyList<string> ids) =>
        Ask(searcher => searcher.Similarities(vectors, ids));

    /// <inheritdoc cref="Searcher.Nearest"/>
    public IReadOnlyList<Neighbour> Nearest(NearestRequest request, CancellationToken cancel) =>
        Ask(searcher => searcher.Nearest(request, cancel));

    /// <summary>
    /// Asks several questions of one and the same commit, also from several threads at once: a paper that is indexed meanwhile
    /// is in all of the answers or in none.
    /// </summary>
    /// <exception cref="IndexCorruptException">The index is damaged; the server's next index job builds it anew.</exception>
    public T AskAll<T>(Func<Searcher, T> questions) => Ask(searcher =>
    {
        using var pinned = searcher.Pin();
        return questions(pinned);
    });

    /// <summary>How many papers are found.</summary>
    public long Count => Newest().DocumentCount;

    /// <summary>How many papers are found, and how many of them have a vector of a model.</summary>
    public (long Vectors, long Papers) CountVectors(VectorModel model) => Ask(searcher =>
        (searcher.VectorCounts().FirstOrDefault(count => count.Model == model).Documents, searcher.DocumentCount));

    /// <summary>How many papers have a vector, by model.</summary>
    public IReadOnlyList<VectorCount> VectorCounts() => Ask(searcher => searcher.VectorCounts());

    /// <summary>Has the index built anew by the server's next index job.</summary>
    /// <param name="damage">What is wrong with it, in words.</param>
    public void ReportDamage(string damage) => Volatile.Write(ref _damage, damage);

    /// <summary>What damage has been met since this was last asked; null when none.</summary>
    internal string? TakeDamage() => Interlocked.Exchange(ref _damage, null);

    public void Dispose() => _searcher?.Dispose();

    private T Ask<T>(Func<Searcher, T> question)
    {
        var searcher = Newest();
        try
        {
            return question(searcher);
        }
        catch (IndexCorruptException e)
        {
            // Opening reads no postings: only a search meets damage there. That of a commit which has been replaced meanwhile,
            // by an index that was built anew, say, needs no repair any more; if it is still there, the next question tells.
            if (!IsReplaced(searcher))
                ReportDamage(e.Message);
            throw;
        }
    }

    private static bool IsReplaced(Searcher searcher)
    {
        try
        {
            return searcher.Refresh();
        }
        catch (IndexCorruptException)
        {
            return false;
        }
    }

    private Searcher Newest()
    {
        lock (_opening)
        {
            _searcher ??= Searcher.Open(folder.Index);
            _searcher.Refresh();
            return _searcher;
        }
    }
}
