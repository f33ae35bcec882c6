using System.Globalization;
using Paperboy.Harvest;
using Paperboy.Harvest.Arxiv;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

public sealed class ArxivWindowsTests
{
    // Tuesday, 17 March 2026, 05:00 in New York.
    private const string Morning = "2026-03-17T09:00:00Z";

    [Fact]
    public void The_feed_of_today_comes_first_then_the_days_from_the_newest_on()
    {
        var windows = ArxivWindows.Plan(Order("2026-03-16", "2026-03-17"), ["cs.CL", "stat"]);
        Assert.Equal(
            [
                "feed/cs.CL+stat/2026-03-17  open", "oai/cs.CL/2026-03-17 cs.CL open", "oai/stat/2026-03-17 stat open",
                "oai/cs.CL/2026-03-16 cs.CL", "oai/stat/2026-03-16 stat",
            ],
            windows.Select(Told));
        Assert.All(windows, window => Assert.Equal(window.Name[^10..], window.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Without_categories_everything_is_planned()
    {
        var names = ArxivWindows.Plan(Order("2026-03-17", "2026-03-17"), []).Select(w => w.Name).ToList();
        Assert.Equal(4, names.Count);
        Assert.Equal("oai/all/2026-03-17", names[^1]);
        Assert.Equal("feed/cs/2026-03-17", names[0]);
        Assert.Equal(20, string.Join('+', names[..3].Select(name => name.Split('/')[1])).Split('+').Length);
    }

    [Theory]
    [InlineData("2026-03-17T04:14:00Z", "2026-03-16")] // before the feeds of the 17th are made
    [InlineData("2026-03-17T04:15:00Z", "2026-03-17")]
    [InlineData("2026-03-21T04:14:00Z", "2026-03-20")] // Friday's feed, until midnight in New York
    [InlineData("2026-03-21T04:15:00Z", null)] // at weekends feeds are empty
    [InlineData("2026-11-27T12:00:00Z", null)] // after Thanksgiving
    public void A_feed_is_asked_only_while_it_shows_a_batch(string now, string? edition)
    {
        var feeds = ArxivWindows.Plan(Order("2026-03-01", "2026-12-01", now), ["cs.CL"]).Where(w => ArxivWindows.KindOf(w) == "feed");
        Assert.Equal(edition is null ? [] : [$"feed/cs.CL/{edition}"], feeds.Select(w => w.Name));
    }

    [Fact]
    public void A_day_stays_open_until_nothing_can_bear_its_date()
    {
        Assert.True(DayAt("2026-03-18T04:59:59Z").Open);
        Assert.False(DayAt("2026-03-18T05:00:00Z").Open); // one o'clock in New York

        static HarvestWindow DayAt(string now) => ArxivWindows.Plan(Order("2026-03-17", "2026-03-17", now), ["cs.CL"])[^1];
    }

    [Fact]
    public void Days_to_come_and_days_before_all_datestamps_are_not_asked_for()
    {
        Assert.Equal("oai/cs/2026-03-17", Assert.Single(ArxivWindows.Plan(Order("2026-03-17", "2030-01-01"), ["cs"]), w => w.Name.StartsWith("oai", StringComparison.Ordinal)).Name);
        Assert.Empty(ArxivWindows.Plan(Order("1991-01-01", "2005-09-15"), ["cs"]));
        Assert.Empty(ArxivWindows.Plan(Order("2026-03-18", "2026-03-17"), ["cs"]));
    }

    [Fact]
    public void A_category_within_an_ordered_archive_is_not_asked_for_twice() =>
        Assert.Equal(
            ["oai/cs/2026-03-16", "oai/astro-ph.GA/2026-03-16"],
            ArxivWindows.Plan(Order("2026-03-16", "2026-03-16"), ["cs.CL", "cs", "astro-ph.GA", "cs"]).Select(w => w.Name));

    [Theory]
    [InlineData("cs.CL", "&set=cs:cs:CL")]
    [InlineData("cs", "&set=cs")]
    [InlineData("hep-th", "&set=physics:hep-th")]
    [InlineData("astro-ph.GA", "&set=physics:astro-ph:GA")]
    [InlineData("cond-mat.stat-mech", "&set=physics:cond-mat:stat-mech")]
    [InlineData("physics", "&set=physics:physics")]
    [InlineData("physics.optics", "&set=physics:physics:optics")]
    [InlineData("q-bio.NC", "&set=q-bio:q-bio:NC")]
    [InlineData("all", "")]
    public void A_category_is_a_set_of_its_group_and_archive(string category, string set) =>
        Assert.Equal(
            $"verb=ListRecords&metadataPrefix=arXivRaw&from=2026-03-17&until=2026-03-17{set}",
            ArxivWindows.OaiQuery(new HarvestWindow($"oai/{category}/2026-03-17", default, null)));

    [Fact]
    public void Missing_papers_are_asked_for_by_hundreds()
    {
        var ids = Enumerable.Range(1, 150).Select(i => $"arXiv:2603.{i:D5}").Append("ACL:2020.acl-main.1").Append("arXiv:hep-th/9901001").Append("arXiv:2603.00001");
        var windows = ArxivWindows.Plan(Order("2026-03-17", "2026-03-17") with { Missing = [.. ids] }, ["cs.CL"]);
        Assert.Equal(2, windows.Count);
        Assert.StartsWith("ids/2603.00001,2603.00002,", windows[0].Name, StringComparison.Ordinal);
        Assert.EndsWith(",hep-th/9901001", windows[1].Name, StringComparison.Ordinal);
        Assert.Equal(151, windows.Sum(w => w.Name.Count(c => c == ',') + 1));
        Assert.Equal("id_list=2603.00150,hep-th/9901001&start=0&max_results=100", ArxivWindows.IdsQuery(new HarvestWindow("ids/2603.00150,hep-th/9901001", default, null)));
    }

    [Theory]
    [InlineData("graph networks", "all:graph AND all:networks")]
    [InlineData("\"graph networks\" on lanterns", "all:\"graph networks\" AND all:on AND all:lanterns")]
    [InlineData("ti:lanterns", "ti:lanterns")]
    [InlineData("lanterns OR candles", "(lanterns OR candles)")]
    [InlineData("100% & a/b", "all:100% AND all:& AND all:a/b")]
    public void Words_become_a_question_to_the_search(string words, string terms)
    {
        var window = Assert.Single(ArxivWindows.Plan(Order("2026-03-16", "2026-03-17") with { Query = words }, ["cs.CL"]));
        var query = ArxivWindows.SearchQuery(window, 500, 250);
        Assert.Equal($"{terms} AND cat:cs.CL AND submittedDate:[202603160000 TO 202603172359]", Uri.UnescapeDataString(query.Split('&')[0]["search_query=".Length..]));
        Assert.EndsWith("&start=500&max_results=250&sortBy=submittedDate&sortOrder=ascending", query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cs.CL nonsense", null, "arXiv has no category \"nonsense\"")]
    [InlineData("../etc", null, "arXiv has no category \"../etc\"")]
    [InlineData("cs.CL", "  ", "the query has 0")]
    public void What_arxiv_cannot_do_is_refused_with_the_reason(string categories, string? query, string words)
    {
        var order = Order("2026-03-16", "2026-03-17") with { Query = query };
        var refused = Assert.Throws<HarvestOrderException>(() => ArxivWindows.Plan(order, categories.Split(' ')));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_plan_covers_each_day_of_each_category_once()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var from = new DateOnly(2026, 1, 1).AddDays(random.Next(60));
            var until = from.AddDays(random.Next(20));
            var now = new DateTimeOffset(2026, 3, 10, random.Next(24), 0, 0, TimeSpan.Zero);
            string[] categories = [.. new[] { "cs.CL", "hep-th", "stat.ML" }.Take(random.Next(4))];
            var windows = ArxivWindows.Plan(new HarvestOrder(from, until, []) { Now = now }, categories);
            Assert.Equal(windows.Count, windows.Select(w => w.Name).Distinct().Count());
            var today = new DateOnly(2026, 3, 10);
            var last = until < today ? until : today;
            var days = Math.Max(0, last.DayNumber - from.DayNumber + 1);
            Assert.Equal(days * Math.Max(1, categories.Length), windows.Count(w => ArxivWindows.KindOf(w) == "oai"));
            Assert.All(windows, w => Assert.InRange(w.Day, from, until));
        }
    }

    private static string Told(HarvestWindow window) => $"{window.Name} {window.Category}{(window.Open ? " open" : "")}";

    private static HarvestOrder Order(string from, string until, string now = Morning) =>
        new(Day(from), Day(until), []) { Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
