using Paperboy.Discover;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// What a reader gets who types the query on the page. Queries of collections are prose: a quoted title in one is no phrase
/// that each result must have, as it is in the query language.
/// </summary>
/// <param name="papers">The search over the documents as papers.</param>
/// <param name="mode">What finds and orders.</param>
internal sealed class SearchRanker(PaperRanking papers, SearchMode mode) : IRanker
{
    // The engine's scores stay below: in units of 2^-16 their sums fit into 31 bits.
    private const double WordsTierStep = 1 << 15;

    // Above any score within a tier, which is a share of 1 and a weighted cosine.
    private const double TierStep = 16;

    public IReadOnlyList<RankedDocument> Rank(string query, int depth, CancellationToken cancel)
    {
        var answer = papers.Rank(new PaperQuestion(query, depth) { IsProse = true, Mode = mode }, cancel);

        // Scores of a search only compare within a tier; these compare throughout.
        if (answer.Meaning is not { } meaning)
            return [.. answer.Page.Select(hit => new RankedDocument(hit.Id, hit.Score + (hit.Tier * WordsTierStep)))];
        var ranking = answer.Page.Take(meaning.Ranked).Select(hit => new RankedDocument(hit.Id, hit.Score + (hit.Tier * TierStep))).ToList();
        var last = ranking.Count == 0 ? 0 : ranking[^1].Score;
        ranking.AddRange(answer.Page.Skip(ranking.Count).Select((hit, rank) => new RankedDocument(hit.Id, last - 1 - rank)));
        return ranking;
    }
}
