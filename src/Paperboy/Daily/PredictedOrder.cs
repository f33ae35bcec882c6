using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>
/// The order of papers that nobody has picked or voted for yet: the likeliest first, but for each tenth place, which goes to one that
/// the model is unsure of; then, in the order of arrival, those of which nothing was foretold.
/// </summary>
internal static class PredictedOrder
{
    public static IEnumerable<Appearance> Of(IEnumerable<Appearance> papers, IReadOnlyDictionary<long, Prediction> predictions)
    {
        var (likely, unsure, rest) = (new List<Appearance>(), new List<Appearance>(), new List<Appearance>());
        foreach (var paper in papers)
            (predictions.TryGetValue(paper.Paper, out var prediction) ? prediction.Explores ? unsure : likely : rest).Add(paper);
        likely.Sort(ByScore);
        unsure.Sort(ByScore);
        rest.Sort((one, other) => one.Paper.CompareTo(other.Paper));
        for (var (place, nextLikely, nextUnsure) = (1, 0, 0); place <= likely.Count + unsure.Count; place++)
        {
            var explores = nextUnsure < unsure.Count && (place % Prediction.ExploringPlace == 0 || nextLikely == likely.Count);
            yield return explores ? unsure[nextUnsure++] : likely[nextLikely++];
        }

        foreach (var paper in rest)
            yield return paper;

        int ByScore(Appearance one, Appearance other) =>
            (-predictions[one.Paper].Score, one.Paper).CompareTo((-predictions[other.Paper].Score, other.Paper));
    }
}
