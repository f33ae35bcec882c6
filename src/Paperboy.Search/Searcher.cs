using System.Collections.Concurrent;
using System.Text;
using Paperboy.Search.Queries;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;
using Paperboy.Search.Suggest;
using Paperboy.Search.Vectors;

namespace Paperboy.Search;

/// <summary>
/// Searches the last commit that it has seen of an index. Safe to use from any number of threads: a search that runs
/// keeps its commit to its end, whatever is committed, merged, refreshed or disposed meanwhile.
/// </summary>
public sealed class Searcher : IDisposable
{
    private readonly Lock _refreshing = new();
    private readonly IndexFolder _folder;
    private readonly ConcurrentBag<QueryRun> _idleRuns;
    private readonly ConcurrentBag<NearestRun> _idleNearestRuns;
    private Snapshot? _current;

    private Searcher(IndexFolder folder, Snapshot current, ConcurrentBag<QueryRun> idleRuns, ConcurrentBag<NearestRun> idleNearestRuns)
    {
        (_folder, _current, _idleRuns, _idleNearestRuns) = (folder, current, idleRuns, idleNearestRuns);
    }

    /// <summary>The sequence of the commit at hand; 0 if there is none.</summary>
    public long CommittedSequence => Current.Manifest?.Sequence ?? 0;

    /// <summary>The number of documents in the commit at hand.</summary>
    public long DocumentCount => Current.DocumentCount;

    private Snapshot Current
    {
        get
        {
            var current = Volatile.Read(ref _current);
            ObjectDisposedException.ThrowIf(current is null, this);
            return current;
        }
    }

