using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.KnownItems;
using Paperboy.Evaluate.Measuring;
using Paperboy.Evaluate.Modes;
using Paperboy.Harvest.Sample;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Evaluate;

/// <summary>
/// The figures of docs/quality.md. A change that loses more than 0.005 on a collection fails; one that wins raises the figure
/// here and there.
/// </summary>
public sealed class QualityGateTests
{
    private const double MostLost = 0.005;

    private static readonly IReadOnlyList<RankingMode> ByWords = [.. RankingMode.ForSearch.Where(mode => mode.Name is "bm25" or "keyword")];

    /// <param name="name">The collection.</param>
    /// <param name="bm25">nDCG@10 of the plain formula.</param>
    /// <param name="keyword">nDCG@10 of search by words.</param>
    /// <param name="semantic">nDCG@10 of search by meaning.</param>
    /// <param name="hybrid">nDCG@10 of both.</param>
    /// <param name="elsewhere">What another program's plain formula gives.</param>
    [Theory]
    [InlineData("scifact", 0.6924, 0.7009, 0.6746, 0.7221, 0.690)]
    [InlineData("cacm", 0.4807, 0.4830, 0.4710, 0.5050, 0.481)]
    public void No_mode_loses_on_a_given_collection(
        string name, double bm25, double keyword, double semantic, double hybrid, double elsewhere)
    {
        var collection = Given(name);
        var report = Evaluate(collection, CollectionReader.ReadSearch(collection, "test", default), RankingMode.ForSearch);
        AssertKept(report, ("bm25", bm25), ("keyword", keyword), ("semantic", semantic), ("hybrid", hybrid));
        Assert.True(report["keyword"].Mean(0) >= report["bm25"].Mean(0), "search by words is at least as good as the plain formula");
        Assert.True(report["hybrid"].Mean(0) >= report["keyword"].Mean(0), "words and meaning are at least as good as words");
        Assert.Equal(elsewhere, report["bm25"].Mean(0), MostLost);
    }

    [Fact]
    public void Words_lose_nothing_on_the_queries_that_choices_are_made_with()
    {
        var collection = Given("scifact");
        var report = Evaluate(collection, CollectionReader.ReadSearch(collection, "train", default), ByWords);
        AssertKept(report, ("bm25", 0.6934), ("keyword", 0.7000));
    }

    [Fact]
    public void No_mode_loses_on_pools_of_similar_papers()
    {
        var collection = Given("csfcube");
        var pools = SharedData.File("collections/csfcube/test-pid2pool-csfcube.json");
        var report = Evaluate(collection, PoolReader.Read(collection, pools, "test", default), RankingMode.ForPools);
        AssertKept(report, ("tfidf", 0.5624), ("bm25", 0.5447), ("keyword", 0.5465), ("semantic", 0.6238), ("hybrid", 0.6024));
    }

    /// <summary>Known items of the sample library, which needs no data beside the repository.</summary>
    [Theory]
    [InlineData("titles", 0.6355, 0.6381, 0.2755, 0.6273)]
    [InlineData("summaries", 0.6766, 0.6939, 0.3490, 0.6798)]
    public void No_mode_loses_on_a_made_collection(string kind, double bm25, double keyword, double semantic, double hybrid)
    {
        using var folder = new TempFolder();
        var papers = SampleLibrary.Generate(new DateOnly(2026, 3, 31));
        KnownItemFiles.Write(KnownItemSet.Draw(papers, KnownItemKind.All.Single(known => known.Name == kind), 250, 60, 1, default), folder.File("made"));
        var collection = CollectionReader.Read(folder.File("made"), default);
        AssertKept(
            Evaluate(collection, CollectionReader.ReadSearch(collection, "test", default), RankingMode.ForSearch),
            ("bm25", bm25), ("keyword", keyword), ("semantic", semantic), ("hybrid", hybrid));
    }

    private static Collection Given(string name) =>
        CollectionReader.Read(Path.GetDirectoryName(SharedData.File($"collections/{name}/corpus.jsonl.gz"))!, default);

    private static void AssertKept(EvaluationReport report, params (string Mode, double Figure)[] kept)
    {
        var lost = kept.Select(known => (known.Mode, known.Figure, Measured: report[known.Mode].Mean(0)))
            .Where(figure => figure.Measured < figure.Figure - MostLost)
            .Select(figure => $"{figure.Mode}: {report.Measured[0].Heading} {figure.Measured:F4}; it was {figure.Figure:F4}.");
        Assert.Empty(lost);
    }

    private static EvaluationReport Evaluate(Collection collection, RankingTask task, IReadOnlyList<RankingMode> modes) =>
        new Evaluation(collection, task) { TimedPasses = 0 }.Run(modes, null, (_, _) => { }, default);
}
