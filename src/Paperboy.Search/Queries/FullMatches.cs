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

    /// <summary>How many were met since <see cref="Reset"/>.</summary>
    public long Met { get; private set; }

    /// <summary>Whether none was leapt over.</summary>
    public bool IsExhaustive { get; private set; }

    public void Reset()
    {
        Met = 0;
        IsExhaustive = true;
    }

    /// <summary>Offers the segment's best documents to <paramref name="hits"/>.</summary>
    public void Search(
        SegmentView segment, int ordinal, QueryWords query, ReadOnlySpan<TermScorer?> scorerOfTerm, TopHits hits, CancellationToken cancellation)
    {
        if (query.Words.Count == 0 || !Split(query, scorerOfTerm))
            return;
        _evidence.Open(segment.Reader, query, scorerOfTerm);
        var horizon = -1; // documents up to here have been bounded and may be among the best
        var steps = 0;
        for (var document = _required[0].Advance(0); document != int.MaxValue;)
        {
            if ((++steps & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            if (document > horizon && hits.Threshold.Tier >= _evidence.HighestTier && !MayReach(document, hits.Threshold.Score, out horizon))
            {
                IsExhaustive = false;
                document = horizon == int.MaxValue ? horizon : _required[0].Advance(horizon + 1);
                continue;
            }

            var next = Align(document);
            if (next == document)
            {
                Offer(segment, ordinal, document, hits);
                next = document + 1;
            }

            document = next == int.MaxValue ? next : _required[0].Advance(next);
        }

        _required.Clear();
        _others.Clear();
    }

    private bool Split(QueryWords query, ReadOnlySpan<TermScorer?> scorerOfTerm)
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

        _required.Sort((a, b) => a.DocumentFrequency.CompareTo(b.DocumentFrequency));
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

    private bool MayReach(int document, int score, out int horizon)
    {
        horizon = int.MaxValue;
        var sum = _othersBound;
        foreach (var scorer in _required)
        {
            sum += scorer.BoundAt(document, out var last);
            horizon = Math.Min(horizon, last);
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

    private void Offer(SegmentView segment, int ordinal, int document, TopHits hits)
    {
        if (segment.IsDeleted(document))
            return;
        Met++;
        var score = 0;
        foreach (var scorer in _required)
            score += scorer.CurrentScore();
        foreach (var scorer in _others)
            score += scorer.ScoreOf(document);
        if (!(new Rank(_evidence.HighestTier, score) < hits.Threshold))
            hits.Offer(new RankedDocument(new Rank(_evidence.TierOfCurrent(), score), ordinal, document));
    }
}
