using System.Globalization;
using Paperboy.Harvest;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Harvest.Faults;
using Paperboy.Tests.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

/// <summary>The source against a server on loopback that plays arXiv, well behaved and not; all waits by a fake clock.</summary>
public sealed class ArxivSourceTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 3, 16);
    private static readonly DateOnly Wednesday = new(2026, 3, 18);

    private readonly FetchHouse _house = new();
    private ServiceServer _server = null!;
    private ArxivSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServiceServer.Start(InventedArchive.Make(9, new DateOnly(2026, 3, 10), Wednesday, 60), _house.Clock);
        _source = new ArxivSource(_house.Client, FetchHouse.Settings([.. _server.Settings]));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _house.Dispose();
    }

    [Fact]
    public async Task Three_days_bring_every_paper_that_changed_on_them_as_it_is()
    {
        var pages = await All(Order());
        var records = pages.SelectMany(p => p.Records).ToDictionary(r => r.Key);
        var expected = _server.Archive.Living.Where(p => p.Datestamp >= Monday).ToList();
        Assert.Equal(expected.Select(p => "arXiv:" + p.Id).Order(), records.Keys.Order());
        Assert.All(expected, paper =>
        {
            var record = records["arXiv:" + paper.Id];
            Assert.Equal(paper.Authors.Select(a => a.Name), record.Authors);
            Assert.Equal(paper.Categories, record.Categories);
            Assert.Equal(paper.Versions.Count, record.Version);
            Assert.Equal(paper.License, record.License);
            Assert.Equal(paper.Doi, record.Doi);
            Assert.Equal(_server.Archive.Announcements.First(a => a.Id == paper.Id).Day, record.Listed);
        });
        Assert.Equal(
            _server.Archive.Papers.Values.Where(p => p.IsDeleted && p.Datestamp >= Monday).Select(p => "arXiv:" + p.Id).Order(),
            pages.SelectMany(p => p.Withdrawn).Order());
        Assert.Empty(pages.SelectMany(p => p.Rejected));
    }

    [Fact]
    public async Task Everything_that_the_feed_announces_comes_with_the_day()
    {
        _server.Listings.FeedDay = Wednesday;
        var pages = await All(Order("cs.CL", "cs.LG", "math") with { From = Wednesday });
        var announced = pages.SelectMany(p => p.Announced).ToList();
        Assert.Contains(announced, a => a is { Category: "cs.CL", Kind: "new" });
        Assert.Contains(announced, a => a is { Category: "math.OC", Kind: "cross" });
        Assert.Contains(announced, a => a.Kind == "replace");
        Assert.All(announced, a => Assert.Equal(Wednesday, a.Day));
        var came = pages.SelectMany(p => p.Records).Select(r => r.Key).ToHashSet();
        Assert.Subset(came, announced.Select(a => a.Id).ToHashSet());
    }

    [Fact]
    public async Task A_category_asks_for_its_set_and_pages_follow_by_the_token_as_it_came()
    {
        _server.Oai.PageSize = 10;
        var window = new HarvestWindow("oai/cs.CL/2026-03-18", Wednesday, "cs.CL");
        var pages = await Pages(window);
        var expected = _server.Archive.Living.Count(p => p.Datestamp == Wednesday && p.Categories.Contains("cs.CL"));
        Assert.Equal(expected, pages.Sum(p => p.Records.Count));
        Assert.True(pages.Count > 1);
        Assert.Null(pages[^1].Cursor);

        // The same pages, from the second one on, by a source that knows nothing but the cursor.
        var rest = await Pages(window, pages[0].Cursor);
        Assert.Equal(pages.Skip(1).SelectMany(p => p.Records).Select(r => r.Key), rest.SelectMany(p => p.Records).Select(r => r.Key));
    }

    [Fact]
    public async Task A_day_without_changes_is_an_empty_page()
    {
        var page = Assert.Single(await Pages(new HarvestWindow("oai/all/2026-03-15", new(2026, 3, 15), null)));
        Assert.Empty(page.Records);
        Assert.Null(page.Cursor);
    }

    [Fact]
    public async Task Missing_papers_are_fetched_by_their_ids_and_unknown_ones_stay_away()
    {
        var ids = _server.Archive.Living.Take(130).Select(p => "arXiv:" + p.Id).Append("arXiv:2603.99999").ToList();
        var order = Order() with { Missing = ids };
        var pages = await All(order);
        Assert.Equal(2, pages.Count);
        Assert.Equal(ids.SkipLast(1).Order(), pages.SelectMany(p => p.Records).Select(r => r.Key).Order());
    }

    [Fact]
    public async Task Words_bring_papers_page_by_page_and_an_empty_page_is_asked_again()
    {
        _server.Faults.Add(Fault.EmptyPage, at: "search_query", times: 2);
        var pages = await All(Order("cs.LG") with { From = new(2026, 3, 1), Query = "a" });
        var expected = _server.Archive.Living.Where(p => p.Categories.Contains("cs.LG") && p.Versions[0] < new DateTimeOffset(2026, 3, 19, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(expected.Select(p => "arXiv:" + p.Id).Order(), pages.SelectMany(p => p.Records).Select(r => r.Key).Order());
        Assert.Equal(3, _server.Log.All.Count);
    }

    [Fact]
    public async Task A_search_that_refuses_says_why()
    {
        var failure = await Assert.ThrowsAsync<FetchFailedException>(() => Pages(new HarvestWindow("ids/nonsense", Wednesday, null)));
        Assert.Equal(FetchFault.Wrong, failure.Fault);
        Assert.Equal("arXiv's search refuses ids/nonsense: incorrect id format for nonsense", failure.Message);
        Assert.Single(_server.Log.All);
    }

    [Fact]
    public async Task An_unknown_error_of_the_archive_is_told_in_its_words_and_not_asked_again()
    {
        var failure = await Assert.ThrowsAsync<FetchFailedException>(() => Pages(new HarvestWindow("oai/all/nonsense", Wednesday, null)));
        Assert.Equal(FetchFault.Wrong, failure.Fault);
        Assert.Contains("badArgument nonsense is not a date", failure.Message, StringComparison.Ordinal);
        Assert.Single(_server.Log.All);
    }

    [Theory]
    [InlineData(Fault.ExpiredToken)]
    [InlineData(Fault.RepeatedToken)]
    public async Task A_token_that_leads_nowhere_ends_the_window(object fault)
    {
        _server.Oai.PageSize = 10;
        _server.Faults.Add((Fault)fault, at: "resumptionToken", nth: 2);
        await Assert.ThrowsAsync<CursorExpiredException>(() => Pages(new HarvestWindow("oai/all/2026-03-18", Wednesday, null)));
    }

    [Theory]
    [InlineData(Fault.EmptyPage)]
    [InlineData(Fault.InvalidSyntax)]
    [InlineData(Fault.BrowserPage)]
    [InlineData(Fault.WrongCharset)]
    [InlineData(Fault.HalfReply)]
    [InlineData(Fault.EntityBomb)]
    [InlineData(Fault.ExternalEntity)]
    [InlineData(Fault.DoubledIds)]
    [InlineData(Fault.Unavailable)]
    [InlineData(Fault.Reset)]
    public async Task One_fault_in_the_middle_costs_no_paper(object fault)
    {
        _server.Oai.PageSize = 20;
        _server.Faults.Add((Fault)fault, at: "resumptionToken");
        var pages = await Pages(new HarvestWindow("oai/all/2026-03-18", Wednesday, null));
        Assert.Equal(
            _server.Archive.Living.Where(p => p.Datestamp == Wednesday).Select(p => "arXiv:" + p.Id).Order(),
            pages.SelectMany(p => p.Records).Select(r => r.Key).Distinct().Order());
        Assert.Equal(0, _server.TrapVisits);
    }

    [Fact]
    public async Task A_record_without_title_is_rejected_and_the_others_come()
    {
        _server.Faults.Add(Fault.NoTitle);
        var pages = await Pages(new HarvestWindow("oai/all/2026-03-18", Wednesday, null));
        Assert.Equal("title is missing or empty", Assert.Single(pages.SelectMany(p => p.Rejected)).Reason);
    }

    [Theory]
    [InlineData(Fault.EndlessPage)]
    [InlineData(Fault.Nothing)]
    [InlineData(Fault.RedirectElsewhere)]
    public async Task What_cannot_be_a_page_fails_the_window(object fault)
    {
        _server.Faults.Add((Fault)fault, times: 100);
        await Assert.ThrowsAsync<FetchFailedException>(() => Pages(new HarvestWindow("oai/all/2026-03-18", Wednesday, null)));
        Assert.Equal(0, _server.TrapVisits);
    }

    [Fact]
    public async Task Yesterdays_feed_is_told_as_todays_announcements_for_the_ledger_to_compare()
    {
        _server.Faults.Add(Fault.YesterdaysBatch);
        var window = new HarvestWindow("feed/cs.CL/2026-03-18", Wednesday, "cs.CL");
        var old = Assert.Single(await Pages(window));
        var fresh = Assert.Single(await Pages(window));
        Assert.Empty(old.Records);
        Assert.All(old.Announced.Concat(fresh.Announced), a => Assert.Equal(Wednesday, a.Day));
        Assert.False(old.Announced.Select(a => a.Id).ToHashSet().SetEquals(fresh.Announced.Select(a => a.Id)));
    }

    [Fact]
    public async Task All_addresses_share_one_gate_with_the_delay_of_the_settings()
    {
        _server.Listings.FeedDay = Wednesday;
        await All(Order("cs.CL"));
        await All(Order() with { Missing = ["arXiv:2603.00001"] });
        Assert.Equal(5, _server.Log.All.Count);
        Assert.InRange(_server.Log.LeastDistance("arxiv")!.Value, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
        Assert.Empty(_server.Log.Overlapping);
    }

    [Fact]
    public void A_window_of_another_source_is_refused() =>
        Assert.Throws<ArgumentException>(() => _source.PagesAsync(new HarvestWindow("daily/2026-03-18", Wednesday, null), null, CancellationToken.None));

    private static HarvestOrder Order(params string[] categories) =>
        new(Monday, Wednesday, categories) { Now = DateTimeOffset.Parse("2026-03-18T09:00:00Z", CultureInfo.InvariantCulture) };

    private async Task<List<HarvestPage>> All(HarvestOrder order)
    {
        var pages = new List<HarvestPage>();
        foreach (var window in _source.Plan(order))
            pages.AddRange(await Pages(window));
        return pages;
    }

    private async Task<List<HarvestPage>> Pages(HarvestWindow window, string? cursor = null)
    {
        var pages = new List<HarvestPage>();
        await foreach (var page in _source.PagesAsync(window, cursor, CancellationToken.None))
            pages.Add(page);
        return pages;
    }
}
