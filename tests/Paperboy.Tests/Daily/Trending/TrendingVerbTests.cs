using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Readers.Events;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Daily.Trending;

/// <summary>The verb as a shell sees it: the list of a moment is the same, byte for byte, whatever happens later.</summary>
public sealed class TrendingVerbTests : IDisposable
{
    private const string At = "2026-03-17T18:00:00Z";
    private static readonly DateTimeOffset Moment = new(2026, 3, 17, 18, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new(Moment.AddDays(-2));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_moment_is_replayed_byte_for_byte_after_more_has_happened()
    {
        long leaving;
        using (var database = _folder.OpenDatabase())
        {
            leaving = Fill(database);
        }

        string[] ask = ["trending", "--at", At, "--over", "week", "--json", "--data", _folder.Path];
        var first = await PaperboyProcess.Run(ask);
        Assert.True(first.ExitCode == 0, first.Errors);
        using (var database = _folder.OpenDatabase())
        {
            Later(database, leaving);
        }

        var again = await PaperboyProcess.Run(ask);
        Assert.Equal(first.Output, again.Output);
        var list = JsonDocument.Parse(first.Output).RootElement;
        Assert.Equal("2026-03-17T18:00:00.000Z", list.GetProperty("at").GetString());
        var top = list.GetProperty("papers")[0];
        Assert.Equal("arXiv:2601.00001", top.GetProperty("id").GetString());
        Assert.Equal("votes", top.GetProperty("parts")[0].GetProperty("kind").GetString());
        Assert.Contains("+340 stars", top.GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(first.Output, (await PaperboyProcess.Run(["trending", "--at", "2026-03-18T18:00:00Z", "--over", "week", "--json", "--data", _folder.Path])).Output);
    }

    [Fact]
    public async Task A_merge_since_then_changes_under_which_id_the_votes_of_both_stand()
    {
        using (var database = _folder.OpenDatabase())
        {
            Fill(database);
            database.Write((connection, _) => connection.Run("INSERT INTO redirect (id, paper_id) VALUES ('arXiv:2601.00002', 'arXiv:2601.00001')"));
        }

        var list = JsonDocument.Parse((await PaperboyProcess.Run("trending", "--at", At, "--json", "--data", _folder.Path)).Output).RootElement;
        var one = Assert.Single(list.GetProperty("papers").EnumerateArray());
        Assert.Equal(9, one.GetProperty("parts")[0].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task People_are_shown_titles_and_reasons()
    {
        using (var database = _folder.OpenDatabase())
        {
            Fill(database);
        }

        var shown = await PaperboyProcess.Run("trending", "--at", At, "--top", "1", "--data", _folder.Path);
        Assert.Contains("1. On the Patience of Small Caches", shown.Output, StringComparison.Ordinal);
        Assert.Contains("+6 votes in 6 h, picked", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   2.", shown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--over takes 24h, week or month, not \"year\"", "--over", "year")]
    [InlineData(2, "--at takes a moment such as", "--at", "yesterday")]
    [InlineData(2, "--top takes a whole number from 1 to 10000", "--top", "0")]
    [InlineData(1, "has not come yet", "--at", "2999-01-01")]
    public async Task What_cannot_be_asked_is_told(int code, string words, params string[] arguments)
    {
        var ended = await PaperboyProcess.Run(["trending", .. arguments, "--data", _folder.Path]);
        Assert.Equal(code, ended.ExitCode);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
    }

    // Nine readers with votes of their own, of whom one is returned; one paper with stars and a pick.
    private long Fill(Database database)
    {
        var papers = new PaperStore(database);
        papers.Save([Starred(100), Invented.Record(("id", "arXiv:2601.00002"), ("title", "Another"))], Harvest());
        _time.Now = Moment.AddHours(-1);
        papers.Save([Starred(440)], Harvest());
        var readers = Enumerable.Range(0, 9).Select(_ => database.NewReader(Moment.AddDays(-200))).ToList();
        for (var i = 0; i < readers.Count; i++)
        {
            for (var other = 0; other < 4; other++)
                database.Note(Moment.AddDays(-30), readers[i], EventKind.Vote, $"tsv:{i}{other}");
            database.Note(Moment.AddHours(-5.5 + (0.5 * i)), readers[i], EventKind.Vote, i < 6 ? "arXiv:2601.00001" : "arXiv:2601.00002");
        }

        database.Note(Moment.AddHours(-1), readers[0], EventKind.Pick, "arXiv:2601.00001", "2026-03-18");
        return readers[2];
    }

    private void Later(Database database, long leaving)
    {
        _time.Now = Moment.AddHours(20);
        new PaperStore(database).Save([Starred(9000)], Harvest());
        var late = database.NewReader(Moment.AddDays(-400));
        database.Note(Moment.AddMilliseconds(1), late, EventKind.Vote, "arXiv:2601.00002");
        database.Note(Moment.AddHours(1), leaving, EventKind.Unvote, "arXiv:2601.00001");
        database.Note(Moment.AddHours(2), late, EventKind.Hide, "arXiv:2601.00001");
        database.Note(Moment.AddHours(3), late, EventKind.Unpick, "arXiv:2601.00001", "2026-03-18");
        database.Forget(leaving);
    }

    private ImportRun Harvest() => new() { IsHarvest = true, Time = _time };

    private static PaperRecord Starred(int stars) => Invented.Record(("source", "hf"), ("stars", stars), ("listed", "2026-03-10"));
}
