using System.Text;
using Paperboy.Search.Queries.Filters;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Runs queries over a snapshot, one at a time. It owns all that a query needs besides its results, so that a warm one
/// allocates next to nothing.
/// </summary>
internal sealed class QueryRun
{
    private readonly List<TermScorer> _pool = [];
    private readonly FullMatches _fullMatches = new();
    private readonly PartialMatches _partialMatches = new();
    private readonly MatchSweep _sweep = new();
    private readonly MatchSets _sets = new(); // all matches if the query has been swept, else what is known of its conditions
    private readonly List<FacetCounter> _facets = [];
    private readonly FilteredWindows _filter = new();
    private readonly TopHits _hits = new();
    private readonly GreatestFirst _greatest = new();
    private readonly GivenDocuments _given = new();
    private TermEntry[] _entries = []; // [segment * terms + term]; frequency 0: the segment has no such term
    private float[] _weights = [];
    private TermScorer?[] _scorerOfTerm = [];
    private TermScorer[] _inSegment = [];
    private int _inSegmentCount;
    private bool _hasWanted; // in the segment at hand
    private bool _isSwept;
    private Bm25? _ranking;
    private Snapshot? _snapshot;
    private SearchRequest? _request;
    private RankedWords _words = new();

    /// <summary>What each term of the last query is worth where it occurs.</summary>
    public float[] TermWeights() => _weights[.._words.Terms.Count];

    private Snapshot Snapshot => _snapshot!;

    public SearchResult Run(Snapshot snapshot, SearchRequest request, CancellationToken cancellation)
    {
        Prepare(snapshot, request);
        var wanted = (int)Math.Min((long)request.Offset + request.Limit, snapshot.DocumentCount);
        _hits.Reset(snapshot.Segments, wanted);
        var (column, counts) = (SortColumn(), request.CountAll || request.Facets.Count > 0);
        _isSwept = false;
        _sets.Reset(snapshot.Segments);
        if (counts || column is not null)
            Sweep(cancellation);
        var result = column is null ? FindBest(cancellation) : FindGreatest(column, wanted, cancellation);
        return counts ? Count(result, cancellation) : result;
    }

