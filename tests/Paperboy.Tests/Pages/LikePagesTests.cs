using System.Net;
using AngleSharp.Dom;
using Xunit;

namespace Paperboy.Tests.Pages;

public sealed class LikePagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Lantern = "arXiv:2601.00003";

    [Fact]
    public async Task A_papers_page_leads_to_more_like_it_and_from_there_the_set_grows_and_shrinks()
    {
        await host.Embed();
        var paper = await host.Page("/papers/" + Lantern);
        var more = paper.QuerySelectorAll("a").Single(a => a.TextContent == "More like this").GetAttribute("href")!;
        Assert.Equal($"/papers/like?id={Lantern}", more);

        var one = await host.Page(more);
        Assert.Equal("More like this", one.QuerySelector("h1")!.TextContent);
        var found = Found(one);
        Assert.Equal(30, found.Count);
        Assert.DoesNotContain("/papers/" + Lantern, found);
        Assert.All(one.QuerySelectorAll(".closeness > span"), reason => Assert.Matches(@"^Close in meaning, similarity 0\.[0-9]{2}|1\.00$", reason.TextContent));

        var add = one.QuerySelector(".closeness .act")!.GetAttribute("href")!;
        var two = await host.Page(add);
        Assert.Equal("More like these", two.QuerySelector("h1")!.TextContent);
        Assert.Equal(2, two.QuerySelectorAll(".chosen .name").Length);
        Assert.DoesNotContain(found[0], Found(two));
        Assert.All(two.QuerySelectorAll(".closeness > span"), reason => Assert.StartsWith("Close to “Patient lanterns", reason.TextContent, StringComparison.Ordinal));
        Assert.Contains(more, two.QuerySelectorAll(".chosen .act").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_set_of_two_subjects_says_to_which_each_result_is_close()
    {
        await host.Embed();
        var page = await host.Page($"/papers/like?id={Lantern}&id={InventedPapers.Formulas}");
        var reasons = page.QuerySelectorAll(".closeness > span").Select(span => span.TextContent).ToList();
        Assert.Contains(reasons, reason => reason.StartsWith("Close to “Patient lanterns", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.StartsWith("Close to “A bound of O(n log n)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_id_is_told_and_the_others_count()
    {
        await host.Embed();
        var page = await host.Page($"/papers/like?id={Lantern}&id=arXiv:9999.99999&id=%3Cscript%3E&id=");
        Assert.Equal(2, page.QuerySelectorAll(".fault").Length);
        Assert.Contains("No paper here has the id <script>", page.QuerySelectorAll(".fault")[1].TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(Found(page));
    }

    [Theory]
    [InlineData("2601.00003v2")]
    [InlineData("https://arxiv.org/abs/2601.00003")]
    public async Task A_paper_may_be_named_as_it_is_elsewhere(string id)
    {
        var page = await host.Page("/papers/like?id=" + Uri.EscapeDataString(id));
        Assert.Equal("/papers/" + Lantern, page.QuerySelector(".chosen .name")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_doi_names_a_paper() =>
        Assert.Equal("/papers/" + InventedPapers.Old, (await host.Page("/papers/like?id=10.1000/OLD(1)")).QuerySelector(".chosen .name")!.GetAttribute("href"));

    [Fact]
    public async Task Conditions_narrow_the_results_down()
    {
        await host.Embed();
        var page = await host.Page($"/papers/like?id={Lantern}&q=has:code");
        Assert.Equal(9, Found(page).Count);
        Assert.Equal("has:code", page.QuerySelector("#conditions")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll(".notes li"));
        var none = await host.Page($"/papers/like?id={Lantern}&q=year:1850+word");
        Assert.Empty(Found(none));
        Assert.Contains("Nothing in this catalog is close", none.QuerySelector(".took")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Words without quotes ask for nothing", none.QuerySelector(".notes")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_papers_the_page_says_what_it_is_for()
    {
        var page = await host.Page("/papers/like");
        Assert.Contains("Name papers that you like", page.QuerySelector(".advice")!.TextContent, StringComparison.Ordinal);
        var many = string.Join('&', Enumerable.Range(0, 60).Select(i => $"id=arXiv:2601.0{i:D4}"));
        Assert.Contains("at most 50 papers", (await host.Page("/papers/like?" + many)).QuerySelectorAll(".fault")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.EmptyClient.GetAsync("/papers/like?id=x", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static List<string> Found(IParentNode page) =>
        [.. page.QuerySelectorAll("article h2 a").Select(a => a.GetAttribute("href")!)];
}
