using System.Net;
using System.Text;
using Xunit;

namespace Paperboy.Tests.Pages;

public sealed class EditionPagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Day = "/papers/date/" + InventedPapers.Day;

    [Fact]
    public async Task A_day_leads_with_what_is_featured_and_says_why()
    {
        var page = await host.Page(Day);
        Assert.Equal("Tuesday, 6 January 2026", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Patient lanterns and what they teach, part 0", page.QuerySelector(".lead h2")!.TextContent.Trim());
        Assert.Contains("40 upvotes", page.QuerySelector(".lead .reason")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(36, page.QuerySelectorAll("article").Length);
        Assert.All(page.QuerySelectorAll(".item"), item => Assert.NotNull(item.QuerySelector("details.why")));
        Assert.Contains("9 featured of 50 papers", page.QuerySelector(".dateline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_a_day_hold_each_paper_once()
    {
        var titles = new List<string>();
        foreach (var path in new[] { Day, Day + "?p=2" })
            titles.AddRange((await host.Page(path)).QuerySelectorAll("article h2, article h3").Select(h => h.TextContent));
        Assert.Equal(50, titles.Count);
        Assert.Equal(50, titles.Distinct().Count());
        Assert.Equal(HttpStatusCode.NotFound, await Status(Day + "?p=3"));
    }

    [Fact]
    public async Task The_front_door_shows_the_newest_edition()
    {
        var page = await host.Page("/");
        Assert.Equal("Wednesday, 7 January 2026", page.QuerySelector("h1")!.TextContent);
        Assert.EndsWith("/papers/date/2026-01-07", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbours_are_days_that_have_papers()
    {
        var page = await host.Page("/papers/date/2026-01-20");
        Assert.Equal("/papers/date/2026-01-07", page.QuerySelector("nav a[rel=prev]")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("nav a[rel=next]"));
        Assert.Contains("No edition", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_links_the_days_that_have_papers()
    {
        var calendar = (await host.Page(Day)).QuerySelector("details.calendar")!;
        Assert.Equal(["/papers/date/2026-01-06", "/papers/date/2026-01-07"], calendar.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")!));
        Assert.Equal("6", calendar.QuerySelector("a[aria-current=date]")!.TextContent);
    }

    [Theory]
    [InlineData("/papers/week/2026-W02", "Week 2 of 2026")]
    [InlineData("/papers/month/2026-01", "January 2026")]
    public async Task Weeks_and_months_are_editions_too(string path, string heading)
    {
        var page = await host.Page(path);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(36, page.QuerySelectorAll("article").Length);
    }

    [Theory]
    [InlineData("/papers/date/2026-02-30")]
    [InlineData("/papers/date/tomorrow")]
    [InlineData("/papers/week/2026-W54")]
    [InlineData("/papers/month/2026-13")]
    [InlineData(Day + "?p=0")]
    [InlineData(Day + "?p=-1")]
    [InlineData(Day + "?p=99999999999")]
    [InlineData(Day + "?p=two")]
    public async Task Wrong_dates_and_pages_are_not_found_in_the_same_clothes(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, await Status(path));
        var page = await host.Page(path);
        Assert.NotNull(page.QuerySelector(".brand"));
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Fact]
    public async Task An_edition_weighs_less_than_100_kilobytes() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(await host.Html(Day)), 5_000, 100_000);

    [Fact]
    public async Task An_empty_catalog_opens_on_the_first_morning()
    {
        var html = await host.EmptyClient.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains("action=\"/import\"", html, StringComparison.Ordinal);
        Assert.Contains("action=\"/sample\"", html, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> Status(string path) =>
        (await host.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;
}
