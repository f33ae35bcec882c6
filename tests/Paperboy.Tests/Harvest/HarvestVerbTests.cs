using System.Text.Json;
using Paperboy.Ledger;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest;

/// <summary>The verbs harvest and ledger as a shell sees them, against a server on loopback.</summary>
public sealed class HarvestVerbTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private EditionServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await EditionServer.Start(120);
        await File.WriteAllTextAsync(_folder.Data.Settings, _server.Settings());
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_asked_for_and_asks_nobody()
    {
        var plan = await Run("harvest", "hf", "--from", "2025-03-03", "--until", "2025-03-05", "--dry-run");
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("Hugging Face: 3 windows", plan.Output, StringComparison.Ordinal);
        Assert.Contains("2025-03-04  daily/2025-03-04", plan.Output, StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task A_harvest_ends_searchable_and_the_ledger_tells_what_came()
    {
        var harvest = await Run("harvest", "hf", "--from", "2025-03-03", "--until", "2025-03-04", "--json");
        Assert.True(harvest.ExitCode == 0, harvest.Errors);
        var source = JsonDocument.Parse(harvest.Output).RootElement.GetProperty("sources")[0];
        Assert.Equal(("hf", "complete", 2, 240), (source.GetProperty("source").GetString(), source.GetProperty("state").GetString(), source.GetProperty("complete").GetInt32(), source.GetProperty("new").GetInt32()));
        Assert.Equal(4, _server.Asked.Count);

        var again = await Run("harvest", "hf", "--from", "2025-03-03", "--until", "2025-03-04");
        Assert.Contains("2 of 2", again.Output, StringComparison.Ordinal);
        Assert.Equal(4, _server.Asked.Count);

        var found = JsonDocument.Parse((await Run("search", "lantern 375", "--mode", "keyword", "--json")).Output).RootElement;
        Assert.Equal("arXiv:2503.00375", found.GetProperty("results")[0].GetProperty("id").GetString());
        var day = await Run("ledger", "--day", "2025-03-03");
        Assert.Contains("All 120 papers that Hugging Face Daily Papers announced are there.", day.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await Run("ledger", "--day", "2025-03-04", "--json")).Output).RootElement;
        Assert.Equal("complete", json.GetProperty("sources")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_verb_says_who_harvests_and_waits_for_it()
    {
        var held = FileLock.TryExclusive(RunStore.LockOf(_folder.Data, "hf"), "paperboy serve")!;
        using var verb = PaperboyProcess.Start("harvest", "hf", "--from", "2025-03-03", "--until", "2025-03-03", "--data", _folder.Path);
        var end = verb.End();
        await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(4)));
        Assert.False(end.IsCompleted);
        Assert.Empty(_server.Asked);
        held.Dispose();
        var ended = await end;
        Assert.True(ended.ExitCode == 0, ended.Errors);
        Assert.Contains("Hugging Face is being harvested by paperboy serve (process", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "There is no source \"nowhere\". The sources are", "harvest", "nowhere")]
    [InlineData(2, "--from 2025-03-04 is after --until 2025-03-03", "harvest", "hf", "--from", "2025-03-04", "--until", "2025-03-03")]
    [InlineData(2, "--from takes a day such as 2026-03-17, not \"monday\"", "harvest", "hf", "--from", "monday")]
    [InlineData(2, "--query needs a SOURCE", "harvest", "--query", "lanterns")]
    [InlineData(1, "Hugging Face has no categories", "harvest", "hf", "--category", "cs.CL")]
    [InlineData(2, "--day takes a day", "ledger", "--day", "2025-02-30")]
    public async Task What_is_wrong_is_said_in_a_line(int code, string words, params string[] verb)
    {
        var ended = await Run(verb);
        Assert.Equal(code, ended.ExitCode);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task Before_the_first_harvest_the_ledger_says_how_to_begin() =>
        Assert.Contains("Nothing was harvested yet. paperboy harvest begins.", (await Run("ledger")).Output, StringComparison.Ordinal);

    private Task<PaperboyProcess.Ended> Run(params string[] verb) => PaperboyProcess.Run([.. verb, "--data", _folder.Path]);
}