    /// <summary>See <see cref="Searcher.WordScores"/>.</summary>
    public void Score(Snapshot snapshot, ParsedQuery query, IReadOnlyList<string> ids, Span<double> scores)
    {
        Prepare(snapshot, new SearchRequest(query, 0));
        scores.Clear();
        _given.Find(snapshot, ids);
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            try
            {
                if (_given.IsAnyIn(i))
                {
                    Open(i);
                    _given.Score(i, _words, _scorerOfTerm, scores);
                }
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw Corrupt(i, exception);
            }
        }
    }

    private string? SortColumn() => _request!.Query.Sort switch
    {
        SortOrder.New => _request.SortColumns.New,
        SortOrder.Top => _request.SortColumns.Top,
        _ => null,
    };

    private SearchResult FindBest(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        for (var i = 0; i < Snapshot.Segments.Count && _words.CanBeFull; i++)
        {
            try
            {
                if (_isSwept && !_sets.HasFull(i))
                    continue;
                var segment = Open(i);
                Filter(i, _isSwept ? new MatchFilter(_sets, i, ofFull: true) : Remembered(Conditions(segment, words: null), i));
                _fullMatches.Search(segment, i, _words, _scorerOfTerm.AsSpan(0, _words.Terms.Count), _filter, _hits, cancellation);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw Corrupt(i, exception);
            }
        }

        // As long as the best are not all full matches, none of these has been left out, and the rest is partial.
        if (!_hits.IsFull && _words.HasWanted && !_request!.OnlyFull)
            FindPartial(cancellation);
        return new SearchResult(Page(_request!.Offset), AtLeast(), Terms());
    }

    private string[] Terms() => [.. _words.Terms.Select(term => term.Text)];

    private void FindPartial(CancellationToken cancellation)
    {
        for (var i = 0; i < Snapshot.Segments.Count; i++)
        {
            try
            {
                var segment = Open(i);
                var conditions = Conditions(segment, _words.AreAllWanted ? null : _words);
                if (_isSwept && conditions is not null)
                    conditions = new MatchFilter(_sets, i, ofFull: false);
                Filter(i, _isSwept || !_words.AreAllWanted ? conditions : Remembered(conditions, i));
                if (_hasWanted)
                    _partialMatches.Search(segment, i, _inSegment.AsSpan(0, _inSegmentCount), _filter, _hits, cancellation);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw Corrupt(i, exception);
            }
        }
    }

    private SearchResult FindGreatest(string name, int wanted, CancellationToken cancellation)
    {
        _greatest.Reset(Snapshot.Segments, wanted);
        _greatest.Offer(_sets, [.. Snapshot.Segments.Select(segment => segment.Reader.Columns.Number(Snapshot.Manifest!.Schema, name))], cancellation);
        var found = _greatest.Sort(out var full);
        var hits = new SearchHit[Math.Max(0, found.Count - _request!.Offset)];
        for (var i = 0; i < hits.Length; i++)
        {
            var place = _request.Offset + i;
            hits[i] = new SearchHit(IdOf(found[place].Segment, found[place].Document), 0, place < full ? 1 : 0);
        }

        _greatest.Reset([], 0);
        return new SearchResult(hits, new SearchTotal(_sets.AnyCount, true), Terms()) { WithEveryWord = _sets.FullCount };
    }

    private SearchResult Count(SearchResult result, CancellationToken cancellation)
    {
        var facets = new FacetResult[Snapshot.Manifest is null ? 0 : _request!.Facets.Count];
        for (var i = 0; i < facets.Length; i++)
        {
            if (i == _facets.Count)
                _facets.Add(new FacetCounter());
            facets[i] = _facets[i].Count(
                _request!.Facets[i], Snapshot.Segments, Snapshot.Manifest!.Schema, _sets, ofFull: _sets.FullCount > 0, cancellation);
        }

        return result with { Total = new SearchTotal(_sets.AnyCount, true), WithEveryWord = _sets.FullCount, Facets = facets };
    }

    private void Sweep(CancellationToken cancellation)
    {
        for (var i = 0; i < Snapshot.Segments.Count; i++)
        {
            try
            {
                Filter(i, Conditions(Open(i), words: null));
                _sweep.Run(_words, _scorerOfTerm.AsSpan(0, _words.Terms.Count), _filter, _sets, i, cancellation);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw Corrupt(i, exception);
            }
        }

        _isSwept = true;
    }

    private IndexCorruptException Corrupt(int ordinal, Exception exception) =>
        Snapshot.Segments[ordinal].Reader.Corrupt($"the postings are damaged ({exception.Message})", exception);

    private void Prepare(Snapshot snapshot, SearchRequest request)
    {
        if (_snapshot != snapshot && snapshot.Manifest is { } manifest)
            _ranking = new Bm25(manifest.Schema, snapshot.AverageLength);
        (_snapshot, _request, _words) = (snapshot, request, RankedWords.Of(request.Query.Root));
        var terms = _words.Terms.Count;
        Grow(terms, snapshot.Segments.Count);
        for (var term = 0; term < terms; term++)
        {
            var frequency = 0L;
            for (var segment = 0; segment < snapshot.Segments.Count; segment++)
            {
                ref var entry = ref _entries[(segment * terms) + term];
                snapshot.Segments[segment].Reader.TryFindTerm(_words.Terms[term].Utf8, out entry);
                frequency += entry.DocumentFrequency;
            }

            var idf = Bm25.InverseDocumentFrequency(snapshot.StoredCount, frequency);
            _weights[term] = Bm25.Weight(idf, _words.Terms[term].Occurrences);
        }
    }

    private void Grow(int terms, int segments)
    {
        if (_entries.Length < terms * segments)
            _entries = new TermEntry[terms * segments];
        if (_weights.Length < terms)
        {
            _weights = new float[terms];
            _scorerOfTerm = new TermScorer?[terms];
            _inSegment = new TermScorer[terms];
        }

        while (_pool.Count < terms)
            _pool.Add(new TermScorer());
    }

    // Opens the terms that the segment has, at their first document.
    private SegmentView Open(int ordinal)
    {
        var segment = Snapshot.Segments[ordinal];
        (_inSegmentCount, _hasWanted) = (0, false);
        var opened = 0;
        for (var term = 0; term < _words.Terms.Count; term++)
        {
            ref var entry = ref _entries[(ordinal * _words.Terms.Count) + term];
            _scorerOfTerm[term] = null;
            if (entry.DocumentFrequency == 0)
                continue;
            var scorer = _pool[opened];
            scorer.Open(segment.Reader, entry, _ranking!, _weights[term]);
            _scorerOfTerm[term] = scorer;
            opened++;
            if (_words.Terms[term].IsScored)
                _inSegment[_inSegmentCount++] = scorer;
            _hasWanted |= _words.Terms[term].IsWanted;
        }

        return segment;
    }

    private SegmentFilter? Conditions(SegmentView segment, RankedWords? words) =>
        new FilterCompiler(segment, Snapshot.Manifest!.Schema, _ranking!).CompileAll(_request!.Query.Root, words);

    private SegmentFilter? Remembered(SegmentFilter? conditions, int ordinal) =>
        conditions is { IsCheap: true } ? new RememberedFilter(conditions, _sets, ordinal) : conditions;

    private void Filter(int ordinal, SegmentFilter? filter) => _filter.Open(Snapshot.Segments[ordinal], filter);

    // As many as have the most frequent term, without counting.
    private SearchTotal AtLeast()
    {
        if (FilterCompiler.HasConditions(_request!.Query.Root) || _words.Terms.Count == 0)
            return new SearchTotal(_hits.Count, !_hits.IsFull);
        var (most, isExact) = (0L, true);
        for (var term = 0; term < _words.Terms.Count; term++)
        {
            var documents = 0L;
            for (var i = 0; i < Snapshot.Segments.Count && _words.Terms[term].IsWanted; i++)
            {
                var deleted = Snapshot.Segments[i].Deletions?.Count ?? 0;
                var frequency = _entries[(i * _words.Terms.Count) + term].DocumentFrequency;
                documents += Math.Max(0, frequency - deleted);
                isExact &= frequency == 0 || deleted == 0;
            }

            isExact &= documents == 0 || most == 0;
            most = Math.Max(most, documents);
        }

        return new SearchTotal(most, isExact);
    }

    private SearchHit[] Page(int offset)
    {
        var sorted = _hits.Sort();
        var hits = new SearchHit[Math.Max(0, sorted.Count - offset)];
        for (var i = 0; i < hits.Length; i++)
        {
            var hit = sorted[offset + i];
            hits[i] = new SearchHit(IdOf(hit.Segment, hit.Document), hit.Rank.Score / (double)Bm25.One, hit.Rank.Tier);
        }

        return hits;
    }

    private string IdOf(int segment, int document) => Encoding.UTF8.GetString(Snapshot.Segments[segment].Reader.Ids.Utf8(document));

    /// <summary>Lets go of the snapshot; what has been allocated stays for the next query.</summary>
    public void Close()
    {
        foreach (var scorer in _pool)
            scorer.Close();
        _hits.Reset([], 0);
    }
}
