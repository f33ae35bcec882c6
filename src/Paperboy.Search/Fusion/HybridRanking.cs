namespace Paperboy.Search.Fusion;

/// <summary>
/// One ranking by words and meaning. Documents with every word of the query come first, tier by tier as their words stand in
/// them; within a tier, and among those that lack words, a convex combination decides: the score by words as a share of the
/// best one, plus the weighted cosine. Bruch, Gai, Ingber, "An analysis of fusion functions for hybrid retrieval" (TOIS 2023),
/// show that such sums beat reciprocal ranks (Cormack, Clarke, Buettcher, SIGIR 2009), which forget by how much one document
/// is better, and that the kind of normalization matters little. Dividing by the best score needs no statistics over all
/// matches, which a pruned search does not have.
/// <para>
/// The weight of meaning follows the query. It falls with the share of the attainable score that the best document by words
/// reaches: rare words that are well covered leave little open. And it falls with the square of the share of the query that
/// the embedder knows.
/// </para>
/// <para>
/// A cosine counts less the more crowded the document's place is: otherwise a few documents are close to every query (hubs).
/// With half of the crowding taken off, the order is that of cross-domain similarity local scaling (CSLS; Conneau et al.,
/// "Word translation without parallel data", ICLR 2018), whose other half depends on the query alone.
/// </para>
/// </summary>
public static class HybridRanking
{
    private static readonly Comparer<FusedHit> BestFirst = Comparer<FusedHit>.Create((a, b) =>
        a.Document.Tier != b.Document.Tier ? b.Document.Tier.CompareTo(a.Document.Tier)
        : a.Score != b.Score ? b.Score.CompareTo(a.Score)
        : CompareIds(a.Document.Id, b.Document.Id));

    /// <summary>Ranks what was found.</summary>
    /// <param name="candidates">
    /// The best by words and the best by meaning, no document twice; each with all that is known of it: a document found by
    /// words needs its similarity, too. The more complete, the better the ranking.
    /// </param>
    /// <param name="query">What is known of the query.</param>
    /// <param name="options">How.</param>
    /// <param name="limit">How many hits at most.</param>
    /// <param name="hasMoreWithEveryWord">
    /// Whether there are documents with every word beyond the candidates: what lacks a word is then left out, for it would
    /// stand before them.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A score or tier is below 0 or a number not finite (only a similarity may be NaN), or the limit is below 0.
    /// </exception>
    public static FusedRanking Rank(
        IReadOnlyList<FusionCandidate> candidates, FusionQuery query, FusionOptions options, int limit, bool hasMoreWithEveryWord = false)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var (best, closest) = Greatest(candidates);
        var weight = options.MeaningWeight * WeightOf(query, best);
        var unknown = MeanCloseness(candidates, options);
        var hits = new List<FusedHit>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var isClose = candidate.Similarity >= options.LeastSimilarity;
            if (candidate.Tier == 0 && (hasMoreWithEveryWord || (candidate.WordScore == 0 && !isClose)))
                continue;
            var closeness = float.IsNaN(candidate.Similarity) ? unknown : Closeness(candidate, options);
            hits.Add(new FusedHit(
                candidate,
                GroundOf(candidate, isClose),
                best > 0 ? candidate.WordScore / best : 0,
                weight * closeness));
        }

        hits.Sort(BestFirst);
        if (hits.Count > limit)
            hits.RemoveRange(limit, hits.Count - limit);
        var close = hits.FindIndex(hit => hit.Ground is FusionGround.Meaning or FusionGround.WordsAndMeaning);
        return new FusedRanking(hits, closest, closest >= options.LeastSimilarity)
        {
            MeaningWeight = weight,
            WithEveryWord = hits.TakeWhile(hit => hit.Ground == FusionGround.EveryWord).Count(),
            CloseFrom = close < 0 ? null : close,
        };
    }

    /// <summary>The share of the full weight of meaning that a query gets, from 0 to 1.</summary>
    /// <param name="query">The query.</param>
    /// <param name="best">The best score by words.</param>
    /// <exception cref="ArgumentException">What is known of the query is out of bounds.</exception>
    internal static double WeightOf(FusionQuery query, double best)
    {
        if (!(query is { AttainableWordScore: >= 0, VectorCertainty: >= 0 and <= 1 } && double.IsFinite(query.AttainableWordScore)))
        {
            throw new ArgumentException(
                $"The attainable score is {query.AttainableWordScore} and the certainty {query.VectorCertainty}; they must be 0 or more, and the certainty at most 1.",
                nameof(query));
        }

        var reached = query.AttainableWordScore > 0 ? Math.Min(1, best / query.AttainableWordScore) : 0;
        return (1 - reached) * query.VectorCertainty * query.VectorCertainty;
    }

    private static (double WordScore, float Similarity) Greatest(IReadOnlyList<FusionCandidate> candidates)
    {
        var (score, similarity) = (0.0, float.NaN);
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            if (!(candidate is { Tier: >= 0, WordScore: >= 0 } && double.IsFinite(candidate.WordScore))
                || float.IsInfinity(candidate.Similarity) || !float.IsFinite(candidate.Crowding))
            {
                throw new ArgumentException(
                    $"Candidate {i} ({candidate.Id}) has tier {candidate.Tier}, score {candidate.WordScore}, similarity "
                    + $"{candidate.Similarity} and crowding {candidate.Crowding}; tier and score must be 0 or more, and all finite.",
                    nameof(candidates));
            }

            score = Math.Max(score, candidate.WordScore);
            if (!(similarity >= candidate.Similarity) && !float.IsNaN(candidate.Similarity))
                similarity = candidate.Similarity;
        }

        return (score, similarity);
    }

    // A document whose vector is still to be made is neither better nor worse for it than its fellows with words.
    private static double MeanCloseness(IReadOnlyList<FusionCandidate> candidates, FusionOptions options)
    {
        var (sum, count) = (0.0, 0);
        foreach (var candidate in candidates)
        {
            if (candidate.WordScore > 0 && !float.IsNaN(candidate.Similarity))
                (sum, count) = (sum + Closeness(candidate, options), count + 1);
        }

        return count == 0 ? 0 : sum / count;
    }

    private static double Closeness(FusionCandidate candidate, FusionOptions options) =>
        candidate.Similarity - (options.CrowdingShare * candidate.Crowding);

    private static FusionGround GroundOf(FusionCandidate candidate, bool isClose) =>
        candidate.Tier > 0 ? FusionGround.EveryWord
        : candidate.WordScore == 0 ? FusionGround.Meaning
        : isClose ? FusionGround.WordsAndMeaning
        : FusionGround.SomeWords;

    // UTF-16 puts some signs into another order than UTF-8, in which the engine's ids are.
    private static int CompareIds(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
            return left.Length.CompareTo(right.Length);
        var (l, r) = (left[at], right[at]);
        return char.IsSurrogate(l) == char.IsSurrogate(r) ? l.CompareTo(r) : char.IsSurrogate(l) ? 1 : -1;
    }
}
