using System.Diagnostics;
using Paperboy.Indexing;

namespace Paperboy.Discover;

/// <summary>
/// Asks many queries, one after the other and pass after pass, through the same search as everything, and tells how long
/// the answers took. Nothing is kept between passes but the answers' times and the ids of the last.
/// </summary>
internal sealed class ManyQueries(PaperSearch search)
{
    // A pass over a few short queries is over before the just-in-time compiler has begun.
    private static readonly TimeSpan AtLeastWarm = TimeSpan.FromSeconds(1);

    /// <param name="queries">At least one.</param>
    /// <param name="form">How each is asked, whatever its own text.</param>
    /// <param name="repeat">How many passes are measured, after those that warm.</param>
    /// <param name="progress">Called after each query with the share done.</param>
    /// <param name="cancel">Stops between two queries, or within one.</param>
    public ManyAnswers Run(
        IReadOnlyList<string> queries, PaperQuestion form, int repeat, Action<double> progress, CancellationToken cancel)
    {
        var warming = Stopwatch.GetTimestamp();
        do
        {
            foreach (var query in queries)
                search.Search(form with { Text = query }, cancel);
        }
        while (Stopwatch.GetElapsedTime(warming) < AtLeastWarm);

        var times = new double[queries.Count][];
        var answers = new SearchAnswer[queries.Count];
        for (var pass = 0; pass < repeat; pass++)
        {
            for (var i = 0; i < queries.Count; i++)
            {
                var answer = search.Search(form with { Text = queries[i] }, cancel);
                (times[i] ??= new double[repeat])[pass] = answer.TookMs;
                answers[i] = answer;
                progress(((pass * (double)queries.Count) + i + 1) / (repeat * (double)queries.Count));
            }
        }

        return ManyAnswers.Of([.. answers.Zip(times, AnswerOfMany.Of)]);
    }
}

/// <summary>
/// The answers to many queries, in their order. Times are milliseconds from a query's text to its papers; percentiles and
/// mean are over the queries' medians.
/// </summary>
internal sealed record ManyAnswers(
    int Queries, double P50Ms, double P90Ms, double P99Ms, double MeanMs, IReadOnlyList<AnswerOfMany> Results)
{
    public static ManyAnswers Of(IReadOnlyList<AnswerOfMany> answers)
    {
        double[] ascending = [.. answers.Select(a => a.MedianMs).Order()];
        return new ManyAnswers(
            answers.Count,
            At(ascending, 0.5),
            At(ascending, 0.9),
            At(ascending, 0.99),
            Math.Round(ascending.Average(), 4),
            answers);
    }

    /// <summary>The value at place n x share, rounded down: the rule of all benchmarks here.</summary>
    internal static double At(double[] ascending, double share) => ascending[Math.Min(ascending.Length - 1, (int)(ascending.Length * share))];
}

/// <summary>
/// The answer to one of many queries: the median of its passes, and the best papers, the best first. Without: why it was found
/// without meaning, though that was asked for.
/// </summary>
internal sealed record AnswerOfMany(string Query, double MedianMs, FoundTotal Total, IReadOnlyList<ScoredId> Results, MeaningGap? Without = null)
{
    public static AnswerOfMany Of(SearchAnswer answer, double[] times) => new(
        answer.Query,
        Math.Round(ManyAnswers.At([.. times.Order()], 0.5), 4),
        answer.Total,
        [.. answer.Results.Select(r => new ScoredId(r.Paper.Id, r.Score))],
        answer.Without?.Gap);
}

/// <summary>The id of a paper with its score.</summary>
internal sealed record ScoredId(string Id, double Score);
