using Paperboy.Search.Columns;
using Paperboy.Search.Queries.Filters;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Finds the best documents of a segment by their scores without scoring all: MaxScore (Turtle, Flood, "Query
/// evaluation: strategies and optimizations", 1995) over windows of documents, with the bounds of the posting blocks
/// that reach into the window (Ding, Suel, "Faster top-k document retrieval using block-max indexes", 2011). In each
/// window the terms are sorted by their bounds; those whose bounds together stay below the score of the worst of the
/// best so far cannot bring a document in by themselves, and are only asked about documents that the others found. The
/// result is exactly that of scoring every document.
/// </summary>
internal sealed class PartialMatches
{
    private const int WindowLength = WindowBits.Length;

    // Where conditions leave no more documents of a window, the lists are asked about these alone.
    private const int FewInWindow = WindowLength / 16;

    private readonly WindowScores _scores = new();
    private readonly ulong[] _marks = new ulong[WindowBits.Words];
    private readonly int[] _documents = new int[WindowLength];
    private readonly int[] _found = new int[WindowLength]; // their scores
    private TermScorer[] _byBound = [];
    private int[] _bounds = [];
    private long[] _sums = []; // of a bound and all lesser ones
    private int _optional;
    private int _terms; // of the segment

    /// <summary>Offers the segment's best documents, but those that are among the best already.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="ordinal">Its place in the snapshot.</param>
    /// <param name="scorers">Of the terms that the segment has.</param>
    /// <param name="filter">The documents that may be found.</param>
    /// <param name="hits">The best so far.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public void Search(
        SegmentView segment,
        int ordinal,
        ReadOnlySpan<TermScorer> scorers,
        FilteredWindows filter,
        TopHits hits,
        CancellationToken cancellation)
    {
        Grow(scorers.Length);
        _terms = scorers.Length;
        for (var window = filter.NextWindow(0); window != int.MaxValue; window = filter.NextWindow(window + 1))
        {
            cancellation.ThrowIfCancellationRequested();
            var from = window * WindowLength;
            var to = Math.Min(from + WindowLength, segment.Reader.DocumentCount);
            if (filter.ComesFirst && !filter.Load(window))
                continue;
            SortByBound(scorers, from, to);
            var threshold = hits.Threshold.Tier == Evidence.Partial ? Math.Max(1, hits.Threshold.Score) : 1;
            Split(threshold);
            if (_optional == _terms || (!filter.HasAll && !filter.Load(window)))
                continue;
            var candidates = AreFew(filter) ? TakeAmong(filter.Bits, from, to) : FindCandidates(filter, from, to, threshold);
            candidates = Complete(candidates, threshold);
            Offer(ordinal, candidates, hits);
        }

        _byBound.AsSpan().Clear();
    }

    private void Grow(int terms)
    {
        if (_bounds.Length < terms)
            (_byBound, _bounds, _sums) = (new TermScorer[terms], new int[terms], new long[terms]);
    }

    private void SortByBound(ReadOnlySpan<TermScorer> scorers, int from, int to)
    {
        for (var i = 0; i < scorers.Length; i++)
        {
            var bound = scorers[i].Bound(from, to);
            var at = i;
            for (; at > 0 && _bounds[at - 1] > bound; at--)
                (_bounds[at], _byBound[at]) = (_bounds[at - 1], _byBound[at - 1]);
            (_bounds[at], _byBound[at]) = (bound, scorers[i]);
        }
    }

    private void Split(int threshold)
    {
        var sum = 0L;
        for (_optional = 0; _optional < _terms && sum + _bounds[_optional] < threshold; _optional++)
        {
            sum += _bounds[_optional];
            _sums[_optional] = sum;
        }
    }

    // Whether asking the lists about the documents that the conditions leave costs less than adding up all postings.
    private static bool AreFew(FilteredWindows filter) => !filter.HasAll && WindowBits.Count(filter.Bits) <= FewInWindow;

    // Without scores: those that have a term of which one is needed. Then all terms only complete.
    private int TakeAmong(ReadOnlySpan<ulong> documents, int from, int to)
    {
        _marks.AsSpan().Clear();
        for (var i = _optional; i < _terms; i++)
            _byBound[i].Mark(from, to, -1, _marks);
        WindowBits.And(_marks, documents);
        var candidates = 0;
        for (var place = WindowBits.Next(_marks, 0); place >= 0; place = WindowBits.Next(_marks, place + 1))
            (_documents[candidates], _found[candidates++]) = (from + place, 0);
        for (; _optional < _terms; _optional++)
            _sums[_optional] = _bounds[_optional] + (_optional > 0 ? _sums[_optional - 1] : 0);
        return candidates;
    }

    private int FindCandidates(FilteredWindows filter, int from, int to, int threshold)
    {
        for (var i = _optional; i < _terms; i++)
            _byBound[i].AddTo(from, to, _scores.Scores);
        var candidates = Collect(from, threshold);
        return filter.HasAll ? candidates : Keep(candidates, from, filter.Bits);
    }

    // Takes the documents out of the window that can reach the threshold together with the optional terms.
    private int Collect(int from, int threshold)
    {
        var needed = (int)Math.Max(1, threshold - (_optional > 0 ? _sums[_optional - 1] : 0));
        var candidates = _scores.Take(needed, _documents, _found);
        foreach (ref var place in _documents.AsSpan(0, candidates))
            place += from;
        return candidates;
    }

    // Adds what the optional terms give, the weightiest first, and drops what cannot reach the threshold any more.
    private int Complete(int candidates, int threshold)
    {
        for (var i = _optional - 1; i >= 0 && candidates > 0; i--)
        {
            var rest = i > 0 ? _sums[i - 1] : 0;
            var kept = 0;
            for (var candidate = 0; candidate < candidates; candidate++)
            {
                var score = _found[candidate] + _byBound[i].ScoreOf(_documents[candidate]);
                if (score + rest < threshold)
                    continue;
                _documents[kept] = _documents[candidate];
                _found[kept++] = score;
            }

            candidates = kept;
        }

        return candidates;
    }

    private int Keep(int candidates, int from, ReadOnlySpan<ulong> bits)
    {
        var kept = 0;
        for (var candidate = 0; candidate < candidates; candidate++)
        {
            if (!WindowBits.Contains(bits, _documents[candidate] - from))
                continue;
            _documents[kept] = _documents[candidate];
            _found[kept++] = _found[candidate];
        }

        return kept;
    }

    private void Offer(int ordinal, int candidates, TopHits hits)
    {
        for (var candidate = 0; candidate < candidates; candidate++)
        {
            var rank = new Rank(Evidence.Partial, _found[candidate]);
            var document = _documents[candidate];
            if (!(rank < hits.Threshold) && !hits.Contains(ordinal, document))
                hits.Offer(new RankedDocument(rank, ordinal, document));
        }
    }
}
