using System.Text.Json;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Discover.Drafts;

/// <summary>The verbs <c>similar</c> and <c>draft</c>, as a shell sees them, without a server.</summary>
public sealed class DraftVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_set_and_a_draft_are_answered_without_a_server()
    {
        var papers = Write(
            "papers.jsonl",
            Invented.Line(("id", "arXiv:2601.00001"), ("title", "Robot arms that grasp cups"), ("abstract", "A robot arm learns to grasp cups and bottles.")),
            Invented.Line(("id", "arXiv:2601.00002"), ("title", "Grasping bottles with a robot hand"), ("abstract", "A robot hand grasps bottles.")),
            Invented.Line(("id", "arXiv:2601.00003"), ("title", "Proteins and their folds"), ("abstract", "How a protein folds follows from its sequence.")));
        Assert.Equal(0, (await Run("import", papers)).ExitCode);

        var similar = await Run("similar", "2601.00001", "arXiv:9999.99999", "--limit", "1", "--json");
        Assert.True(similar.ExitCode == 3, similar.Errors);
        Assert.Contains("No paper here has the id arXiv:9999.99999.", similar.Errors, StringComparison.Ordinal);
        var set = JsonDocument.Parse(similar.Output).RootElement;
        Assert.Equal("arXiv:2601.00002", Assert.Single(set.GetProperty("results").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("arXiv:2601.00001", set.GetProperty("results")[0].GetProperty("closeTo").GetString());

        var text = Write("draft.txt", "Robots that grasp", "", "We teach robot arms to grasp bottles and cups from a table.", "arXiv:2601.00002 did so before.");
        var draft = await Run("draft", text, "--json");
        Assert.True(draft.ExitCode == 0, draft.Errors);
        var answer = JsonDocument.Parse(draft.Output).RootElement;
        Assert.Equal("Robots that grasp", answer.GetProperty("title").GetString());
        Assert.Equal("arXiv:2601.00001", answer.GetProperty("notCited")[0].GetProperty("id").GetString());
        Assert.Equal("arXiv:2601.00002", Assert.Single(answer.GetProperty("cited").EnumerateArray()).GetProperty("id").GetString());
        var words = await Run("draft", text);
        Assert.Contains("Close, and not cited yet:\n", words.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("close to your text", words.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "similar takes at most 50 papers, not 51", "similar", 51)]
    [InlineData(1, "holds no catalog. Import papers first", "similar", 1)]
    [InlineData(1, "There is no file x", "draft", 1)]
    public async Task Wrong_use_is_answered_in_words(int exitCode, string words, string verb, int arguments)
    {
        var ended = await Run([verb, .. Enumerable.Repeat("x", arguments)]);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task An_empty_draft_is_refused_in_words()
    {
        var ended = await Run("draft", Write("empty.tex", ""));
        Assert.Contains("There is nothing to search with", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("empty.tex: is empty.", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(1, ended.ExitCode);
    }

    private Task<PaperboyProcess.Ended> Run(params string[] arguments) =>
        PaperboyProcess.Run([.. arguments, "--data", _folder.File("data")]);

    private string Write(string name, params string[] lines)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }
}
