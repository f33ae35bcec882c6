using Paperboy.Discover;
using Paperboy.Evaluate.Collections;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// By words and meaning: the engine's best and the closest, in one ranking by <see cref="HybridRanking"/>; behind them, what
/// else has some of the words. Only those candidates can change places.
/// </summary>
/// <param name="index">The documents as papers.</param>
/// <param name="documents">In the order of their ids, as in <paramref name="vectors"/>.</param>
/// <param name="vectors">Of the same documents.</param>
/// <param name="candidates">How many of the best by words, and as many by meaning, make the candidates.</param>
/// <param name="options">How; the least similarity comes from <paramref name="vectors"/>. Null: the default.</param>
internal sealed class HybridRanker(
    PaperIndex index, IReadOnlyList<CollectionDocument> documents, CollectionVectors vectors, int candidates, FusionOptions? options = null) : IRanker
{
    /// <summary>What a search looks at before it shows ten.</summary>
    public const int Candidates = 200;

    // Above any score within a tier, which is a share of 1 and a weighted cosine.
    private const double TierStep = 16;

    // The engine tells weights in units of 2^-16, scores in ones.
    private const double WeightUnit = 1 << 16;

    private readonly FusionOptions _options = options ?? new();
    private readonly Dictionary<string, int> _numbers =
        documents.Select((document, number) => (document.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number, StringComparer.Ordinal);

    public IReadOnlyList<RankedDocument> Rank(string query, int depth, CancellationToken cancel)
    {
        var answer = PaperSearch.Ask(index, new PaperQuestion(query, Math.Max(depth, candidates)) { IsProse = true }, cancel).Found;
        var words = answer.Hits;
        var (vector, certainty) = vectors.Embed(query);

        // A deep ranking of a short query may have more papers with every word than candidates; these are all candidates then.
        var first = Math.Min(words.Count, Math.Max(candidates, words.TakeWhile(hit => hit.Tier > 0).Count()));
        var found = words.Take(first).Select(hit => CandidateOf(hit, vector)).ToList();
        var known = found.Select(candidate => candidate.Id).ToHashSet(StringComparer.Ordinal);
        var rest = words.Skip(first).ToDictionary(hit => hit.Id, StringComparer.Ordinal);
        foreach (var (document, _) in vectors.Nearest(vector, _options.CrowdingShare, candidates))
        {
            if (known.Add(documents[document].Id))
                found.Add(CandidateOf(rest.GetValueOrDefault(documents[document].Id) ?? new SearchHit(documents[document].Id, 0, 0), vector));
        }

        var ranking = HybridRanking.Rank(found, new FusionQuery(answer.TermWeights.Sum() / WeightUnit, certainty), _options with { LeastSimilarity = vectors.LeastSimilarity(query) }, depth).Hits
            .Select(hit => new RankedDocument(hit.Document.Id, hit.Score + (hit.Document.Tier * TierStep))).ToList();
        var last = ranking.Count == 0 ? 0 : ranking[^1].Score;
        ranking.AddRange(words.Skip(first).Where(hit => !known.Contains(hit.Id)).Take(depth - ranking.Count)
            .Select((hit, rank) => new RankedDocument(hit.Id, last - 1 - rank)));
        return ranking;
    }

    private FusionCandidate CandidateOf(SearchHit hit, ReadOnlySpan<float> query)
    {
        var number = _numbers[hit.Id];
        return new FusionCandidate(hit.Id, hit.Tier, hit.Score, vectors.Similarity(number, query)) { Crowding = vectors.CrowdingOf(number) };
    }
}
