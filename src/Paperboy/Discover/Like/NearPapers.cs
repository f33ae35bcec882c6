using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover.Like;

/// <summary>How closeness to several points makes one order; docs/drafts.md has the figures.</summary>
internal enum NearRule
{
    /// <summary>
    /// The points are papers of a set. A paper's place is its mean similarity to all of them (Rocchio, "Relevance feedback in
    /// information retrieval", 1971) and its similarity to one of them, less the mean similarity of that one's ten nearest
    /// (half of CSLS; Conneau et al., "Word translation without parallel data", 2018): else the subject about which more is
    /// written would take all places.
    /// </summary>
    Set,

    /// <summary>
    /// The first point is a draft as a whole, the others are its parts: the closest counts, but a part, being shorter and
    /// so less sure, nine tenths of the whole.
    /// </summary>
    Draft,
}

/// <summary>The papers that are close to several points: to the papers of a set, or to a draft and its parts.</summary>
public sealed class NearPapers(PaperIndex index, PaperStore papers, VectorMaps maps, Unrelated unrelated)
{
    private const float PartWeight = 0.9f;
    private const int Neighbours = 10;

    // Each is a scan of the index.
    private const int MostScans = 12;

    /// <summary>The closest papers, the best first.</summary>
    /// <param name="points">What to be close to.</param>
    /// <param name="rule">How closeness to several makes one order.</param>
    /// <param name="leftOut">Ids that are not looked for.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="conditions">Conditions of this query must be met; null: any paper.</param>
    /// <param name="cancel">Stops it.</param>
    internal IReadOnlyList<NearPaper> Find(
        IReadOnlyList<ModelVector> points, NearRule rule, IReadOnlyCollection<string> leftOut, int most, ParsedQuery? conditions, CancellationToken cancel)
    {
        var without = leftOut.ToHashSet(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in points.Select(point => maps.Everywhere(point)[0]).GroupBy(point => point.Model))
        {
            foreach (var centre in Centres.Of([.. model], MostScans - 1))
            {
                // Every paper that is left out may be in the way.
                var request = new NearestRequest(maps.Everywhere(centre), (2 * most) + without.Count) { Conditions = conditions };
                ids.UnionWith(index.Nearest(request, cancel).Select(neighbour => neighbour.Id));
            }
        }

        ids.ExceptWith(without);
        return Compare(points, rule, [.. ids], most);
    }

    /// <summary>Those of some papers that are close to any point, the best first.</summary>
    internal IReadOnlyList<NearPaper> Compare(IReadOnlyList<ModelVector> points, NearRule rule, IReadOnlyList<string> ids, int most)
    {
        var everywhere = points.Select(maps.Everywhere).ToList();
        var similarities = everywhere.ConvertAll(vectors => index.Similarities(vectors, ids));
        var compared = ids.Select((id, i) => (Id: id, Cosines: similarities.Select(of => of[i].Similarity).ToArray())).ToList();
        var scales = rule == NearRule.Set ? [.. points.Select((_, point) => Scale(compared, point))] : new float[points.Count];
        var bounds = everywhere.ConvertAll(vectors => unrelated.LeastSimilarity(vectors[0].Model));
        var near = new List<(string Id, float Similarity, int Point, float Score)>(ids.Count);
        foreach (var (id, cosines) in compared)
        {
            // Not a number where a paper has no vector that a point can be compared with.
            if (Score(cosines, rule, scales) is { } found && found.Similarity >= bounds[found.Point])
                near.Add((id, found.Similarity, found.Point, found.Score));
        }

        var best = near.OrderByDescending(paper => paper.Score).ThenBy(paper => paper.Id, StringComparer.Ordinal).Take(most).ToList();

        // A paper that was removed or merged since the index was written is left out.
        var known = papers.FindMany([.. best.Select(paper => paper.Id)]).ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        return [.. best.Where(paper => known.ContainsKey(paper.Id)).Select(paper => new NearPaper(known[paper.Id], paper.Similarity, paper.Point))];
    }

    // How similar the nearest of a point are to it.
    private static float Scale(List<(string Id, float[] Cosines)> compared, int point) =>
        compared.Select(paper => paper.Cosines[point]).Where(cosine => !float.IsNaN(cosine)).OrderDescending().Take(Neighbours).DefaultIfEmpty().Average();

    private static (float Similarity, int Point, float Score)? Score(float[] cosines, NearRule rule, float[] scales)
    {
        var (best, at, sum, count) = (float.NegativeInfinity, -1, 0f, 0);
        for (var i = 0; i < cosines.Length; i++)
        {
            if (float.IsNaN(cosines[i]))
                continue;
            var scaled = rule == NearRule.Draft && i > 0 ? PartWeight * cosines[i] : cosines[i] - scales[i];
            sum += cosines[i];
            count++;
            if (scaled > best)
                (best, at) = (scaled, i);
        }

        return at < 0 ? null : (cosines[at], at, rule == NearRule.Set ? best + (sum / count) : best);
    }
}

/// <summary>A paper that is close to one of several points.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Similarity">The cosine of the angle between its vector and the point that speaks for it most.</param>
/// <param name="Point">Which point that is, counted from 0.</param>
public sealed record NearPaper(Paper Paper, float Similarity, int Point);
