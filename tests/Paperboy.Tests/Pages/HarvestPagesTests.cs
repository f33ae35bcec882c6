using System.Net;
using System.Text.Json;
using Xunit;

namespace Paperboy.Tests.Pages;

public sealed class HarvestPagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task A_months_days_are_told_apart_by_word_and_mark()
    {
        var page = await host.Page("/ledger?day=2026-01-07");
        string Cell(int day) => string.Join(' ', page.QuerySelectorAll($".states a[href='/ledger?day=2026-01-{day:D2}'] .state").Select(s => string.Join(' ', s.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("arxiv ✓ complete hf ✓ complete", Cell(6));
        Assert.Equal("arxiv ○ gap", Cell(7));
        Assert.Equal("arxiv × broken", Cell(8));
        Assert.Equal("arxiv = old batch hf + so far", Cell(9));
        Assert.Equal("arxiv – quiet", Cell(10));
        Assert.Equal("arxiv ? late", Cell(13));
        Assert.Equal("arxiv › under way", Cell(14));
        Assert.Equal("arxiv * holiday", Cell(20));
        Assert.Equal("7", page.QuerySelector(".states a[aria-current=date] .number")!.TextContent);
    }

    [Fact]
    public async Task A_day_counts_by_category_and_names_what_is_missing_and_what_was_rejected()
    {
        var page = await host.Page("/ledger?day=" + InventedLedger.GapDay);
        Assert.Contains("2 of 5 announced papers are missing: arXiv did not give them.", page.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
        var row = page.QuerySelectorAll(".counts tbody tr").First(r => r.QuerySelector("th")!.TextContent == "cs.CL");
        Assert.Equal(["arXiv", "cs.CL", "5", "3", "3", "3", "0", "2", "2"], row.Children.Select(c => c.TextContent));
        Assert.Equal("https://arxiv.org/abs/2601.19998", page.QuerySelector("section[aria-labelledby=missing-title] a")!.GetAttribute("href"));
        Assert.Contains("arXiv:2601.18880: title is missing or empty", page.QuerySelector("section[aria-labelledby=rejected-title]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-10", "arXiv announces nothing on Saturdays and Sundays.")]
    [InlineData("2026-01-20", "arXiv announced nothing on this day: Martin Luther King Day.")]
    [InlineData("2026-01-13", "arXiv should have announced this day’s papers")]
    [InlineData("2026-01-08", "arXiv could not be harvested for this day: https://rss.arxiv.org/ answered 503")]
    [InlineData("2026-01-09", "arXiv served an earlier batch instead of this day’s")]
    public async Task An_empty_edition_says_why_it_is_empty(string day, string words) =>
        Assert.Contains(words, (await host.Page("/papers/date/" + day)).QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task An_edition_with_a_gap_says_so_and_a_whole_one_says_nothing()
    {
        var page = await host.Page("/papers/date/" + InventedLedger.GapDay);
        Assert.Contains("2 of 5 announced papers are missing", page.QuerySelector(".lacking")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/ledger?day=2026-01-07", page.QuerySelector(".lacking a")!.GetAttribute("href"));
        Assert.Null((await host.Page("/papers/date/2026-01-06")).QuerySelector(".lacking"));
    }

    [Theory]
    [InlineData("/ledger?day=tomorrow")]
    [InlineData("/ledger?day=2026-02-30")]
    [InlineData("/ledger?day=9999-12-31")]
    [InlineData("/ledger?day=0001-01-01")]
    public async Task A_day_that_is_none_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task The_page_of_harvests_thanks_arXiv_and_tells_of_the_last_runs()
    {
        var page = await host.Page("/harvest");
        Assert.Contains("Thank you to arXiv for use of its open access interoperability.", page.QuerySelector(".colophon")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("table.sources tbody tr").Length);
        var json = JsonDocument.Parse(await host.Html("/harvest.json")).RootElement;
        Assert.Equal(page.QuerySelector("[data-harvest]")!.GetAttribute("data-stamp"), json.GetProperty("stamp").GetString());
        Assert.Equal(0, json.GetProperty("running").GetArrayLength());
    }

    [Fact]
    public async Task Every_page_leads_to_both() =>
        Assert.Equal(2, (await host.Page("/")).QuerySelectorAll(".colophon a[href='/harvest'], .colophon a[href='/ledger']").Length);
}
