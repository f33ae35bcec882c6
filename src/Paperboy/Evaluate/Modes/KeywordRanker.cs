using Paperboy.Discover;
using Paperboy.Indexing;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// What a reader gets who types the words of the query on the page. Queries of collections are prose: a quoted title in one
/// is no phrase that each result must have, as it is in the query language.
/// </summary>
internal sealed class KeywordRanker(PaperIndex index) : IRanker
{
    // The engine's scores stay below: in units of 2^-16 their sums fit into 31 bits.
    private const double TierStep = 1 << 15;

    public IReadOnlyList<RankedDocument> Rank(string query, int depth, CancellationToken cancel)
    {
        var found = PaperSearch.Ask(index, new PaperQuestion(query, depth) { IsProse = true }, cancel).Found;

        // The engine's scores only compare within a tier; these compare throughout.
        return [.. found.Hits.Select(hit => new RankedDocument(hit.Id, hit.Score + (hit.Tier * TierStep)))];
    }
}
