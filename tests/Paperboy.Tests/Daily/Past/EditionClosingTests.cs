using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Catalog;
using Paperboy.Daily;
using Paperboy.Daily.Desk;
using Paperboy.Daily.Past;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Daily.Past;

/// <summary>Days that end, and what is learned of them later, on a real catalog and through the pages.</summary>
public sealed class EditionClosingTests : IAsyncDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 17);
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(5);

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly HostedPaperboy _host;
    private readonly HttpClient _visitor;

    public EditionClosingTests()
    {
        // The job runs only when a test says so.
        _host = new HostedPaperboy(_folder.Path)
        {
            Replace = services =>
            {
                services.AddSingleton<TimeProvider>(_time);
                services.Remove(services.Single(s => s.ImplementationInstance is Paperboy.Jobs.JobPlan { Name: "editions" }));
            },
        };
        _visitor = _host.Open();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private EditionClosing Closing => _host.Services.GetRequiredService<EditionClosing>();

    private PaperStore Papers => _host.Services.GetRequiredService<PaperStore>();

    private DeskStore Desks => _host.Services.GetRequiredService<DeskStore>();

    private PastEditions Past => _host.Services.GetRequiredService<PastEditions>();

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_day_closes_at_noon_after_it_and_votes_change_it_no_more()
    {
        Save(Listed(1), Featured(2, 5), Featured(3, 9));
        _time.Now = new DateTimeOffset(2026, 3, 18, 11, 59, 0, TimeSpan.Zero);
        Assert.Equal(0, Close());
        Save(Featured(2, 12));
        Assert.Equal([Id(2), Id(3), Id(1)], await Ids(""));
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, Close());
        Save(Featured(3, 90), Listed(1, ("upvotes", 50)));
        Assert.Equal(0, Close());
        Assert.Equal([Id(2), Id(3), Id(1)], await Ids(""));
        Assert.Contains("Closed on 18 March 2026, 12:00 UTC.", (await Page("")).QuerySelector(".made")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([Id(2), Id(3), Id(1)], await Ids("", "/papers/week/2026-W12"));
    }

    [Fact]
    public async Task What_comes_late_makes_a_version_that_says_so_and_the_earlier_one_can_be_read()
    {
        Save(Listed(1), Featured(2, 5));
        CloseDay();
        _time.Now = new DateTimeOffset(2026, 3, 19, 8, 0, 0, TimeSpan.Zero);
        Save(Listed(4), Listed(5), Featured(1, 80));
        Assert.Equal([Id(2), Id(1)], await Ids(""));
        Assert.Equal(1, Close());
        Assert.Equal([Id(2), Id(1), Id(4), Id(5)], await Ids(""));
        var note = (await Page("")).QuerySelector(".corrections")!;
        Assert.Equal("Corrected on 19 March 2026: 2 papers were added late; 1 paper was featured late.", note.QuerySelector("summary")!.TextContent.Trim());
        Assert.Equal($"/papers/date/2026-03-17?version=1", note.QuerySelector("p a")!.GetAttribute("href"));
        Assert.Equal(3, note.QuerySelectorAll("li a").Length);
        var old = await Page("?version=1");
        Assert.Equal([Id(2), Id(1)], old.QuerySelectorAll("article h3 a").Select(IdOf));
        Assert.Contains("This is an earlier version of the edition, as it stood from 18 March 2026, 12:00 UTC to 19 March 2026, 08:00 UTC", old.QuerySelector(".corrections")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tue 17 Mar was corrected on 19 March 2026", await _visitor.GetStringAsync("/papers/week/2026-W12", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync("/papers/date/2026-03-17?version=3", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.GetAsync("/papers/date/2026-03-17?version=0", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_paper_that_is_taken_back_stands_in_no_version_and_leaves_a_line_in_the_old_one()
    {
        Save(Listed(1), Listed(2), Listed(3));
        CloseDay();
        Papers.Withdraw("arxiv", [Id(2)]);
        Assert.DoesNotContain("Lamp number 2", await Html(""), StringComparison.Ordinal);
        Assert.Contains("The paper of rank 2 is not shown any more", await Html(""), StringComparison.Ordinal);
        Assert.Equal(1, Close());
        Assert.Equal([Id(1), Id(3)], await Ids(""));
        Assert.DoesNotContain("is not shown any more: it", await Html(""), StringComparison.Ordinal);
        Assert.Contains("1 paper was taken down or taken back", await Html(""), StringComparison.Ordinal);
        Assert.DoesNotContain("Lamp number 2", await Html("?version=1"), StringComparison.Ordinal);
        Assert.Contains("The paper of rank 2 is not shown any more", await Html("?version=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_curators_corrections_become_one_version_after_a_rest_or_at_once_when_asked()
    {
        Save(Listed(1), Listed(2), Listed(3));
        CloseDay();
        var ada = Curator("Ada");
        Do(ada, new DeskAct.Pick(Id(3), null, "we missed it"));
        _time.Pass(TimeSpan.FromMinutes(5));
        Do(ada, new DeskAct.LeaveOut(Id(1)));
        _time.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(0, Close());
        Assert.Equal([Id(1), Id(2), Id(3)], await Ids(""));
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, Close());
        Assert.Equal([Id(3), Id(2)], await Ids(""));
        Assert.Contains("1 paper was picked; 1 paper was left out by a curator", await Html(""), StringComparison.Ordinal);
        Assert.Contains("Made by Ada; the rest by Paperboy", await Html(""), StringComparison.Ordinal);
        Assert.Contains("By Paperboy, from what arXiv announced.", await Html("?version=1"), StringComparison.Ordinal);

        Do(ada, new DeskAct.Unpick(Id(3)));
        using var curator = _host.SignIn("Bo", Role.Curator);
        Assert.Contains("Publish the correction now", await curator.GetStringAsync("/desk/2026-03-17", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await curator.PostAsync("/desk/2026-03-17/correct", new FormUrlEncodedContent([]), Cancel)).StatusCode);
        Assert.DoesNotContain("Publish the correction now", await curator.GetStringAsync("/desk/2026-03-17", Cancel), StringComparison.Ordinal);
        Assert.Equal([Id(2), Id(3)], await Ids(""));
        Assert.Equal(3, Past.Versions(Day, Day).Count);
    }

    [Fact]
    public void Papers_that_merge_are_not_gone()
    {
        Save(Invented.Record(("id", "ACL:2026.long.1"), ("source", "acl"), ("title", "One Lamp"), ("doi", "10.1000/x"), ("listed", "2026-03-17")), Listed(2));
        CloseDay();
        Save(Listed(2, ("doi", "10.1000/x")));
        Assert.Equal(1, Papers.Count());
        Close();
        Assert.DoesNotContain(Past.Versions(Day, Day).SelectMany(v => v.Changes), c => c.Kind is EditionChangeKind.Gone or EditionChangeKind.Added);
        Assert.Single(_host.Services.GetRequiredService<Editions>().Top(Day, 9));
    }

    [Fact]
    public void Days_that_were_missed_are_closed_later_and_a_second_run_does_nothing()
    {
        foreach (var day in new[] { 2, 3, 4, 17 })
            Save(Listed(day, ("listed", $"2026-03-{day:D2}")));
        _time.Now = new DateTimeOffset(2026, 3, 25, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, Close()); // the catalog may still be filling: only what is recent
        Assert.Equal(3, Close());
        Assert.Equal(0, Close());
        Assert.Equal(4, Past.Versions(DateOnly.MinValue, DateOnly.MaxValue).Count);
        Save(Listed(90, ("listed", "2026-03-05")));
        Assert.Equal(0, Close());
        Assert.Equal(1, Close());
    }

    [Fact]
    public void A_run_without_time_leaves_the_rest_to_the_next_one()
    {
        foreach (var day in Enumerable.Range(1, 5))
            Save(Listed(day, ("listed", $"2026-03-{day + 18:D2}")));
        _time.Now = new DateTimeOffset(2026, 3, 25, 12, 0, 0, TimeSpan.Zero);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Equal(0, Closing.Run(Ample, stopped.Token));
        Assert.Equal(5, Closing.Run(Ample, CancellationToken.None));
    }

    [Fact]
    public void Whoever_was_faster_stays_and_the_day_stays_due()
    {
        Save(Listed(1));
        var version = new EditionVersion(Day, 1, _time.Now, []);
        var edition = new FrozenDay([new FrozenPaper(Id(1), AppearanceKind.Listed, "arxiv", null, 0, null)], [], []);
        Assert.True(Past.Keep(version, edition, 0));
        Assert.False(Past.Keep(version, edition, 0));
        Do(Curator("Ada"), new DeskAct.Pick(Id(1)));
        Assert.False(Past.Keep(version with { Version = 2 }, edition, 0));
        Assert.Single(Past.Versions(Day, Day));
    }

    private static string Id(int i) => $"arXiv:2603.{i:D5}";

    private static string IdOf(AngleSharp.Dom.IElement link) => link.GetAttribute("href")!["/papers/".Length..];

    private static PaperRecord Listed(int i, params (string Name, object? Value)[] fields) =>
        Invented.Record([("id", Id(i)), ("title", $"Lamp number {i}"), ("listed", "2026-03-17"), .. fields]);

    private static PaperRecord Featured(int i, int upvotes) =>
        Listed(i, ("source", "hf"), ("listed", null), ("featured", "2026-03-17"), ("upvotes", upvotes));

    private void Save(params PaperRecord[] records) => Papers.Save(records, new ImportRun());

    private int Close() => Closing.Run(Ample, CancellationToken.None);

    private void CloseDay()
    {
        _time.Now = new DateTimeOffset(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, Close());
    }

    private void Do(long actor, DeskAct act) => Assert.Equal(DeskOutcome.Done, Desks.Do(Day, Desks.Of(Day).Version, act, actor).Outcome);

    private long Curator(string name) => _host.Services.GetRequiredService<Database>().Write((connection, transaction) =>
        AccountStore.Make(connection, transaction, null, name, Role.Curator, _time.Now).Actor);

    private Task<string> Html(string query) => _visitor.GetStringAsync("/papers/date/2026-03-17" + query, Cancel);

    private async Task<IHtmlDocument> Page(string query, string path = "/papers/date/2026-03-17") =>
        new HtmlParser().ParseDocument(await _visitor.GetStringAsync(path + query, Cancel));

    private async Task<IReadOnlyList<string>> Ids(string query, string path = "/papers/date/2026-03-17") =>
        [.. (await Page(query, path)).QuerySelectorAll("article h2 a, article h3 a").Select(IdOf)];
}
