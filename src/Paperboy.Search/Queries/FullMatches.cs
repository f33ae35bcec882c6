using Paperboy.Search.Columns;
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
    // Where the rarest word has more documents in a window, all words' documents of the window are taken up as sets.
    private const int FewInWindow = 48;

    private readonly Evidence _evidence = new();
    private readonly ulong[] _common = new ulong[WindowBits.Words];
    private readonly WindowScores _windowScores = new();
    private readonly int[] _places = new int[WindowBits.Length];
    private readonly int[] _scores = new int[WindowBits.Length];
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
        if (!query.CanBeFull || !Split(query, scorerOfTerm))
            return;
        _evidence.Open(segment.Reader, query, scorerOfTerm);
        _horizon = -1;
        if (_required.Count > 0 && _required[0].DocumentFrequency > (long)segment.Reader.DocumentCount * FewInWindow / WindowBits.Length)
            SearchByWindows(segment, ordinal, filter, hits, cancellation);
        else
            SearchByLeaps(ordinal, filter, hits, cancellation);
        _required.Clear();
        _others.Clear();
    }

    private void SearchByLeaps(int ordinal, FilteredWindows filter, TopHits hits, CancellationToken cancellation)
    {
        var steps = 0;
        for (var document = Next(0, filter, hits.Threshold); document != int.MaxValue; document = Next(document + 1, filter, hits.Threshold))
        {
            if ((++steps & 0xFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            if (!_evidence.MayReach(hits.Threshold.Tier))
                continue;
            var score = 0;
            foreach (var scorer in _required)
                score += scorer.CurrentScore();
            Offer(ordinal, document, score, hits);
        }
    }

    private void SearchByWindows(
        SegmentView segment, int ordinal, FilteredWindows filter, TopHits hits, CancellationToken cancellation)
    {
        for (var window = filter.NextWindow(0); window != int.MaxValue; window = filter.NextWindow(window + 1))
        {
            cancellation.ThrowIfCancellationRequested();
            var from = window * WindowBits.Length;
            var to = Math.Min(from + WindowBits.Length, segment.Reader.DocumentCount);
            var byScore = hits.Threshold.Tier >= _evidence.HighestTier;
            if (byScore && !MayReach(from, to, hits.Threshold.Score))
                continue;
            if (filter.ComesFirst)
            {
                if (!filter.Load(window))
                    continue;
                if (WindowBits.Count(filter.Bits) <= FewInWindow)
                {
                    SearchAmong(filter.Bits, ordinal, from, hits);
                    continue;
                }
            }

            if (byScore)
            {
                SearchByScores(ordinal, window, from, to, filter, hits);
                continue;
            }

            if (!TakeCommon(window, from, to, filter))
                continue;
            for (var place = WindowBits.Next(_common, 0); place >= 0; place = WindowBits.Next(_common, place + 1))
            {
                foreach (var scorer in _required)
                    scorer.MoveTo(place);
                if (_evidence.MayReach(hits.Threshold.Tier))
                    Offer(ordinal, from + place, ScoreInWindow(from + place), hits);
            }
        }
    }

    // Where the conditions leave few documents of a window, the lists are asked about these alone.
    private void SearchAmong(ReadOnlySpan<ulong> documents, int ordinal, int from, TopHits hits)
    {
        for (var place = WindowBits.Next(documents, 0); place >= 0; place = WindowBits.Next(documents, place + 1))
        {
            if (_required[0].Advance(from + place) != from + place || Align(from + place) != from + place)
                continue;
            if (!_evidence.MayReach(hits.Threshold.Tier))
                continue;
            var score = 0;
            foreach (var scorer in _required)
                score += scorer.CurrentScore();
            Offer(ordinal, from + place, score, hits);
        }
    }

    // Where only a score can still bring a document in, few reach it: they are looked for first.
    private void SearchByScores(int ordinal, int window, int from, int to, FilteredWindows filter, TopHits hits)
    {
        foreach (var scorer in _required)
            scorer.AddTo(from, to, _windowScores.Scores);
        var needed = (int)Math.Max(1, hits.Threshold.Score - _othersBound);
        var candidates = _windowScores.Take(needed, _places, _scores);
        if (candidates == 0 || !TakeCommon(window, from, to, filter))
            return;
        for (var i = 0; i < candidates; i++)
        {
            if (!WindowBits.Contains(_common, _places[i]))
                continue;
            foreach (var scorer in _required)
                scorer.MoveTo(_places[i]);
            Offer(ordinal, from + _places[i], _scores[i], hits);
        }
    }

    private bool MayReach(int from, int to, int score)
    {
        var sum = _othersBound;
        foreach (var scorer in _required)
        {
            var bound = scorer.Bound(from, to);
            if (bound == 0)
                return false;
            sum += bound;
        }

        return sum >= score;
    }

    private bool TakeCommon(int window, int from, int to, FilteredWindows filter)
    {
        for (var i = 0; i < _required.Count; i++)
        {
            if (!_required[i].TakeWindow(from, to))
                return false;
            if (i == 0)
                _required[i].Window.CopyTo(_common);
            else
                WindowBits.And(_common, _required[i].Window);
            if (!WindowBits.Any(_common))
                return false;
        }

        if (filter.HasAll)
            return true;
        if (!filter.Load(window))
            return false;
        WindowBits.And(_common, filter.Bits);
        return WindowBits.Any(_common);
    }

    private int ScoreInWindow(int document)
    {
        var score = 0;
        foreach (var scorer in _required)
            score += scorer.ScoreInWindow(document);
        return score;
    }

    private bool Split(RankedWords query, ReadOnlySpan<TermScorer?> scorerOfTerm)
    {
        _required.Clear();
        _others.Clear();
        foreach (var word in query.Words)
        {
            if (word.IsMinor)
                continue;
            if (scorerOfTerm[word.Term] is not { } scorer)
                return false;
            if (!_required.Contains(scorer))
                _required.Add(scorer);
        }

        _required.Sort(static (a, b) => a.DocumentFrequency.CompareTo(b.DocumentFrequency));
        _othersBound = 0;
        for (var term = 0; term < query.Terms.Count; term++)
        {
            if (scorerOfTerm[term] is not { } scorer || !query.Terms[term].IsScored || _required.Contains(scorer))
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
            if (filter.ComesFirst && filter.Next(next) is var met && met != next)
            {
                if (met == int.MaxValue)
                    return met;
                document = met;
                continue;
            }

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

    // Required scorers stand at the document; their part of the score is given.
    private void Offer(int ordinal, int document, int score, TopHits hits)
    {
        foreach (var scorer in _others)
            score += scorer.ScoreOf(document);
        var threshold = hits.Threshold;
        var least = score < threshold.Score ? threshold.Tier + 1 : threshold.Tier; // threshold.Tier may be int.MinValue
        var tier = _evidence.TierOf(document, least);
        if (tier >= least && tier != Evidence.Partial)
            hits.Offer(new RankedDocument(new Rank(tier, score), ordinal, document));
    }
}
