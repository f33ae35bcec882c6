using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>Finds what is close in meaning to a query at one commit of the index.</summary>
/// <param name="at">The commit.</param>
/// <param name="vectors">Embeds the query.</param>
/// <param name="crowdingShare">See <see cref="FusionOptions.CrowdingShare"/>: the closest are chosen as they are ranked.</param>
internal sealed class CloseInMeaning(Searcher at, QueryVectors vectors, double crowdingShare)
{
    /// <summary>
    /// The closest papers, the closest first. What the query asks for besides free words (a phrase, a field, a date, what is
    /// excluded) they must meet, as papers found by words must.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="text">What it says papers are about.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="least">The least similarity; NaN: the one from which papers are close.</param>
    /// <param name="cancel">Stops it.</param>
    public NearAnswer Find(ParsedQuery query, string text, int limit, float least, CancellationToken cancel)
    {
        var answer = vectors.Of(text, cancel);
        if (answer.Vector is not { } vector)
            return new NearAnswer(null, [], answer.Without);
        var request = new NearestRequest(vector.Vectors, limit)
        {
            Conditions = query,
            LeastSimilarity = float.IsNaN(least) ? vector.LeastSimilarity : least,
            CrowdingShare = (float)crowdingShare,
        };
        var near = at.Nearest(request, cancel);
        return near.Count > 0 || AreThereVectors(vector)
            ? new NearAnswer(vector, near, null)
            : new NearAnswer(null, [], new NoQueryVector(MeaningGap.NoVectors, "no paper has a vector of the embedder yet"));
    }

    private bool AreThereVectors(QueryVector vector) =>
        at.VectorCounts().Any(count => vector.Vectors.Any(of => of.Model == count.Model));
}

/// <summary>What is close to a query.</summary>
/// <param name="Vector">The query's; null: it has none.</param>
/// <param name="Neighbours">The closest first.</param>
/// <param name="Without">Why it has none.</param>
internal sealed record NearAnswer(QueryVector? Vector, IReadOnlyList<Neighbour> Neighbours, NoQueryVector? Without);