    /// <summary>Opens an index. In a folder without one nothing is found until <see cref="Refresh"/> sees a commit.</summary>
    /// <exception cref="IndexCorruptException">A file of the index is damaged or missing.</exception>
    public static Searcher Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var index = new IndexFolder(folder);
        return new Searcher(index, Snapshot.Open(index, null)!, [], []);
    }

    /// <summary>
    /// Another searcher of the commit at hand, which stays with it when this one goes on: several questions asked of it see the
    /// same documents. To be disposed by the caller; costs next to nothing.
    /// </summary>
    public Searcher Pin() => new(_folder, Use(), _idleRuns, _idleNearestRuns);

    /// <summary>Goes on to the last commit, also of another process. False: it is the one at hand.</summary>
    /// <exception cref="IndexCorruptException">It cannot be opened; the one at hand stays.</exception>
    public bool Refresh()
    {
        lock (_refreshing)
        {
            var previous = Current;
            var next = Snapshot.Open(_folder, previous);
            if (next is null)
                return false;
            Volatile.Write(ref _current, next);
            previous.Release();
            return true;
        }
    }

    /// <summary>Finds the best documents of a query.</summary>
    /// <exception cref="ArgumentException">Limit or offset are below 0, or a facet's number of values or divisor is.</exception>
    /// <exception cref="IndexCorruptException">A damaged posting list was met.</exception>
    public SearchResult Search(SearchRequest request, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Query);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Offset);
        foreach (var facet in request.Facets)
        {
            if (facet.Most < 0 || facet.Divisor < 0)
                throw new ArgumentOutOfRangeException(nameof(request), $"The facet of '{facet.Column}' has most {facet.Most} and divisor {facet.Divisor}; neither may be below 0.");
        }

        var snapshot = Use();
        try
        {
            return Run(snapshot, request, ct);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>
    /// The documents whose vectors are the closest, the closest first (less the share of their crowding that is asked for); of
    /// equally close ones the lesser id. Nearly all of them (docs/benchmarks.md says how many; of 150 and more a few
    /// of the last are missing): what sketches rule out is not looked at.
    /// </summary>
    /// <exception cref="ArgumentException">The limit is below 0, or the share of the crowding is not from 0 to 1.</exception>
    /// <exception cref="IndexCorruptException">Damage was met.</exception>
    public IReadOnlyList<Neighbour> Nearest(NearestRequest request, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Vectors);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);
        if (request.CrowdingShare is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(request), $"The share of the crowding is {request.CrowdingShare}; it must be from 0 to 1.");
        return UseNearest((run, snapshot) => run.Run(snapshot, request, ct));
    }

    /// <summary>
    /// How close the documents with these ids are, in their order, and how crowded their places; NaN for one that is not there
    /// or has no vector of one of the models. The same figures as <see cref="Nearest"/> gives.
    /// </summary>
    public VectorSimilarity[] Similarities(IReadOnlyList<ModelVector> vectors, IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(ids);
        return UseNearest((run, snapshot) =>
        {
            var similarities = new VectorSimilarity[ids.Count];
            run.Compare(snapshot, vectors, ids, similarities);
            return similarities;
        });
    }

    /// <summary>The vector of a document with its crowding, as exact as they are stored; null if there is no such document or it has none.</summary>
    public ModelVector? VectorOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return UseNearest((_, snapshot) =>
        {
            if (!snapshot.TryFind(Encoding.UTF8.GetBytes(id), out var reader, out var document))
                return null;
            var group = reader.Vectors.Groups.FirstOrDefault(of => of.Has(document));
            if (group is null)
                return null;
            var row = group.RowOf(document);
            return new ModelVector(group.Model, VectorCode.Decode(group.CodeOf(row))) { Crowding = CrowdingCode.Decode(group.CrowdingOf(document, row)) };
        });
    }

    /// <summary>How many documents of the commit at hand have a vector of each model.</summary>
    public IReadOnlyList<VectorCount> VectorCounts() => UseNearest((_, snapshot) => snapshot.VectorCounts());

    /// <summary>
    /// What was probably meant: the text with words that (nearly) no document has replaced by words of the index, if more
    /// documents have every word of that. Null: nothing better is known.
    /// </summary>
    /// <exception cref="IndexCorruptException">A damaged dictionary or posting list was met.</exception>
    public Suggestion? Suggest(string text, QueryVocabulary vocabulary, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var snapshot = Use();
        try
        {
            return new SpellingCorrector(snapshot, vocabulary, request => Run(snapshot, request, ct)).Correct(text);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>What the word at the caret may become.</summary>
    /// <exception cref="ArgumentException">The caret is not within the text, or the limit is below 0.</exception>
    /// <exception cref="IndexCorruptException">A damaged dictionary or posting list was met.</exception>
    public Completions Complete(CompletionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);
        var snapshot = Use();
        try
        {
            return new Completer(snapshot, request).Complete();
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>
    /// Says where the document with an id stands in the answer to a query by relevance, and why; null if there is no such
    /// document. Costs about as much as a search.
    /// </summary>
    /// <exception cref="IndexCorruptException">A damaged posting list was met.</exception>
    public Explanation? Explain(ParsedQuery query, string id)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(id);
        var snapshot = Use();
        try
        {
            return Explainer.Explain(snapshot, query, id);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>
    /// The scores by words of the documents with these ids, in their order: those of <see cref="SearchHit.Score"/>, to the last
    /// bit. 0: it is not there, or has none of the words that a document needs one of. Conditions are not looked at.
    /// </summary>
    /// <exception cref="IndexCorruptException">A damaged posting list was met.</exception>
    public double[] WordScores(ParsedQuery query, IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(ids);
        var snapshot = Use();
        try
        {
            var run = _idleRuns.TryTake(out var idle) ? idle : new QueryRun();
            var scores = new double[ids.Count];
            run.Score(snapshot, query, ids, scores);
            run.Close();
            _idleRuns.Add(run);
            return scores;
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>Whether a document with this id is in the commit at hand.</summary>
    public bool Contains(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var bytes = Encoding.UTF8.GetBytes(id);
        var snapshot = Use();
        try
        {
            return snapshot.TryFind(bytes, out _, out _);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>Releases the files as soon as the last running search has ended.</summary>
    public void Dispose()
    {
        lock (_refreshing)
            Interlocked.Exchange(ref _current, null)?.Release();
    }

    private SearchResult Run(Snapshot snapshot, SearchRequest request, CancellationToken ct)
    {
        var run = _idleRuns.TryTake(out var idle) ? idle : new QueryRun();
        var result = run.Run(snapshot, request, ct);
        if (request.WithTermWeights)
            result = result with { TermWeights = run.TermWeights() };
        run.Close();
        _idleRuns.Add(run); // one that failed may hold half a query, and is not used again
        return result;
    }

    private T UseNearest<T>(Func<NearestRun, Snapshot, T> use)
    {
        var snapshot = Use();
        try
        {
            var run = _idleNearestRuns.TryTake(out var idle) ? idle : new NearestRun();
            var result = use(run, snapshot);
            run.Close();
            _idleNearestRuns.Add(run);
            return result;
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>The commit at hand, which the caller must release.</summary>
    internal Snapshot Use()
    {
        while (true)
        {
            var current = Current;
            if (current.TryAddUser())
                return current;
        }
    }
}
