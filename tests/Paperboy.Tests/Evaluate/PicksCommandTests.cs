using System.Globalization;
using System.Text.Json;
using Paperboy.Tests.Recommend;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Evaluate;

/// <summary>The verb, run as its users run it.</summary>
public sealed class PicksCommandTests : IDisposable
{
    private const int Days = 70;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Figures_and_rankings_come_out_and_the_newest_editions_are_foretold()
    {
        var community = new MadeCommunity(Days, 52);
        var picked = community.Labels.ToDictionary(l => l.Paper, l => l.Day);
        File.WriteAllLines(_folder.File("papers.jsonl"), community.Candidates.SelectMany(IEnumerable<string> (c) =>
        {
            var listed = Invented.Line(("id", c.Id), ("title", $"{c.Title} {c.Paper}"), ("abstract", c.Abstract), ("authors", c.Authors), ("categories", c.Categories), ("listed", Iso(c.Day)));
            return picked.TryGetValue(c.Paper, out var day)
                ? [listed, Invented.Line(("source", "hf"), ("id", c.Id), ("title", $"{c.Title} {c.Paper}"), ("authors", c.Authors), ("listed", null), ("featured", Iso(day)))]
                : [listed];
        }));
        var data = _folder.File("data");
        await Done("import", _folder.File("papers.jsonl"), "--data", data);

        var first = MadeCommunity.First.AddDays(60);
        var ended = await Done(
            "evaluate", "picks", "--train-before", Iso(first), "--from", Iso(first), "--until", Iso(MadeCommunity.First.AddDays(Days)),
            "--json", "--run", _folder.File("run.tsv"), "--data", data);
        var figures = JsonDocument.Parse(ended.Output).RootElement;
        Assert.Equal(["days", "auc", "recallTop10Percent", "liftTop10"], figures.EnumerateObject().Select(p => p.Name));
        Assert.Equal(10, figures.GetProperty("days").GetInt32());
        Assert.InRange(figures.GetProperty("auc").GetDouble(), 0.7, 1);
        var lines = File.ReadAllLines(_folder.File("run.tsv"));
        Assert.Equal("day\tid\trank\tscore", lines[0]);
        Assert.Equal(10 * 52, lines.Length - 1);
        Assert.Equal("1", lines[1].Split('\t')[2]);

        var foretold = JsonDocument.Parse((await Done("predict", "--json", "--data", data)).Output).RootElement;
        Assert.Equal(31, foretold.GetProperty("days").GetInt32());

        var wrong = await PaperboyProcess.Run("evaluate", "picks", "--train-before", Iso(first), "--from", Iso(first.AddDays(-1)), "--until", Iso(first), "--data", data);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("lies before --train-before", wrong.Errors, StringComparison.Ordinal);
    }

    private static async Task<PaperboyProcess.Ended> Done(params string[] arguments)
    {
        var ended = await PaperboyProcess.Run(arguments);
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return ended;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
