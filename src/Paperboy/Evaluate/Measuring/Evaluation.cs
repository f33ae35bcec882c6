using System.Diagnostics;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Modes;

namespace Paperboy.Evaluate.Measuring;

/// <summary>Ranks every query of a task by every mode, and measures how good that is and how long it takes.</summary>
internal sealed class Evaluation(Collection collection, RankingTask task)
{
    /// <summary>How many documents are ranked for the measures.</summary>
    public const int Depth = 1_000;

    // Times are those of what a page shows.
    private const int TimedDepth = 10;

    private static readonly TimeSpan TimingBudget = TimeSpan.FromSeconds(20);

    private bool IsPooled => task.Queries[0].Pool is not null;

    /// <summary>How often each query is timed after it was asked to warm, less often if that takes long; 0: no times.</summary>
    public int TimedPasses { get; init; } = 3;

    /// <param name="modes">Each is made ready, used for all queries, and left.</param>
    /// <param name="run">Takes all rankings; null: nobody wants them.</param>
    /// <param name="progress">Called after each query with the share done and the mode.</param>
    /// <param name="cancel">Stops it between two queries or within one.</param>
    public EvaluationReport Run(IReadOnlyList<RankingMode> modes, RunFile? run, Action<double, string> progress, CancellationToken cancel)
    {
        using var bench = new RankingBench(collection);
        var results = new List<ModeResult>();
        foreach (var mode in modes)
        {
            progress(results.Count / (double)modes.Count, mode.Name);
            var ranker = mode.Open(bench, cancel);
            var rankings = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var query in task.Queries)
            {
                var ranking = RankAll(ranker, query, cancel);
                run?.Add(mode.Name, query.Id, ranking);
                rankings[query.Id] = [.. ranking.Select(document => document.Id)];
                progress((results.Count + (rankings.Count / (double)task.Queries.Count)) / modes.Count, mode.Name);
            }

            results.Add(new ModeResult(mode.Name, Judge(rankings), Time(ranker, cancel)));
        }

        return new EvaluationReport(collection, task, Measured, results);
    }

    private IReadOnlyList<Measure> Measured => IsPooled ? Measure.ForPools : Measure.ForSearch;

    private IReadOnlyList<RankedDocument> RankAll(IRanker ranker, CollectionQuery query, CancellationToken cancel) => query.Pool is { } pool
        ? Within(pool, ranker.Rank(query.Text, collection.Documents.Count, cancel))
        : ranker.Rank(query.Text, Depth, cancel);

    // What a mode has no opinion of stands at the end of the pool, in the order of ids.
    private List<RankedDocument> Within(IReadOnlySet<string> pool, IReadOnlyList<RankedDocument> ranking)
    {
        var ranked = ranking.Where(document => pool.Contains(document.Id)).ToList();
        var missing = pool.Except(ranked.Select(document => document.Id)).ToHashSet(StringComparer.Ordinal);
        var last = ranked.Count == 0 || ranked[^1].Score > 0 ? 0 : ranked[^1].Score - 1;
        ranked.AddRange(collection.Documents.Where(document => missing.Contains(document.Id)).Select(document => new RankedDocument(document.Id, last)));
        return ranked;
    }

    private IReadOnlyList<FacetResult> Judge(Dictionary<string, IReadOnlyList<string>> rankings)
    {
        var measured = Measured;
        return [.. task.Facets.Select(facet =>
        {
            var judged = task.Queries.Where(query => facet.Grades.ContainsKey(query.Id)).Select(query => query.Id).ToList();
            return new FacetResult(facet.Name, [.. measured.Select(measure => judged.ConvertAll(id => measure.Of(rankings[id], facet.Grades[id])))]);
        })];
    }

    // Each query's median over the passes.
    private IReadOnlyList<double> Time(IRanker ranker, CancellationToken cancel)
    {
        if (TimedPasses == 0)
            return [];
        var passes = new List<double[]>();
        var started = Stopwatch.GetTimestamp();
        for (var pass = 0; pass <= TimedPasses && (pass < 2 || Stopwatch.GetElapsedTime(started) < TimingBudget); pass++)
        {
            double[] times = [.. task.Queries.Select(query =>
            {
                var begun = Stopwatch.GetTimestamp();
                ranker.Rank(query.Text, IsPooled ? collection.Documents.Count : TimedDepth, cancel);
                return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            })];
            if (pass > 0) // the first warms
                passes.Add(times);
        }

        return [.. task.Queries.Select((_, query) => Median([.. passes.Select(times => times[query])]))];
    }

    /// <summary>The middle value, of an even number the mean of the two.</summary>
    internal static double Median(IReadOnlyList<double> values)
    {
        double[] ascending = [.. values.Order()];
        return (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2;
    }
}
