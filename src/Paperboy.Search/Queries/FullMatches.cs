using Paperboy.Search.Queries.Filters;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Finds the best of the documents of a segment that have every word of a query. The lists leap over one another from
/// the rarest on; once the best are all of the highest tier, stretches whose block bounds cannot reach the worst of
/// their scores are leapt over too, and positions are read only where a document's score makes its tier matter.
/// </summary>
internal sealed class FullMatches
{
    private readonly Evidence _evidence = new();
    private readonly List<TermScorer> _required = []; // by ascending document frequency
    private readonly List<TermScorer> _others = [];
    private long _othersBound;
    private int _horizon; // documents up to here have been bounded and may be among the best

    /// <summary>Offers the segment's best documents to <paramref name="hits"/>.</summary>
    public void Search(
        SegmentView segment,
        int ordinal,
        RankedWords query,
        ReadOnlySpan<TermScorer?> scorerOfTerm,
        FilteredWindows filter,
        TopHits hits,
        CancellationToken cancellation)
    {
        if (!Split(query, scorerOfTerm))
            return;
        _evidence.Open(segment.Reader, query, scorerOfTerm);
        _horizon = -1;
        var steps = 0;
        for (var document = Next(0, filter, hits.Threshold); document != int.MaxValue; document = Next(document + 1, filter, hits.Threshold))
        {
            if ((++steps & 0xFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            Offer(ordinal, document, hits);
        }

        _required.Clear();
        _others.Clear();
    }

    private bool Split(RankedWords query, ReadOnlySpan<TermScorer?> scorerOfTerm)
    {
        _required.Clear();
        _others.Clear();
        foreach (var word in query.Words)
        {
            if (scorerOfTerm[word.Term] is not { } scorer)
                return false;
            if (!_required.Contains(scorer))
                _required.Add(scorer);
        }

        _required.Sort(static (a, b) => a.DocumentFrequency.CompareTo(b.DocumentFrequency));
        _othersBound = 0;
        foreach (var scorer in scorerOfTerm)
        {
            if (scorer is null || _required.Contains(scorer))
                continue;
            _others.Add(scorer);
            _othersBound += scorer.ListBound;
        }

        return true;
    }

    // The first document from this one on that has all words, meets the conditions and may be among the best.
    private int Next(int document, FilteredWindows filter, Rank threshold)
    {
        while (true)
        {
            var next = _required.Count == 0 ? document : _required[0].Advance(document);
            if (next == int.MaxValue)
                return next;
            if (next > _horizon && threshold.Tier >= _evidence.HighestTier && !MayReach(next, threshold.Score))
            {
                if (_horizon == int.MaxValue)
                    return int.MaxValue;
                document = _horizon + 1;
                continue;
            }

            document = filter.Next(Align(next));
            if (document == next || document == int.MaxValue)
                return document;
        }
    }

    private bool MayReach(int document, int score)
    {
        _horizon = int.MaxValue;
        var sum = _othersBound;
        foreach (var scorer in _required)
        {
            sum += scorer.BoundAt(document, out var last);
            _horizon = Math.Min(_horizon, last);
        }

        return sum >= score;
    }

    // Brings all lists to the document. Gives it back, or the next one that may have all words.
    private int Align(int document)
    {
        for (var i = 1; i < _required.Count; i++)
        {
            var found = _required[i].Advance(document);
            if (found != document)
                return found;
        }

        return document;
    }

    private void Offer(int ordinal, int document, TopHits hits)
    {
        var score = 0;
        foreach (var scorer in _required)
            score += scorer.CurrentScore();
        foreach (var scorer in _others)
            score += scorer.ScoreOf(document);
        if (!(new Rank(_evidence.HighestTier, score) < hits.Threshold))
            hits.Offer(new RankedDocument(new Rank(_evidence.TierOfCurrent(), score), ordinal, document));
    }
}
