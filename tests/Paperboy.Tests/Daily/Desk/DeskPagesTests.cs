using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Daily.Desk;

/// <summary>The curators' ways, without script, on the real host.</summary>
public sealed class DeskPagesTests : IAsyncLifetime
{
    private const string Today = "2026-03-17";

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private HostedPaperboy _host = null!;
    private HttpClient _visitor = null!;
    private HttpClient _ada = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _host = new HostedPaperboy(_folder.Path) { Replace = services => services.AddSingleton<TimeProvider>(_time) };
        _visitor = _host.Open();
        _ada = _host.SignIn("Ada <b>Curator</b>", Role.Curator);
        _host.Services.GetRequiredService<PaperStore>().Save(
            [
                .. Enumerable.Range(1, 40).Select(i => Invented.Record(
                    ("id", Id(i)), ("title", $"Lamp number {i}"), ("abstract", i == 7 ? "About whales." : "About lamps."), ("listed", Today))),
                Invented.Record(("id", Id(99)), ("title", "An old whale"), ("listed", "2026-01-05")),
                Invented.Record(("id", Id(50)), ("title", "Tomorrow's lamp"), ("listed", "2026-03-18")),
            ],
            new ImportRun());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        _ada.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Only_curators_come_in()
    {
        Assert.StartsWith("/sign-in", (await _visitor.GetAsync("/desk", Cancel)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var reader = _host.SignIn("Rita");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/desk/{Today}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(reader, Today, ("version", "0"), ("do", "pick"), ("paper", Id(1)))).StatusCode);
        Assert.Empty(Ids(await PageAsync(_ada, $"/desk/{Today}"), "[data-paper]", "data-paper"));
        Assert.Equal($"/desk/{Today}", (await _ada.GetAsync("/desk", Cancel)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await _ada.GetAsync("/desk/2026-02-30", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_pick_with_its_note_leads_the_edition_that_says_who_made_it()
    {
        await SubmitAsync(_ada, $"/desk/{Today}?q=whales", $"[data-candidate='{Id(7)}'] form", "pick");
        await SubmitAsync(_ada, $"/desk/{Today}", $"[data-paper='{Id(7)}'] form", "save", ("note", "Whales <i>matter</i>."));
        var page = await PageAsync(_visitor, "/");
        Assert.Equal("Lamp number 7", page.QuerySelector(".lead h2")!.TextContent.Trim());
        Assert.Equal("“Whales <i>matter</i>.”", page.QuerySelector(".lead .note")!.TextContent);
        Assert.Contains("Picked by Ada <b>Curator</b>; announced by arXiv", page.QuerySelector(".lead .reason")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Made by Ada <b>Curator</b>; the rest by Paperboy, from what arXiv announced.", page.QuerySelector(".made")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("1 picked of 40 papers", page.QuerySelector(".dateline")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".made a"));
        Assert.NotNull((await PageAsync(_ada, "/")).QuerySelector($".made a[href='/desk/{Today}']"));
        Assert.Equal("Lamp number 7", (await PageAsync(_visitor, "/papers/week/2026-W12")).QuerySelector(".lead h2")!.TextContent.Trim());
    }

    [Fact]
    public async Task Picks_are_moved_placed_taken_out_and_left_out()
    {
        foreach (var i in new[] { 1, 2, 3, 4 })
            await DoAsync(_ada, Today, ("do", "pick"), ("paper", Id(i)));
        await SubmitAsync(_ada, $"/desk/{Today}", $"[data-paper='{Id(3)}'] form", "up");
        await SubmitAsync(_ada, $"/desk/{Today}", $"[data-paper='{Id(1)}'] form", "down");
        await SubmitAsync(_ada, $"/desk/{Today}", $"[data-paper='{Id(4)}'] form", "save", ("place", "1"));
        Assert.Equal([Id(4), Id(3), Id(1), Id(2)], Ids(await PageAsync(_ada, $"/desk/{Today}"), "[data-paper]", "data-paper"));
        await SubmitAsync(_ada, $"/desk/{Today}", $"[data-paper='{Id(3)}'] form", "unpick");
        await DoAsync(_ada, Today, ("do", "leave-out"), ("paper", Id(1)));
        await DoAsync(_ada, Today, ("do", "arrange"), ("papers", Id(2)), ("papers", Id(4)));
        var desk = await PageAsync(_ada, $"/desk/{Today}");
        Assert.Equal([Id(2), Id(4)], Ids(desk, "[data-paper]", "data-paper"));
        Assert.DoesNotContain(Id(1), Ids(desk, "[data-candidate]", "data-candidate"));
        Assert.Contains("2 picked of 39 papers", (await PageAsync(_visitor, "/")).QuerySelector(".dateline")!.TextContent, StringComparison.Ordinal);
        await DoAsync(_ada, Today, ("do", "take-in"), ("paper", Id(1)));
        Assert.Contains("2 picked of 40 papers", (await PageAsync(_visitor, "/")).QuerySelector(".dateline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_overtaken_is_told_and_may_do_it_all_the_same()
    {
        using var bo = _host.SignIn("Bo", Role.Curator);
        var seenByBo = await PageAsync(bo, $"/desk/{Today}");
        await DoAsync(_ada, Today, ("do", "pick"), ("paper", Id(1)));
        var answer = await SubmitAsync(bo, seenByBo, $"[data-candidate='{Id(2)}'] form", "pick");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var told = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("Ada <b>Curator</b> changed this edition while you looked at it", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([Id(1)], Ids(told, "[data-paper]", "data-paper"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync(bo, told, "[role=alert] form", null)).StatusCode);
        Assert.Equal([Id(1), Id(2)], Ids(await PageAsync(bo, $"/desk/{Today}"), "[data-paper]", "data-paper"));
    }

    [Fact]
    public async Task Tomorrow_is_prepared_unseen_and_is_there_when_its_day_begins()
    {
        await DoAsync(_ada, "2026-03-18", ("do", "pick"), ("paper", $"https://arxiv.org/abs/{Id(99)[6..]}v2"), ("note", "Still true."));
        Assert.Equal([Id(50)], Ids(await PageAsync(_ada, "/desk/2026-03-18"), "[data-candidate]", "data-candidate"));
        Assert.Equal([Id(50)], Ids(await PageAsync(_ada, "/desk/2026-03-25"), "[data-candidate]", "data-candidate")); // the newest that there is
        Assert.DoesNotContain("old whale", await _visitor.GetStringAsync("/papers/date/2026-03-18", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("old whale", await _visitor.GetStringAsync("/papers/week/2026-W12", Cancel), StringComparison.Ordinal);
        _time.Pass(TimeSpan.FromHours(15));
        var page = await PageAsync(_visitor, "/");
        Assert.Equal("Wednesday, 18 March 2026", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("An old whale", page.QuerySelector("article h3")!.TextContent.Trim());
        Assert.Equal("“Still true.”", page.QuerySelector("article .note")!.TextContent);
    }

    [Fact]
    public async Task A_day_of_picks_only_is_an_edition_in_calendar_and_neighbours()
    {
        await DoAsync(_ada, "2026-03-15", ("do", "pick"), ("paper", Id(99)));
        var page = await PageAsync(_visitor, $"/papers/date/{Today}");
        Assert.Equal("/papers/date/2026-03-15", page.QuerySelector("nav a[rel=prev]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("details.calendar a[href='/papers/date/2026-03-15']"));
        Assert.Contains("An old whale", await _visitor.GetStringAsync("/papers/date/2026-03-15", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_words()
    {
        var unknown = await PostAsync(_ada, Today, ("version", "0"), ("do", "pick"), ("paper", "2512.99999"));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("The catalog has no paper “2512.99999”.", WebUtility.HtmlDecode(await unknown.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(_ada, Today, ("version", "0"), ("do", "save"), ("paper", Id(1)), ("place", "two"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(_ada, Today, ("version", "x"), ("do", "pick"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(_ada, Today, ("version", "0"), ("do", "burn"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(_ada, Today, ("version", "0"), ("do", "unpick"), ("paper", Id(1)))).StatusCode);
    }

    private static string Id(int i) => $"arXiv:2603.{i:D5}";

    private static async Task<IHtmlDocument> PageAsync(HttpClient http, string path) =>
        new HtmlParser().ParseDocument(await http.GetStringAsync(path, Cancel));

    private static IReadOnlyList<string> Ids(IHtmlDocument page, string selector, string attribute) =>
        [.. page.QuerySelectorAll(selector).Select(e => e.GetAttribute(attribute)!)];

    // Does it with the version that the desk has now.
    private static async Task DoAsync(HttpClient http, string day, params (string, string)[] fields)
    {
        var version = ((IHtmlInputElement)(await PageAsync(http, $"/desk/{day}")).QuerySelector("input[name=version]")!).Value;
        (string, string)[] all = [("version", version), .. fields];
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(http, day, all)).StatusCode);
    }

    private static async Task SubmitAsync(HttpClient http, string path, string form, string button, params (string Name, string Value)[] typed) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync(http, await PageAsync(http, path), form, button, typed)).StatusCode);

    // As a browser without script does: all fields of the form, and the button that was pressed.
    private static async Task<HttpResponseMessage> SubmitAsync(
        HttpClient http, IHtmlDocument page, string form, string? button, params (string Name, string Value)[] typed)
    {
        var element = (IHtmlFormElement)page.QuerySelector(form)!;
        var fields = element.Elements.OfType<IHtmlInputElement>().Select(i => (i.Name!, i.Value))
            .Concat(element.Elements.OfType<IHtmlTextAreaElement>().Select(t => (t.Name!, t.Value)))
            .Where(f => typed.All(t => t.Name != f.Item1)).Concat(typed).ToList();
        if (button is not null)
        {
            Assert.NotNull(element.QuerySelector($"button[name=do][value={button}]:not([disabled])"));
            fields.Add(("do", button));
        }

        return await http.PostAsync(new Uri(element.GetAttribute("action")!, UriKind.Relative), Form(fields), Cancel);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string day, params (string, string)[] fields) =>
        http.PostAsync($"/desk/{day}", Form(fields), Cancel);

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
