using System.Globalization;
using System.Net;
using Paperboy.Harvest;
using Paperboy.Harvest.Fetching;
using Paperboy.Harvest.HuggingFace;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.HuggingFace;

public sealed class HuggingFaceSourceTests
{
    private static readonly TestTime Time = new();

    [Fact]
    public void Each_day_up_to_today_is_a_window_and_the_last_two_are_open()
    {
        var windows = Source(new TableOfReplies()).Plan(Order(new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 20)));
        Assert.Equal(["daily/2026-03-14", "daily/2026-03-15", "daily/2026-03-16", "daily/2026-03-17"], windows.Select(window => window.Name));
        Assert.Equal([false, false, true, true], windows.Select(window => window.Open));
        Assert.Equal(new DateOnly(2026, 3, 14), windows[0].Day);
    }

    [Fact]
    public async Task Pages_are_asked_for_until_a_short_one()
    {
        var service = new TableOfReplies
        {
            ["api/daily_papers?date=2026-03-14&limit=100&p=0"] = Papers(0, 100),
            ["api/daily_papers?date=2026-03-14&limit=100&p=1"] = Papers(100, 100),
            ["api/daily_papers?date=2026-03-14&limit=100&p=2"] = Papers(200, 3),
        };
        var pages = await TableOfReplies.PagesOf(Source(service), Order(new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 14)));
        Assert.Equal([100, 100, 3], pages.Select(page => page.Records.Count));
        Assert.Equal(["1", "2", null], pages.Select(page => page.Cursor));
        Assert.Equal("arXiv:2603.00202", pages[2].Announced[^1].Id);
        Assert.All(pages.SelectMany(page => page.Records), record => Assert.Equal(new DateOnly(2026, 3, 14), record.Featured));
    }

    [Fact]
    public async Task A_cursor_leads_to_the_page_that_was_not_saved_yet()
    {
        var service = new TableOfReplies { ["api/daily_papers?date=2026-03-14&limit=100&p=2"] = Papers(200, 3) };
        await TableOfReplies.PagesOf(Source(service), Order(new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 14)), cursor: "2");
        Assert.Equal(["api/daily_papers?date=2026-03-14&limit=100&p=2"], service.Asked);
    }

    [Fact]
    public async Task A_day_without_papers_is_an_empty_page_and_no_failure()
    {
        var service = new TableOfReplies { ["api/daily_papers?date=2026-03-15&limit=100&p=0"] = "[]" };
        var page = Assert.Single(await TableOfReplies.PagesOf(Source(service), Order(new DateOnly(2026, 3, 15), new DateOnly(2026, 3, 15))));
        Assert.Empty(page.Records);
        Assert.Null(page.Cursor);
    }

    [Fact]
    public async Task A_refused_date_is_told_in_the_services_words()
    {
        var service = new TableOfReplies();
        service.Fail("api/daily_papers?date=2026-03-15&limit=100&p=0", HttpStatusCode.BadRequest, """{"error": "Invalid date"}""");
        var failure = await Fails(service, new DateOnly(2026, 3, 15));
        Assert.Equal(FetchFault.Wrong, failure.Fault);
        Assert.EndsWith("Invalid date", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_gives_one_page_for_ever_or_never_ends_is_told_apart_from_an_edition()
    {
        var same = await Fails(new TableOfReplies { Otherwise = _ => Papers(0, 100) }, new DateOnly(2026, 3, 14));
        Assert.Contains("pages before", same.Message, StringComparison.Ordinal);
        var page = 0;
        var endless = await Fails(new TableOfReplies { Otherwise = _ => Papers(100 * page++, 100) }, new DateOnly(2026, 3, 14));
        Assert.Contains("does not end after 50 pages", endless.Message, StringComparison.Ordinal);
        Assert.Equal((FetchFault.Unreadable, FetchFault.Unreadable), (same.Fault, endless.Fault));
    }

    [Fact]
    public async Task Words_are_searched_for_and_what_is_found_belongs_to_no_edition()
    {
        var service = new TableOfReplies { ["api/papers/search?q=graph%20%26%20%22nets%22&limit=120"] = Papers(0, 2) };
        var source = Source(service, key: "secret");
        var order = Order(new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 14)) with { Query = " graph & \"nets\" " };
        var page = Assert.Single(await TableOfReplies.PagesOf(source, order));
        Assert.All(page.Records, record => Assert.Null(record.Featured));
        Assert.Equal("Bearer secret", service.Headers!.Authorization!.ToString());
        Assert.Equal("search/2026-03-17/graph%20%26%20%22nets%22", Assert.Single(source.Plan(order)).Name);
    }

    [Fact]
    public void What_it_cannot_do_is_said()
    {
        var source = Source(new TableOfReplies());
        var order = Order(new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 14));
        Assert.Contains("no categories", Assert.Throws<HarvestOrderException>(() => source.Plan(order with { Categories = ["cs.CL"] })).Message, StringComparison.Ordinal);
        Assert.Contains("the query has 251", Assert.Throws<HarvestOrderException>(() => source.Plan(order with { Query = new string('x', 251) })).Message, StringComparison.Ordinal);
    }

    private static async Task<FetchFailedException> Fails(TableOfReplies service, DateOnly day) =>
        await Assert.ThrowsAsync<FetchFailedException>(() => TableOfReplies.PagesOf(Source(service), Order(day, day)));

    private static HuggingFaceSource Source(TableOfReplies service, string key = "") => new(service.Client(), TableOfReplies.Settings(key), Time);

    private static HarvestOrder Order(DateOnly from, DateOnly until) => new(from, until, []) { Now = Time.Now };

    private static string Papers(int first, int count) => $"[{string.Join(", ", Enumerable.Range(first, count).Select(number =>
        string.Create(CultureInfo.InvariantCulture, $$$"""{"paper": {"id": "2603.{{{number:D5}}}", "title": "Paper {{{number}}}"}}""")))}]";
}
