using System.Numerics;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Finds the best documents of a segment without scoring all: MaxScore (Turtle, Flood, "Query evaluation: strategies and
/// optimizations", 1995) over windows of documents, with the bounds of the posting blocks that reach into the window
/// (Ding, Suel, "Faster top-k document retrieval using block-max indexes", 2011). In each window the terms are sorted by
/// their bounds; those whose bounds together stay below the score of the worst of the best so far cannot bring a
/// document in by themselves, and are only asked about documents that the others found. The result is exactly that of
/// scoring every document.
/// </summary>
internal sealed class MaxScore
{
    private const int WindowLength = 2048;

    private readonly double[] _scores = new double[WindowLength];
    private readonly ulong[] _marks = new ulong[WindowLength / 64];
    private TermScorer[] _byBound = [];
    private double[] _bounds = [];
    private int _optional;

    /// <summary>How many different documents were seen to match.</summary>
    public long Matched { get; private set; }

    /// <summary>Whether <see cref="Matched"/> counts all that match.</summary>
    public bool IsCountExact { get; private set; }

    public void Reset(int terms)
    {
        Matched = 0;
        IsCountExact = true;
        if (_bounds.Length < terms)
        {
            _byBound = new TermScorer[terms];
            _bounds = new double[terms];
        }
    }

    /// <summary>Offers the segment's best documents to <paramref name="hits"/>.</summary>
    public void Search(
        SegmentView segment, int ordinal, ReadOnlySpan<TermScorer> scorers, TopHits hits, CancellationToken cancellation)
    {
        for (var from = 0; from < segment.Reader.DocumentCount; from += WindowLength)
        {
            cancellation.ThrowIfCancellationRequested();
            var to = Math.Min(from + WindowLength, segment.Reader.DocumentCount);
            SortByBound(scorers, from, to);
            SplitAt(hits.Threshold, scorers.Length);
            for (var i = _optional; i < scorers.Length; i++)
                _byBound[i].AddTo(from, to, _scores, _marks);
            Collect(segment, ordinal, from, hits);
        }

        _byBound.AsSpan(0, scorers.Length).Clear();
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

    // Makes each bound the sum of itself and all lesser ones, as far as the sum stays below the threshold.
    private void SplitAt(double threshold, int terms)
    {
        var sum = 0.0;
        for (_optional = 0; _optional < terms && sum + _bounds[_optional] < threshold; _optional++)
        {
            sum += _bounds[_optional];
            _bounds[_optional] = sum;
        }

        IsCountExact &= sum == 0;
    }

    private void Collect(SegmentView segment, int ordinal, int from, TopHits hits)
    {
        for (var word = 0; word < _marks.Length; word++)
        {
            for (var marks = _marks[word]; marks != 0; marks &= marks - 1)
            {
                var place = (word * 64) + BitOperations.TrailingZeroCount(marks);
                var score = _scores[place];
                _scores[place] = 0;
                if (segment.IsDeleted(from + place))
                    continue;
                Matched++;
                if (Complete(ref score, from + place, hits.Threshold))
                    hits.Offer(new ScoredDocument(score, ordinal, from + place));
            }

            _marks[word] = 0;
        }
    }

    // Adds what the optional terms give. False: the document cannot reach the threshold.
    private bool Complete(ref double score, int document, double threshold)
    {
        for (var i = _optional - 1; i >= 0; i--)
        {
            if (score + _bounds[i] < threshold)
                return false;
            score += _byBound[i].ScoreOf(document);
        }

        return score >= threshold;
    }
}
