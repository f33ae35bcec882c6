using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>
/// Ranks by words and meaning. The best by words and the closest are candidates, each with both figures, and make one ranking
/// by <see cref="HybridRanking"/>; behind it stands what else has some of the words, in the words' own order. The ranking
/// depends on the question alone, not on the page: pages fit together, and each paper stands on one of them.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="vectors">Embeds the query.</param>
/// <param name="fusion">How words and meaning make one score; the least similarity follows the query.</param>
internal sealed class HybridSearch(PaperIndex index, QueryVectors vectors, FusionOptions fusion)
{
    // Documents whose vectors are scanned in about the time after which another thread has begun.
    private const int WorthAThread = 50_000;

    // The engine tells weights in units of 2^-16, scores in ones.
    private const double WeightUnit = 1 << 16;

    /// <summary>What a search looks at before it shows ten.</summary>
    public const int UsualCandidates = 200;

    /// <summary>How many of the best by words, and as many of the closest, make the candidates.</summary>
    public int Candidates { get; init; } = UsualCandidates;

    /// <summary>Answers a request.</summary>
    /// <param name="request">What the search by words is to find and count; its page is the one that is wanted.</param>
    /// <param name="text">What the query says papers are about.</param>
    /// <param name="cancel">Stops it.</param>
    public RankedAnswer Search(SearchRequest request, string text, CancellationToken cancel) => index.AskAll(at =>
    {
        // The words are looked for here, and what is close meanwhile by another thread, or afterwards here if none is free. In a
        // small index that costs more than it saves. Should the words fail, nobody asks any more what the other one finds.
        NearAnswer Near() => new CloseInMeaning(at, vectors, fusion.CrowdingShare).Find(request.Query, text, Candidates, float.NegativeInfinity, cancel);
        var nearing = at.DocumentCount < WorthAThread ? null : Task.Run(Near, cancel);
        var words = at.Search(ByWords(request), cancel);
        var near = nearing is null ? Near() : nearing.GetAwaiter().GetResult();
        return near.Vector is { } vector
            ? Rank(at, request, words, vector, near.Neighbours)
            : new RankedAnswer(words, [.. words.Hits.Skip(request.Offset).Take(request.Limit).Select(RankedPaper.ByWords)], null, near.Without);
    });

    // One more than the candidates tells whether there are others with every word. A later page needs the words' further
    // hits: as many as stand before its end, and as may stand among the candidates already.
    private SearchRequest ByWords(SearchRequest request)
    {
        var end = (long)request.Offset + request.Limit;
        return request with { Offset = 0, Limit = (int)Math.Min(int.MaxValue, Candidates + (end > Candidates ? end : 1)) };
    }

    private RankedAnswer Rank(
        Searcher at, SearchRequest request, SearchResult words, QueryVector query, IReadOnlyList<Neighbour> neighbours)
    {
        var candidates = CandidatesOf(at, request.Query, words.Hits, query, neighbours);
        var options = fusion with { LeastSimilarity = query.LeastSimilarity };
        var attainable = words.TermWeights.Sum(weight => (double)weight) / WeightUnit;
        var ranking = HybridRanking.Rank(
            candidates,
            new FusionQuery(attainable, query.Certainty),
            options,
            candidates.Count,
            hasMoreWithEveryWord: words.Hits.Count > Candidates && words.Hits[Candidates].Tier > 0);
        var best = candidates.Count == 0 ? 0 : candidates.Max(candidate => candidate.WordScore);
        var meaning = new MeaningSearch(query.Certainty, query.LeastSimilarity, ranking.Closest, ranking.Hits.Count(hit => hit.Ground == FusionGround.Meaning))
        {
            Weight = ranking.MeaningWeight,
            CrowdingShare = options.CrowdingShare,
            BestWordScore = best,
            AttainableWordScore = attainable,
            CloseFrom = ranking.CloseFrom,
            Ranked = ranking.Hits.Count,
        };
        return new RankedAnswer(words, Page(request, words.Hits, ranking, best), meaning, null);
    }

    private List<RankedPaper> Page(SearchRequest request, IReadOnlyList<SearchHit> words, FusedRanking ranking, double best)
    {
        var page = ranking.Hits.Skip(request.Offset).Take(request.Limit).Select(hit => new RankedPaper(hit.Document.Id, hit.Score, hit.Document.Tier, hit)).ToList();
        if (page.Count == request.Limit || words.Count <= Candidates)
            return page;
        var ranked = ranking.Hits.Select(hit => hit.Document.Id).ToHashSet(StringComparer.Ordinal);
        page.AddRange(words.Skip(Candidates)
            .Where(hit => !ranked.Contains(hit.Id))
            .Skip(Math.Max(0, request.Offset - ranked.Count))
            .Take(request.Limit - page.Count)
            .Select(hit => RankedPaper.Behind(hit, best)));
        return page;
    }

    private List<FusionCandidate> CandidatesOf(
        Searcher at, ParsedQuery query, IReadOnlyList<SearchHit> words, QueryVector vector, IReadOnlyList<Neighbour> neighbours)
    {
        var byWords = words.Take(Candidates).ToList();
        var known = byWords.Select(hit => hit.Id).ToHashSet(StringComparer.Ordinal);
        var byMeaning = neighbours.Where(neighbour => !known.Contains(neighbour.Id)).ToList();

        // Where the words find more than the candidates, some of what is close has words, too: not every one, or it were here.
        var scores = words.Count > Candidates ? at.WordScores(query, [.. byMeaning.Select(neighbour => neighbour.Id)]) : new double[byMeaning.Count];
        var similarities = at.Similarities(vector.Vectors, [.. byWords.Select(hit => hit.Id)]);
        return
        [
            .. byWords.Select((hit, i) => new FusionCandidate(hit.Id, hit.Tier, hit.Score, similarities[i].Similarity) { Crowding = similarities[i].Crowding }),
            .. byMeaning.Select((near, i) => new FusionCandidate(near.Id, 0, scores[i], near.Similarity) { Crowding = near.Crowding }),
        ];
    }
}

/// <summary>A ranking, of which one page is there.</summary>
/// <param name="Words">The engine's answer by words: terms, totals, facets.</param>
/// <param name="Page">The papers of the page.</param>
/// <param name="Meaning">The search by meaning; null: there was none.</param>
/// <param name="Without">Why there was none though it was asked for.</param>
internal sealed record RankedAnswer(SearchResult Words, IReadOnlyList<RankedPaper> Page, MeaningSearch? Meaning, NoQueryVector? Without)
{
    /// <summary>The question as it was read.</summary>
    public ParsedQuery Read { get; init; } = null!;

    /// <summary>What the papers were to be found by.</summary>
    public SearchMode Mode { get; init; }
}

/// <summary>A paper in a ranking, as <see cref="FoundPaper"/> has it.</summary>
internal readonly record struct RankedPaper(string Id, double Score, int Tier, FusedHit? Fused)
{
    public static RankedPaper ByWords(SearchHit hit) => new(hit.Id, hit.Score, hit.Tier, null);

    /// <summary>One that stands behind the candidates, by its words.</summary>
    public static RankedPaper Behind(SearchHit hit, double best)
    {
        var document = new FusionCandidate(hit.Id, hit.Tier, hit.Score, float.NaN);
        var fused = new FusedHit(document, hit.Tier > 0 ? FusionGround.EveryWord : FusionGround.SomeWords, best > 0 ? hit.Score / best : 0, 0);
        return new RankedPaper(hit.Id, fused.Score, hit.Tier, fused);
    }
}
