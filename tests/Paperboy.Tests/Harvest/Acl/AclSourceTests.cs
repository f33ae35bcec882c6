using Paperboy.Harvest;
using Paperboy.Harvest.Acl;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Acl;

public sealed class AclSourceTests
{
    private static readonly TestTime Time = new();

    [Fact]
    public void A_years_collections_are_its_known_venues()
    {
        var windows = Source(new TableOfReplies()).Plan(Order(2026, 2026));
        Assert.Contains(new HarvestWindow("collection/2026.acl", new DateOnly(2026, 1, 1), "2026.acl") { Open = true }, windows);
        Assert.All(windows, window => Assert.StartsWith("collection/2026.", window.Name, StringComparison.Ordinal));
        Assert.Equal(windows.Count, windows.Select(window => window.Name).Distinct().Count());
        Assert.InRange(windows.Count, 50, 100);
    }

    [Fact]
    public void Categories_name_venues_letters_and_collections()
    {
        var names = Source(new TableOfReplies()).Plan(Order(2019, 2021, "acl", "W", "2020.splu", "P05")).Select(window => (window.Name["collection/".Length..], window.Day.Year, window.Open));
        Assert.Equal(
            [("2020.splu", 2020, false), ("P05", 2005, false), ("2021.acl", 2021, false), ("2020.acl", 2020, false), ("P19", 2019, false), ("2019.acl", 2019, false), ("W19", 2019, false)],
            names);
    }

    [Fact]
    public void What_is_no_venue_and_what_cannot_be_done_is_said()
    {
        var source = Source(new TableOfReplies());
        Assert.Contains("“cs.CL” is no venue", Assert.Throws<HarvestOrderException>(() => source.Plan(Order(2020, 2020, "cs.CL"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be searched", Assert.Throws<HarvestOrderException>(() => source.Plan(Order(2020, 2020) with { Query = "x" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_that_is_not_there_is_an_empty_window_and_no_failure()
    {
        var service = new TableOfReplies
        {
            ["2020.acl.xml"] = "<collection id='2020.acl'><volume id='main'><paper id='1'><title>A</title></paper><paper id='2'/></volume></collection>",
        };
        var pages = await TableOfReplies.PagesOf(Source(service), Order(2020, 2021, "acl"));
        Assert.Equal(["2021.acl.xml", "2020.acl.xml"], service.Asked);
        Assert.Equal([0, 1], pages.Select(page => page.Records.Count));
        Assert.Equal([0, 2], pages.Select(page => page.Expected));
        Assert.Single(pages[1].Rejected);
    }

    private static AclSource Source(TableOfReplies service) => new(service.Client(), TableOfReplies.Settings(), Time);

    private static HarvestOrder Order(int from, int until, params string[] venues) =>
        new(new DateOnly(from, 1, 1), new DateOnly(until, 12, 31), venues) { Now = Time.Now };
}
