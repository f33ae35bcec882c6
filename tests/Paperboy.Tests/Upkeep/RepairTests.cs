using System.Text.Json;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Upkeep;

/// <summary>What happens to an index on a disk, and what <c>paperboy check --repair</c> makes of it, as processes.</summary>
public sealed class RepairTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    private string Index => Path.Combine(Data, "index");

    public async ValueTask InitializeAsync()
    {
        var file = _folder.File("papers.jsonl");
        await File.WriteAllLinesAsync(file, Invented.Lines(300));
        Assert.Equal(0, (await PaperboyProcess.Run("import", file, "--data", Data)).ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("flipped bit", "checksum")]
    [InlineData("cut file", "the mark of a segment is missing at its end")]
    [InlineData("missing segment", "missing")]
    [InlineData("missing manifest", "missing")]
    public async Task Damage_is_named_and_repaired_from_the_catalog(string damage, string words)
    {
        var file = Damage(damage);
        var check = await PaperboyProcess.Run("check", "--data", Data);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(Path.GetFileName(file), check.Output, StringComparison.Ordinal);
        Assert.Contains(words, check.Output, StringComparison.Ordinal);
        Assert.Contains("paperboy check --repair", check.Output, StringComparison.Ordinal);

        var repair = await PaperboyProcess.Run("check", "--repair", "--data", Data);
        Assert.True(repair.ExitCode == 0, repair.Output + repair.Errors);
        Assert.Contains("Repaired: ", repair.Output, StringComparison.Ordinal);
        Assert.Contains("300 in the index. Database and index are sound.", repair.Output, StringComparison.Ordinal);
        Assert.Contains("The index is built anew from the catalog", repair.Errors, StringComparison.Ordinal);

        var again = await PaperboyProcess.Run("check", "--repair", "--json", "--data", Data);
        Assert.Equal(0, again.ExitCode);
        Assert.False(JsonDocument.Parse(again.Output).RootElement.TryGetProperty("repaired", out _));
    }

    [Fact]
    public async Task A_server_whose_index_is_damaged_goes_on_and_builds_it_anew_when_asked()
    {
        await using var server = await ServeProcess.Start(Data);
        Damage("flipped bit");

        // Papers and pages come from the catalog, whatever the index is like.
        var paper = await server.Http.GetAsync(new Uri("/papers/arXiv:2601.00007", UriKind.Relative));
        Assert.True(paper.IsSuccessStatusCode);
        var repair = await PaperboyProcess.Run("check", "--repair", "--data", Data);
        Assert.True(repair.ExitCode == 0, repair.Output + repair.Errors);
        var found = await server.Http.GetStringAsync(new Uri("/papers?q=sparse+towers", UriKind.Relative));
        Assert.True(found.Contains("<mark>", StringComparison.Ordinal), found);
        Assert.Equal(0, (await PaperboyProcess.Run("check", "--data", Data)).ExitCode);
    }

    private string Damage(string damage)
    {
        var file = damage == "missing manifest"
            ? Path.Combine(Index, "manifest")
            : Directory.GetFiles(Index, "*.seg").OrderByDescending(name => new FileInfo(name).Length).First();
        var bytes = File.ReadAllBytes(file);

        // As a new file: one that is mapped by a running server must not become shorter under it.
        File.Delete(file);
        if (damage == "flipped bit")
            bytes[bytes.Length / 2] ^= 0x10;
        if (damage is "flipped bit" or "cut file")
            File.WriteAllBytes(file, bytes[..(damage == "cut file" ? bytes.Length / 2 : bytes.Length)]);
        return file;
    }
}
