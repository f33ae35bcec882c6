using System.Text.Json;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Cli;

/// <summary>The verbs as a shell sees them: what they print where, and how they end.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_and_search_speak_json_alone_on_standard_output()
    {
        var import = await Run("import", Papers(Invented.Line(), "broken"), "--json");
        Assert.Equal(3, import.ExitCode);
        var result = JsonDocument.Parse(import.Output).RootElement;
        Assert.Equal(1, result.GetProperty("new").GetInt32());
        Assert.Equal(2, result.GetProperty("rejections")[0].GetProperty("line").GetInt32());

        var search = await Run("search", "patient cache", "--limit", "5", "--json", "--count");
        Assert.Equal(0, search.ExitCode);
        var answer = JsonDocument.Parse(search.Output).RootElement;
        Assert.Equal("patient cache", answer.GetProperty("query").GetString());
        Assert.True(answer.GetProperty("total").GetProperty("exact").GetBoolean());
        Assert.Equal(1, answer.GetProperty("total").GetProperty("value").GetInt32());
        Assert.True(answer.GetProperty("tookMs").GetDouble() >= 0);
        var found = answer.GetProperty("results")[0];
        Assert.Equal("arXiv:2601.00001", found.GetProperty("id").GetString());
        Assert.Equal("On the Patience of Small Caches", found.GetProperty("title").GetString());
        Assert.Equal("2026-01-05", found.GetProperty("published").GetString());
        Assert.True(found.GetProperty("score").GetDouble() > 0);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("digest", "preview")]
    [InlineData("serve")]
    [InlineData("similar")]
    [InlineData("draft")]
    public async Task Help_shows_what_to_type(params string[] verb)
    {
        var help = await Run([.. verb, "--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains($"Examples:\n  paperboy {string.Join(' ', verb)}", help.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_names_the_whole_verb_whose_help_to_read() =>
        Assert.Contains("paperboy digest preview --help", (await Run("digest", "preview")).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData(2, "Required argument missing", "import")]
    [InlineData(2, "nonsense", "nonsense")]
    [InlineData(2, "--limit takes a whole number from 1 to 1000", "search", "x", "--limit", "0")]
    [InlineData(2, "--data takes the name of a folder", "check", "--data", " ")]
    [InlineData(1, "There is no file or folder", "import", "nowhere.jsonl")]
    [InlineData(1, "holds no catalog", "check")]
    [InlineData(1, "There is no backup", "restore", "nowhere.paperboy")]
    [InlineData(1, "Digest:Hour is \"25\"; allowed is a whole number from 0 to 23.", "serve", "--Digest:Hour=25")]
    [InlineData(1, "serve does not know \"--nonsense\"", "serve", "--nonsense")]
    public async Task Wrong_use_is_answered_in_words_on_standard_error(int exitCode, string words, params string[] arguments)
    {
        var ended = await Run(arguments);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_the_server_cleanly(string signal)
    {
        await using var server = await ServeProcess.Start(Data);
        Assert.Equal(0, await server.Stop(signal));
    }

    [Fact]
    public async Task What_is_imported_while_the_server_runs_is_found_by_its_pages_at_once()
    {
        await using var server = await ServeProcess.Start(Data);
        Assert.Contains("No papers yet", await server.Http.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        var import = await Run("import", Papers([.. Invented.Lines(1_000)]));
        Assert.True(import.ExitCode == 0, import.Errors);
        Assert.Contains("1,000 new", import.Output, StringComparison.Ordinal);
        var found = await server.Http.GetStringAsync(new Uri("/papers?q=sparse+towers", UriKind.Relative));
        Assert.Contains("<mark>", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_made_while_the_server_runs_and_restored_only_when_it_has_stopped()
    {
        await Run("import", Papers([.. Invented.Lines(300)]));
        var file = _folder.File("copy.paperboy");
        await using (var server = await ServeProcess.Start(Data))
        {
            Assert.Equal(0, (await Run("backup", file)).ExitCode);
            var refused = await Run("restore", file);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("in use by a running Paperboy", refused.Errors, StringComparison.Ordinal);
        }

        await Run("import", Papers([.. Invented.Lines(400, seed: 5)]));
        var restored = await Run("restore", file);
        Assert.Contains("300 papers, searchable", restored.Output, StringComparison.Ordinal);
        var check = await Run("check");
        Assert.Contains("300 in the index. Database and index are sound.", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_a_damaged_file_and_ends_with_1()
    {
        await Run("import", Papers([.. Invented.Lines(300)]));
        var segment = Directory.GetFiles(Path.Combine(Data, "index")).OrderByDescending(f => new FileInfo(f).Length).First();
        var bytes = await File.ReadAllBytesAsync(segment);
        bytes[bytes.Length / 2] ^= 0x10;
        await File.WriteAllBytesAsync(segment, bytes);
        var check = await Run("check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(Path.GetFileName(segment), check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_the_same_command_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit on a file's size that stands for the full disk is Linux's (prlimit).");
        var papers = Papers([.. Invented.Lines(5_000)]);
        var full = await PaperboyProcess.RunWithFilesUpTo(3_000_000, "import", papers, "--data", Data);
        Assert.Equal(1, full.ExitCode);
        Assert.Empty(full.Output);
        Assert.Contains("the catalog could not be used: SQLite Error", full.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("rollback", full.Errors, StringComparison.Ordinal);
        Assert.Contains("are sound", (await Run("check")).Output, StringComparison.Ordinal);
        Assert.Contains("5,000 papers in all, searchable", (await Run("import", papers)).Output, StringComparison.Ordinal);
        Assert.Contains("5,000 in the index. Database and index are sound.", (await Run("check")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("segment-*.seg")]
    public async Task An_index_that_cannot_be_opened_is_built_again_from_the_catalog(string pattern)
    {
        await Run("import", Papers([.. Invented.Lines(300)]));
        await File.WriteAllTextAsync(Directory.GetFiles(Path.Combine(Data, "index"), pattern)[0], "damaged");
        var search = await Run("search", "sparse", "--json");
        Assert.Equal(0, search.ExitCode);
        Assert.Contains("The index is built anew", search.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(JsonDocument.Parse(search.Output).RootElement.GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task A_lost_index_is_built_again_from_the_catalog()
    {
        await Run("import", Papers([.. Invented.Lines(300)]));
        Directory.Delete(Path.Combine(Data, "index"), recursive: true);
        var search = await Run("search", "sparse", "--json", "--count");
        Assert.True(JsonDocument.Parse(search.Output).RootElement.GetProperty("total").GetProperty("value").GetInt32() > 50);
    }

    [Fact]
    public async Task Export_gives_back_what_import_was_given()
    {
        var lines = Invented.Lines(50).ToArray();
        await Run("import", Papers(lines));
        var export = await Run("export", "--all", "--format", "jsonl");
        Assert.Equal(lines, export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_public_export_leaves_out_abstracts_that_may_not_be_passed_on_and_counts_them()
    {
        var free = Invented.Line();
        var publishers = Invented.Line(("source", "crossref"), ("id", "doi:10.1000/1"), ("title", "Lanterns"), ("venue", "Zeitschrift für Lampen"));
        await Run("import", Papers(free, publishers));
        var export = await Run("export", "--all", "--public");
        var lines = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(free, lines[0]);
        Assert.DoesNotContain("abstract", lines[1], StringComparison.Ordinal);
        Assert.Contains("Zeitschrift für Lampen", lines[1], StringComparison.Ordinal);
        Assert.Contains("2 records exported, 1 of them without their abstract", export.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_merge_is_shown_and_undone_and_both_papers_are_found()
    {
        await Run("import", Papers(
            Invented.Line(), Invented.Line(("source", "acl"), ("id", "ACL:2026.long.1"), ("listed", null), ("published", "2026"))));
        var dry = await Run("split", "ACL:2026.long.1", "--dry-run");
        Assert.Contains("ACL:2026.long.1 would have", dry.Output, StringComparison.Ordinal);
        var split = await Run("split", "arXiv:2601.00001", "--json");
        Assert.Equal(0, split.ExitCode);
        Assert.Contains("\"name\":\"acl:ACL:2026.long.1\"", split.Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var found = await Run("search", "patience", "--mode", "keyword", "--json");
        Assert.Contains("ACL:2026.long.1", found.Output, StringComparison.Ordinal);
        Assert.Contains("arXiv:2601.00001", found.Output, StringComparison.Ordinal);
        var again = await Run("split", "arXiv:2601.00001");
        Assert.Equal((1, true), (again.ExitCode, again.Errors.Contains("one record only", StringComparison.Ordinal)));
        Assert.Contains("No paper here has the id arXiv:2601.99999", (await Run("split", "arXiv:2601.99999")).Errors, StringComparison.Ordinal);
    }

    private Task<PaperboyProcess.Ended> Run(params string[] arguments) =>
        PaperboyProcess.Run(arguments.Contains("--data") ? arguments : [.. arguments, "--data", Data]);

    private string Papers(params string[] lines)
    {
        var file = _folder.File($"papers-{Guid.NewGuid():N}.jsonl");
        File.WriteAllLines(file, lines);
        return file;
    }
}
