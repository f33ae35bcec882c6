using System.Text.Json;
using Paperboy.Evaluate;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Evaluate;

/// <summary>The verb as somebody uses it from a shell.</summary>
public sealed class EvaluateVerbTests : IDisposable
{
    private readonly MadeCollection _made = MadeCollection.Small();

    public void Dispose() => _made.Dispose();

    [Fact]
    public async Task A_collection_gives_the_figures_of_all_modes_as_JSON()
    {
        var ended = await Run(_made.Path, "--run", _made.File("run.tsv"), "--json");
        Assert.True(ended.ExitCode == 0, ended.Errors);
        var report = JsonDocument.Parse(ended.Output).RootElement;
        Assert.Equal(Path.GetFileName(_made.Path), report.GetProperty("collection").GetString());
        Assert.Equal((4, 2), (report.GetProperty("documents").GetInt32(), report.GetProperty("queries").GetInt32()));
        Assert.Equal(
            ["bm25", "keyword", "semantic", "hybrid"], report.GetProperty("modes").EnumerateObject().Select(mode => mode.Name));
        foreach (var mode in new[] { "bm25", "keyword" })
        {
            var figures = report.GetProperty("modes").GetProperty(mode);
            Assert.InRange(figures.GetProperty("ndcg10").GetDouble(), 0.5, 1);
            Assert.Equal(0.75, figures.GetProperty("recall100").GetDouble());
            Assert.Equal(1, figures.GetProperty("mrr").GetDouble());
            Assert.True(figures.GetProperty("msPerQuery").GetDouble() > 0);
            Assert.True(figures.GetProperty("msMedian").GetDouble() > 0);
        }

        var comparisons = report.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(6, comparisons.Count); // each pair of the four
        Assert.Equal(("keyword", "bm25"), (comparisons[0].GetProperty("first").GetString(), comparisons[0].GetProperty("second").GetString()));
        Assert.All(comparisons, comparison => Assert.InRange(comparison.GetProperty("p").GetDouble(), 0, 1));
        Assert.Equal(1, report.GetProperty("leftOut").GetProperty("queriesWithoutJudgements").GetInt32());
        Assert.StartsWith("mode\tquery\tid\trank\tscore\nbm25\tq1\td1\t1\t", await File.ReadAllTextAsync(_made.File("run.tsv")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_made.File("data")), "no data folder is touched");
    }

