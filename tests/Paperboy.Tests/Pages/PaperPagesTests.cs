using System.Net;
using AngleSharp.Html.Dom;
using Xunit;

namespace Paperboy.Tests.Pages;

public sealed class PaperPagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task A_paper_links_its_authors_and_categories_and_the_archive()
    {
        var page = await host.Page("/papers/arXiv:2601.00003");
        var links = page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("/authors/ada-example", links);
        Assert.Contains("/categories/cs.CL", links);
        Assert.Contains("https://arxiv.org/abs/2601.00003", links);
        Assert.Contains("https://arxiv.org/pdf/2601.00003", links);
        Assert.Contains("https://example.org/lanterns", links);
        Assert.Equal(["arXiv", "Hugging Face Daily Papers"], page.QuerySelectorAll(".sources tbody th").Select(th => th.TextContent));
        Assert.StartsWith("@misc{example", page.QuerySelector("#bibtex")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/papers/arXiv:2601.00003", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("arXiv for use of its open access interoperability", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/papers/2601.00003", "/papers/arXiv:2601.00003")]
    [InlineData("/papers/2601.00003v2", "/papers/arXiv:2601.00003")]
    [InlineData("/papers/arXiv:2601.00003v7", "/papers/arXiv:2601.00003")]
    [InlineData("/papers/arxiv:2601.00003", "/papers/arXiv:2601.00003")]
    [InlineData("/papers/hep-th/9901001", "/papers/arXiv:hep-th/9901001")]
    public async Task Other_ways_to_write_an_id_lead_to_the_one_address(string path, string to)
    {
        var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_paper_shows_the_papers_close_in_meaning_once_they_have_vectors()
    {
        await host.Embed();
        var page = await host.Page("/papers/arXiv:2601.00003");
        var similar = page.QuerySelectorAll(".similar a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(6, similar.Count);
        Assert.DoesNotContain("/papers/arXiv:2601.00003", similar);
        Assert.All(similar, href => Assert.StartsWith("/papers/", href, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_paper_says_that_it_was_taken_back_who_counts_its_citations_and_whose_word_its_fields_are()
    {
        var page = await host.Page("/papers/" + InventedPapers.Versioned);
        Assert.Equal(["Retracted.", "Withdrawn."], page.QuerySelectorAll(".taken-back strong").Select(e => e.TextContent));
        var facts = page.QuerySelector(".facts")!.TextContent;
        Assert.Contains("1,204, 31 of them influential Semantic Scholar, 5 January 2026", facts, StringComparison.Ordinal);
        Assert.Contains("CC BY 4.0", facts, StringComparison.Ordinal);
        Assert.Contains("Written by a machine: Semantic Scholar", page.QuerySelector(".tldr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Title, abstract, authors", page.QuerySelector(".origins")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("arXiv (CC0 1.0) · Topics, citations, summary: Semantic Scholar", page.QuerySelector(".origins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_from_version_to_version_is_marked_word_by_word_and_said_in_words()
    {
        var page = await host.Page("/papers/" + InventedPapers.Versioned);
        Assert.Equal("Ten Lamps in a Row", page.QuerySelector("h1")!.TextContent);
        var versions = page.QuerySelectorAll(".versions > li").ToList();
        Assert.Equal(["2", "1"], versions.Select(v => v.GetAttribute("value")));
        Assert.Equal("Version 2, 3 February 2020: title, authors and abstract changed", versions[0].QuerySelector("summary")!.TextContent);
        Assert.Equal(["Nine", "nine"], versions[0].QuerySelectorAll("del").Select(Marked));
        Assert.Equal(["Ten", "ten", "large", "Code is at hand."], versions[0].QuerySelectorAll("ins").Select(Marked));
        Assert.StartsWith("removed: ", versions[0].QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Authors added: Cleo Muster", versions[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Authors removed: Ben Sample", versions[0].TextContent, StringComparison.Ordinal);
    }

    private static string Marked(AngleSharp.Dom.IElement element) =>
        string.Concat(element.ChildNodes.OfType<AngleSharp.Dom.IText>().Select(text => text.Data)).Trim();

    [Fact]
    public async Task An_id_with_a_slash_has_a_page()
    {
        var page = await host.Page("/papers/" + InventedPapers.Old);
        Assert.Equal("An old identifier, with a slash", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("https://doi.org/10.1000/old%281%29", page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Hostile_texts_are_shown_and_do_nothing()
    {
        foreach (var path in new[] { "/papers/" + InventedPapers.Hostile, "/papers/date/2026-01-07", "/categories/cs.CR", "/papers?q=alert" })
        {
            var page = await host.Page(path);
            Assert.Contains("<script>alert(1)</script>", page.Body!.TextContent, StringComparison.Ordinal);
            AssertInert(page);
        }
    }

    [Fact]
    public async Task A_hostile_query_is_shown_and_does_nothing()
    {
        var page = await host.Page("/papers?q=" + Uri.EscapeDataString("\"><script>alert(9)</script>"));
        Assert.Contains("<script>alert(9)</script>", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        AssertInert(page);
    }

    [Fact]
    public async Task Of_a_crowd_of_authors_the_first_are_seen_and_the_rest_unfold()
    {
        var page = await host.Page("/papers/" + InventedPapers.Crowd);
        Assert.Equal(24, page.QuerySelectorAll("p.byline a").Length);
        Assert.Contains("876 more authors", page.QuerySelector("details.byline summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Hand Number0, Hand Number1, Hand Number2 and 897 more", (await host.Page("/categories/cs.CL")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_typesetter_of_formulas_is_loaded_only_where_there_are_any()
    {
        Assert.Contains("katex.min.js", await host.Html("/papers/" + InventedPapers.Formulas), StringComparison.Ordinal);
        Assert.DoesNotContain("katex", await host.Html("/papers/" + InventedPapers.Crowd), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authors_and_categories_list_their_papers_by_page()
    {
        var author = await host.Page("/authors/ada-example");
        Assert.Equal("Ada Example", author.QuerySelector("h1")!.TextContent);
        Assert.Equal(30, author.QuerySelectorAll("article").Length);
        var category = await host.Page("/categories/cs.CL?p=2");
        Assert.Equal("Computation and Language", category.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(category.QuerySelectorAll("article"));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/authors/nobody"));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/categories/cs.CL?p=9"));
    }

    [Fact]
    public async Task A_search_marks_the_words_that_matched()
    {
        var page = await host.Page("/papers?q=tidy+shelf");
        Assert.Equal("A bound of O(n log n) for tidy shelves", page.QuerySelector("article h2")!.TextContent.Trim());
        Assert.Contains("tidy", page.QuerySelector("article h2 mark")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("article .excerpt mark"));
        Assert.Equal("tidy shelf", page.QuerySelector("input[type=search]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_search_has_pages_advice_and_bounds()
    {
        Assert.Equal(20, (await host.Page("/papers?q=lantern")).QuerySelectorAll("article").Length);
        Assert.Equal(10, (await host.Page("/papers?q=lantern&p=3")).QuerySelectorAll("article").Length);
        Assert.Equal(HttpStatusCode.NotFound, await Status("/papers?q=lantern&p=4"));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/papers?q=lantern&p=51"));
        Assert.NotNull((await host.Page("/papers?q=qqqzzz")).QuerySelector(".advice li"));
        Assert.NotNull((await host.Page("/papers?q=")).QuerySelector(".advice"));
    }

    private static void AssertInert(IHtmlDocument page)
    {
        Assert.All(page.Scripts, script => Assert.StartsWith("/", script.GetAttribute("src"), StringComparison.Ordinal));
        Assert.All(page.All, element => Assert.DoesNotContain(
            element.Attributes, a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name == "style"));
        Assert.All(page.QuerySelectorAll("[href], [src], [action]"), element => Assert.Matches(
            "^(/|#|https?://)", element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")));
        Assert.Empty(page.QuerySelectorAll("svg, img, b, u, iframe"));
    }

    private async Task<HttpStatusCode> Status(string path) =>
        (await host.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;
}
