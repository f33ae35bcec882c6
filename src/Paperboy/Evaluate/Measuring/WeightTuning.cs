using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Modes;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Measuring;

/// <summary>
/// Does hybrid ranking hold on a collection that had no say in its weights? For each collection those are chosen that do best
/// on the mean of all others (leave one out), by the others' train queries; the collection's own test queries then judge.
/// </summary>
internal static class WeightTuning
{
    /// <summary>How many documents of each ranking are kept.</summary>
    public const int Depth = 100;

    private static readonly double[] MeaningWeights = [1, 1.5, 2, 2.5, 3];
    private static readonly double[] CrowdingShares = [0, 0.25, 0.5, 0.75];

    /// <summary>What is tried.</summary>
    public static IReadOnlyList<FusionOptions> Tried { get; } = [..
        from weight in MeaningWeights from share in CrowdingShares select new FusionOptions { MeaningWeight = weight, CrowdingShare = share }];

    /// <summary>Ranks a collection's queries in every way that is tried.</summary>
    /// <param name="collection">The collection. One without train judgements has its test queries choose for the others.</param>
    /// <param name="progress">Takes the share done.</param>
    /// <param name="cancel">Stops it.</param>
    public static TuningSheet Measure(Collection collection, Action<double> progress, CancellationToken cancel)
    {
        var test = CollectionReader.ReadSearch(collection, "test", cancel);
        var hasTrain = Judgements.Files(collection.Folder).Any(file => Judgements.NameOf(file) == "train");
        var train = hasTrain ? CollectionReader.ReadSearch(collection, "train", cancel) : test;
        using var bench = new RankingBench(collection);
        var plain = RankingMode.ForSearch.Where(mode => mode.Name is "bm25" or "keyword")
            .ToDictionary(mode => mode.Name, mode => TaskRankings.Of(mode.Open(bench, cancel), test, cancel), StringComparer.Ordinal);
        var byOptions = new List<(double Choosing, TaskRankings Test)>();
        foreach (var options in Tried)
        {
            var ranker = RankingMode.HybridOf(options).Open(bench, cancel);
            var judged = TaskRankings.Of(ranker, test, cancel);
            byOptions.Add((hasTrain ? TaskRankings.Of(ranker, train, cancel).Ndcg.Average() : judged.Ndcg.Average(), judged));
            progress(byOptions.Count / (double)Tried.Count);
        }

        return new TuningSheet(collection, train.Split, plain, byOptions);
    }

    /// <summary>What the others choose for each collection, and how that does there; in the order of the sheets.</summary>
    /// <param name="sheets">Of two collections at least.</param>
    public static IReadOnlyList<TunedResult> Choose(IReadOnlyList<TuningSheet> sheets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sheets.Count, 2);
        return [.. sheets.Select(own =>
        {
            var best = Enumerable.Range(0, Tried.Count).MaxBy(option => sheets.Where(sheet => sheet != own).Average(sheet => sheet.ByOptions[option].Choosing));
            return new TunedResult(own, Tried[best], own.ByOptions[best].Test);
        })];
    }
}

/// <summary>How a task's queries were ranked.</summary>
/// <param name="Queries">The ids, in the task's order.</param>
/// <param name="Rankings">Of each query the best <see cref="WeightTuning.Depth"/>.</param>
/// <param name="Ndcg">nDCG@10 of each query.</param>
internal sealed record TaskRankings(
    IReadOnlyList<string> Queries, IReadOnlyList<IReadOnlyList<RankedDocument>> Rankings, IReadOnlyList<double> Ndcg)
{
    public static TaskRankings Of(IRanker ranker, RankingTask task, CancellationToken cancel)
    {
        var rankings = task.Queries.Select(query => ranker.Rank(query.Text, WeightTuning.Depth, cancel)).ToArray();
        return new TaskRankings(
            [.. task.Queries.Select(query => query.Id)],
            rankings,
            [.. task.Queries.Select((query, at) => Measures.Ndcg([.. rankings[at].Select(hit => hit.Id)], task.Facets[0].Grades[query.Id], 10))]);
    }
}

/// <summary>All that tuning knows of a collection.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="ChoosingSplit">The split that chooses weights for other collections.</param>
/// <param name="Plain">Its test queries by the modes without weights, by their names.</param>
/// <param name="ByOptions">
/// In the order of <see cref="WeightTuning.Tried"/>: the mean nDCG@10 of the queries that choose, and the test queries.
/// </param>
internal sealed record TuningSheet(
    Collection Collection,
    string ChoosingSplit,
    IReadOnlyDictionary<string, TaskRankings> Plain,
    IReadOnlyList<(double Choosing, TaskRankings Test)> ByOptions);

/// <summary>A collection ranked with the weights that others chose.</summary>
internal sealed record TunedResult(TuningSheet Sheet, FusionOptions Chosen, TaskRankings Hybrid)
{
    /// <summary>Hybrid beside each plain mode, paired by query.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; } = [.. Sheet.Plain.Select(plain =>
    {
        var (difference, p) = RandomizationTest.Compare(Hybrid.Ndcg, plain.Value.Ndcg);
        return new Comparison("hybrid", plain.Key, difference, p);
    })];
}
