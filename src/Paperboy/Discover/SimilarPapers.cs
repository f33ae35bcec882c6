using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;

namespace Paperboy.Discover;

/// <summary>
/// The papers that are the closest to a paper in meaning, by the vectors of the index; none where nothing is closer than what has
/// nothing to do with each other. Crowding is not taken off: papers near to a whole abstract belong there (docs/decisions/0025).
/// </summary>
public sealed class SimilarPapers(PaperIndex index, VectorMaps maps, PaperStore papers, VectorProfiles profiles)
{
    // A whole paper asks: the threshold is that of the longest queries.
    private const int ManyWords = 100;

    /// <summary>The closest first; none while the paper has no vector, or where nothing is close.</summary>
    /// <param name="id">The paper's id.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    public IReadOnlyList<SimilarPaper> Of(string id, int most, CancellationToken cancel)
    {
        if (index.VectorOf(id) is not { } vector)
            return [];
        var request = new NearestRequest(maps.Everywhere(vector), most + 1)
        {
            LeastSimilarity = profiles.Find(vector.Model.Fingerprint)?.Thresholds.For(ManyWords, index.Count) ?? float.NegativeInfinity,
        };
        var near = index.Nearest(request, cancel).Where(neighbour => neighbour.Id != id).Take(most).ToList();
        var known = papers.FindMany([.. near.Select(neighbour => neighbour.Id)]).ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        return [.. near.Where(neighbour => known.ContainsKey(neighbour.Id)).Select(neighbour => new SimilarPaper(known[neighbour.Id], neighbour.Similarity))];
    }
}

/// <summary>A paper and how close it is.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Similarity">The cosine of the angle between the vectors; of a paper that is not embedded again yet, what a map makes of it.</param>
public sealed record SimilarPaper(Paper Paper, float Similarity);
