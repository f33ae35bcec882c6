using System.Text.Json;
using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Train;

/// <summary>The verb, run as its users run it.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_trained_on_files_without_what_may_not_be_used_or_stands_there_twice()
    {
        var ids = Enumerable.Range(0, 1000).Select(i => $"arXiv:{i}").ToLookup(HeldOut.Contains);
        var taken = ids[false].Take(32).ToList();
        File.WriteAllLines(_folder.File("a.jsonl"),
        [
            .. taken.Take(31).Select((id, i) => Line("arxiv", id, $"Graph paper {i}")),
            Line("arxiv", taken[1], "Known by its id"),
            Line("hf", taken[31], "Graph, paper 2!"),
            Line("arxiv", ids[true].First(), "Held out"),
            Line("acl", "ACL:1", "Old", "2015"),
            Line("acl", Enumerable.Range(2, 9).Select(i => $"ACL:{i}").First(id => !HeldOut.Contains(id)), "Young", "2016"),
            Line("acl", "ACL:3", "Of LREC", "2020", "Proceedings of the Twelfth Language Resources and Evaluation Conference"),
            Line("listing", "seed:1", "Of unknown licence"),
        ]);
        var ended = await PaperboyProcess.Run("train", _folder.Path, "--out", _folder.File("m.vectors"), "--json");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(32, JsonDocument.Parse(ended.Output).RootElement.GetProperty("papers").GetInt32());
        Assert.Contains("a.jsonl: 32 papers, 2 known already, 3 left out for their licence, 1 held out", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(
            BuiltInEmbedder.Open(_folder.File("m.vectors")).Fingerprint,
            JsonDocument.Parse(ended.Output).RootElement.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task What_cannot_be_trained_on_is_named()
    {
        File.WriteAllLines(_folder.File("bad.jsonl"), [Line("arxiv", "arXiv:1", "Fine"), "broken"]);
        Assert.Contains("bad.jsonl:2", (await Failed("train", _folder.File("bad.jsonl"), "--out", _folder.File("m"))).Errors, StringComparison.Ordinal);
        Assert.Contains("--out", (await Failed("train", _folder.File("bad.jsonl"))).Errors, StringComparison.Ordinal);
        Assert.Contains("nowhere", (await Failed("train", "nowhere", "--out", _folder.File("m"))).Errors, StringComparison.Ordinal);
        Assert.Contains("holds no catalog", (await Failed("train", "--data", _folder.File("none"))).Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("m")));
    }

    [Fact]
    public async Task The_model_is_adapted_to_a_catalog_that_is_large_enough()
    {
        var data = _folder.File("data");
        File.WriteAllLines(_folder.File("few.jsonl"), Enumerable.Range(0, 10).Select(i => Line("arxiv", $"arXiv:2601.{i:D5}", $"Quuxly paper {i}")));
        Assert.Equal(0, (await PaperboyProcess.Run("import", _folder.File("few.jsonl"), "--data", data)).ExitCode);
        Assert.Contains("has 10 papers", (await Failed("train", "--data", data)).Errors, StringComparison.Ordinal);
        File.WriteAllLines(_folder.File("many.jsonl"), Enumerable.Range(0, 1100).Select(i => Line("arxiv", $"arXiv:2602.{i:D5}", $"Quuxly study {i} of widget{i % 20}")));
        Assert.Equal(0, (await PaperboyProcess.Run("import", _folder.File("many.jsonl"), "--data", data)).ExitCode);
        var ended = await PaperboyProcess.Run("train", "--data", data);
        Assert.True(ended.ExitCode == 0, ended.Errors);
        var vector = new float[TokenVectors.Dimensions];
        var adapted = BuiltInEmbedder.Open(Path.Combine(data, "embedder.vectors"));
        Assert.Equal(1, adapted.Embed(EmbedderText.Query("quuxly widget7"), vector));
        Assert.NotEqual(1, BuiltInEmbedder.General.Embed(EmbedderText.Query("quuxly widget7"), vector));
    }

    private static async Task<PaperboyProcess.Ended> Failed(params string[] arguments)
    {
        var ended = await PaperboyProcess.Run(arguments);
        Assert.Equal(1, ended.ExitCode);
        return ended;
    }

    private static string Line(string source, string id, string title, string published = "2020", string venue = "") =>
        JsonSerializer.Serialize(new { source, id, title, @abstract = $"We study {title}. It works. See {id}.", authors = new[] { "A. Nobody" }, published, venue });
}
