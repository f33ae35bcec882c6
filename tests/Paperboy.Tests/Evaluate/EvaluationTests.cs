using System.Globalization;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Measuring;
using Paperboy.Evaluate.Modes;
using Xunit;

namespace Paperboy.Tests.Evaluate;

public sealed class EvaluationTests : IDisposable
{
    private readonly MadeCollection _made = MadeCollection.Small();

    public void Dispose() => _made.Dispose();

    [Theory]
    [InlineData("run.tsv")]
    [InlineData("run.tsv.gz")]
    public void The_figures_computed_from_the_run_file_are_the_same(string name)
    {
        var collection = CollectionReader.Read(_made.Path, default);
        var task = CollectionReader.ReadSearch(collection, "test", default);
        EvaluationReport report;
        using (var run = RunFile.Create(_made.File(name)))
        {
            report = new Evaluation(collection, task) { TimedPasses = 0 }.Run(RankingMode.ForSearch, run, (_, _) => { }, default);
            Assert.False(File.Exists(_made.File(name)), "it appears when it is whole");
            run.Complete();
        }

        var lines = CollectionFile.Lines(_made.File(name), default).Select(line => line.Text.Split('\t')).ToList();
        Assert.Equal(["mode", "query", "id", "rank", "score"], lines[0]);
        foreach (var mode in report.Modes)
        {
            var values = task.Queries.Select(query => ByScore(lines, mode.Mode, query.Id)).Zip(
                task.Queries, (ranking, query) => (ranking, task.Facets[0].Grades[query.Id])).ToList();
            Assert.Equal(values.Average(v => Measures.Ndcg(v.ranking, v.Item2, 10)), mode.Mean(0), 12);
            Assert.Equal(values.Average(v => Measures.Recall(v.ranking, v.Item2, 100)), mode.Mean(1), 12);
            Assert.Equal(values.Average(v => Measures.ReciprocalRank(v.ranking, v.Item2)), mode.Mean(2), 12);
            Assert.True(mode.Mean(0) > 0.5, "the small collection is not hard");
        }

        Assert.Empty(Directory.EnumerateFiles(_made.Path, "*.partial"));
    }

    [Fact]
    public void A_run_that_is_given_up_leaves_no_file()
    {
        using (var run = RunFile.Create(_made.File("run.tsv")))
            run.Add("bm25", "q1", [new RankedDocument("d1", 1)]);
        Assert.Empty(Directory.EnumerateFiles(_made.Path, "run.tsv*"));
    }

    [Fact]
    public void Means_are_over_facets_and_pools_are_ranked_to_their_last_document()
    {
        // d1 asks for {d2, d3, d4}; d4 shares no word with it and stands last.
        _made.Write("qrels/method.tsv", "d1\td4\t1");
        _made.Write("qrels/result.tsv", "d1\td2\t1", "d2\td3\t1");
        File.Delete(_made.File("qrels/test.tsv"));
        var pools = _made.Write("pools.json", "{\"d1\": [\"d2\", \"d3\", \"d4\"], \"d2\": [\"d3\"]}");
        var collection = CollectionReader.Read(_made.Path, default);
        var task = PoolReader.Read(collection, pools, "test", default);
        var run = RunFile.Create(_made.File("run.tsv"));
        var report = new Evaluation(collection, task) { TimedPasses = 1 }.Run(RankingMode.ForPools, run, (_, _) => { }, default);
        run.Complete();
        var lines = CollectionFile.Lines(_made.File("run.tsv"), default).Select(line => line.Text.Split('\t')).ToList();
        foreach (var mode in report.Modes)
        {
            var ranking = ByScore(lines, mode.Mode, "d1");
            Assert.Equal(3, ranking.Count);
            Assert.Equal("d4", ranking[^1]);
            Assert.Equal(0.5, mode.Facets[0].Mean(0), 12);
            Assert.Equal((mode.Facets[0].Mean(0) + mode.Facets[1].Mean(0)) / 2, mode.Mean(0), 12);
            Assert.Equal(2, mode.TimesMs.Count);
            Assert.True(mode.TimesMs[0] > 0);
        }
    }

    [Fact]
    public void Modes_are_compared_in_pairs_query_by_query()
    {
        static ModeResult Mode(string name, params double[] values) => new(name, [new FacetResult("test", [values])], []);
        var report = new EvaluationReport(null!, null!, [], [Mode("a", 0, 0, 0), Mode("b", 1, 1, 1), Mode("c", 1, 1, 0)]);
        Assert.Equal(
            [new Comparison("b", "a", 1, 0.25), new Comparison("c", "a", 2 / 3.0, 0.5), new Comparison("c", "b", -1 / 3.0, 1)],
            report.Comparisons);
        Assert.Equal(2.5, Evaluation.Median([4, 1, 3, 2]));
        Assert.Equal(3, Evaluation.Median([9, 3, 1]));
    }

    // As somebody reads it who knows nothing but the scores: equal ones by id.
    private static List<string> ByScore(List<string[]> lines, string mode, string query)
    {
        var own = lines.Where(line => line[0] == mode && line[1] == query).ToList();
        Assert.Equal(Enumerable.Range(1, own.Count), own.Select(line => int.Parse(line[3], CultureInfo.InvariantCulture)));
        return [.. own.OrderByDescending(line => double.Parse(line[4], CultureInfo.InvariantCulture))
            .ThenBy(line => line[2], StringComparer.Ordinal).Select(line => line[2])];
    }
}