    [Fact]
    public async Task People_get_a_table_with_what_was_left_out()
    {
        var ended = await Run(_made.Path);
        Assert.Contains("4 documents, 2 queries", ended.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^mode +nDCG@10 +recall@100 +MRR +ms/query +median ms$", ended.Output);
        Assert.Matches(@"(?m)^keyword +[01]\.\d{4} +0\.7500 +1\.0000 ", ended.Output);
        Assert.Contains("Left out: 1 queries without judgements in test.", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Judged but not in the collection: 1 documents", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_of_known_items_is_made_and_measured()
    {
        var papers = _made.Write("papers.jsonl", [.. Invented.Lines(60), "no paper"]);
        var made = await PaperboyProcess.Run(
            "evaluate", "make", "titles", "--from", papers, "--to", _made.File("titles"), "--documents", "50", "--queries", "10", "--seed", "4", "--json");
        Assert.Equal(3, made.ExitCode);
        Assert.Contains(papers + ":61", made.Errors, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(made.Output).RootElement.GetProperty("rejected").GetInt32());
        var ended = await Run(_made.File("titles"), "--split", "train", "--mode", "bm25", "--json");
        Assert.Equal(10, JsonDocument.Parse(ended.Output).RootElement.GetProperty("queries").GetInt32());
        Assert.Contains("new or empty", (await PaperboyProcess.Run("evaluate", "make", "titles", "--from", papers, "--to", _made.Path)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_collections_choose_the_weights_for_each_other()
    {
        var papers = _made.Write("papers.jsonl", [.. Invented.Lines(60)]);
        foreach (var (name, seed) in new[] { ("first", "1"), ("second", "2") })
        {
            var made = await PaperboyProcess.Run(
                "evaluate", "make", "titles", "--from", papers, "--to", _made.File(name), "--documents", "40", "--queries", "8", "--seed", seed);
            Assert.True(made.ExitCode == 0, made.Errors);
        }

        var ended = await Run("tune", _made.File("first"), _made.File("second"), "--run", _made.File("tuned.tsv"), "--json");
        Assert.True(ended.ExitCode == 0, ended.Errors);
        var results = JsonDocument.Parse(ended.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(["first", "second"], results.Select(result => result.GetProperty("collection").GetString()));
        Assert.All(results, result =>
        {
            Assert.Equal(("train", 8), (result.GetProperty("choosesBy").GetString(), result.GetProperty("queries").GetInt32()));
            Assert.Equal(["bm25", "keyword"], result.GetProperty("comparisons").EnumerateArray().Select(comparison => comparison.GetProperty("second").GetString()));
            Assert.InRange(result.GetProperty("ndcg10").GetProperty("hybrid").GetDouble(), 0.1, 1);
        });
        Assert.Contains("\nfirst:hybrid\t", await File.ReadAllTextAsync(_made.File("tuned.tsv")), StringComparison.Ordinal);
        Assert.Contains("two collections at least", (await Run("tune", _made.File("first"))).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_tell_their_hubs_and_how_often_closeness_is_wrong()
    {
        var papers = _made.Write("papers.jsonl", [.. Invented.Lines(60)]);
        var ended = await Run("vectors", "--from", papers, "--unrelated", _made.Write("unrelated.txt", "guacamole recipe", "", "tulip bulbs"), "--run", _made.File("near.tsv"), "--json");
        Assert.True(ended.ExitCode == 0, ended.Errors);
        var report = JsonDocument.Parse(ended.Output).RootElement;
        var count = report.GetProperty("papers").GetInt32();
        Assert.Equal([0, 0.5], report.GetProperty("hubs").EnumerateArray().Select(hubs => hubs.GetProperty("crowdingShare").GetDouble()));
        Assert.Equal(2, report.GetProperty("closeness")[0].GetProperty("queries").GetInt32());
        Assert.Equal(1 + (2 * 10 * count), (await File.ReadAllLinesAsync(_made.File("near.tsv"))).Length);
    }

    [Theory]
    [InlineData(1, "There is no folder nowhere, and evaluate has no such subcommand; it has: make, tune, vectors, picks.", "nowhere")]
    [InlineData(1, "evaluate takes the FOLDER of a collection")]
    [InlineData(1, "There is no mode magic here; there are bm25, keyword, semantic, hybrid and all.", ".", "--mode", "magic")]
    [InlineData(1, "the folder is no collection in BEIR's form", ".")]
    [InlineData(2, "dev", ".", "--split", "dev")]
    public async Task Wrong_use_is_answered_in_words(int exitCode, string words, params string[] arguments)
    {
        var ended = await Run(arguments);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public void A_folder_with_the_name_of_a_subcommand_is_a_collection()
    {
        Assert.Equal(["evaluate", "make", "titles"], EvaluateCommand.Arguments(["evaluate", "make", "titles"], _ => false));
        Assert.Equal(["--json", "evaluate", Path.Combine(".", "make")], EvaluateCommand.Arguments(["--json", "evaluate", "make"], word => word == "make"));
        Assert.Equal(["evaluate", Path.Combine(".", "tune")], EvaluateCommand.Arguments(["evaluate", "tune"], word => word == "tune"));
        Assert.Equal(["evaluate"], EvaluateCommand.Arguments(["evaluate"], _ => true));
        Assert.Equal(["search", "evaluate", "make"], EvaluateCommand.Arguments(["search", "evaluate", "make"], _ => true));
    }

    private Task<PaperboyProcess.Ended> Run(params string[] arguments) =>
        PaperboyProcess.Run(["evaluate", .. arguments, "--data", _made.File("data")]);
}
