using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Daily.Trending;
using Paperboy.Readers.Events;
using Paperboy.Storage;
using Paperboy.Tests.Daily.Trending;
using Xunit;

namespace Paperboy.Tests.Pages;

public sealed class TrendingPagesTests : IClassFixture<PagesHost>
{
    private readonly PagesHost _host;

    // Before any page is asked for: a list is kept for seconds.
    public TrendingPagesTests(PagesHost host)
    {
        _host = host;
        var database = host.Services.GetRequiredService<Database>();
        if (host.Services.GetRequiredService<TrendingStore>().LastEvent() > 0)
            return;
        var now = DateTimeOffset.UtcNow;
        var curator = database.NewReader(now.AddDays(-100));
        database.Note(now.AddHours(-2), curator, EventKind.Pick, "arXiv:2601.00007", "2026-01-07");
        database.Note(now.AddHours(-3), curator, EventKind.Pick, InventedPapers.Hostile, "2026-01-07");
        database.Note(now.AddHours(-1), curator, EventKind.Vote, "arXiv:2601.00007");
        database.Note(now.AddHours(-1), curator, EventKind.Pick, "arXiv:9901.00001", "2026-01-07");
    }

    [Fact]
    public async Task The_list_shows_rank_parts_and_points()
    {
        var page = await _host.Page("/trending");
        var rows = page.QuerySelectorAll(".ranked > li");
        Assert.Equal(["2", "3"], rows.Select(row => row.GetAttribute("value")!));
        Assert.Equal("Patient lanterns and what they teach, part 7", rows[0].QuerySelector("h2")!.TextContent);
        Assert.StartsWith("+1 vote in ", rows[0].QuerySelector(".parts")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith(", picked", rows[0].QuerySelector(".parts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Votes", "Picks by curators", "All"], rows[0].QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        Assert.Contains(InventedPapers.HostileTitle, rows[1].QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("nav.sections a[href='/trending'][aria-current=page]"));
        Assert.NotNull(page.QuerySelector("link[href^='/trending.css']"));
        Assert.Equal(2, (await _host.Page("/trending/month")).QuerySelectorAll(".ranked > li").Length);
    }

    [Fact]
    public async Task Nothing_to_show_says_so_and_where_to_go()
    {
        var html = await (await _host.EmptyClient.GetAsync("/trending", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Nothing drew attention in the last 24 hours", html, StringComparison.Ordinal);
        Assert.Contains("/trending/month", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/trending/about", HttpStatusCode.OK)]
    [InlineData("/trending/week", HttpStatusCode.OK)]
    [InlineData("/trending/day", HttpStatusCode.Redirect)]
    [InlineData("/trending/year", HttpStatusCode.NotFound)]
    public async Task Its_addresses_answer(string path, HttpStatusCode status)
    {
        using var answer = await _host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task The_formulas_page_tells_the_constants()
    {
        var text = (await _host.Page("/trending/about")).QuerySelector("main")!.TextContent;
        Assert.Contains("with one other 0.52", text, StringComparison.Ordinal);
        Assert.Contains("2 × log₂(1 + stars ÷ 10)", text, StringComparison.Ordinal);
    }
}
