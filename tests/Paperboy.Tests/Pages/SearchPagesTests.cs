using System.Net;
using AngleSharp.Html.Dom;
using Paperboy.Discover;
using Paperboy.Search.Queries.Language;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>The page of search: whatever it shows is an address.</summary>
public sealed class SearchPagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task How_a_doubtful_query_was_read_is_told()
    {
        var page = await host.Page("/papers?q=" + Uri.EscapeDataString("lantern \"patient"));
        Assert.Contains("The quote at 9 is never closed", page.QuerySelector(".notes")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("article"));
        Assert.Null((await host.Page("/papers?q=lantern")).QuerySelector(".notes"));
    }

    [Fact]
    public async Task The_order_is_switched_by_links_and_told()
    {
        var page = await host.Page("/papers?q=lantern");
        Assert.Equal("Best match", Current(page, ".order"));
        page = await Follow(page, ".order a", "Most upvoted");
        Assert.Equal("Most upvoted", Current(page, ".order"));
        Assert.Equal("Patient lanterns and what they teach, part 0", page.QuerySelector("article h2")!.TextContent.Trim());
        Assert.Equal("lantern sort:top", page.QuerySelector("#q")!.GetAttribute("value"));
        page = await Follow(page, ".order a", "Newest");
        Assert.Equal("lantern sort:new", page.QuerySelector("#q")!.GetAttribute("value"));
        page = await Follow(page, ".order a", "Best match");
        Assert.Equal("lantern", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Equal("Newest", Current(await host.Page("/papers?q=au:example"), ".order"));
    }

    [Fact]
    public async Task Facets_narrow_the_search_down_and_are_taken_off_again()
    {
        var page = await host.Page("/papers?q=patient+lanterns");
        Assert.Contains("50 papers", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        page = await Follow(page, "#narrow a", "Code");
        Assert.Contains("9 papers", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("patient lanterns has:code", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Contains("Code", Current(page, "#narrow"), StringComparison.Ordinal);
        var condition = Assert.Single(page.QuerySelectorAll(".conditions a"));
        Assert.Equal("Take off has:code", condition.GetAttribute("aria-label"));
        page = await host.Page(condition.GetAttribute("href")!);
        Assert.Contains("50 papers", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".conditions"));
    }

    [Fact]
    public async Task Every_link_of_the_page_leads_to_an_answer()
    {
        var page = await host.Page("/papers?q=" + Uri.EscapeDataString("(shelf OR lantern paper \"old"));
        foreach (var link in page.QuerySelectorAll(".order a, #narrow a, .conditions a, .pager a").Where(a => a.GetAttribute("href")![0] == '/'))
        {
            var answer = await host.Client.GetAsync(link.GetAttribute("href"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Partial_matches_stand_apart_from_full_ones()
    {
        var page = await host.Page("/papers?q=tidy+lantern+shelf&mode=keyword");
        Assert.Contains("No paper has every word", page.QuerySelector(".found > .partial")!.TextContent, StringComparison.Ordinal);
        page = await host.Page("/papers?q=identifier+paper&mode=keyword");
        Assert.Single(page.QuerySelectorAll(".found > .partial"));
        Assert.Null((await host.Page("/papers?q=patient+lanterns")).QuerySelector(".partial"));
    }

    [Fact]
    public async Task Papers_that_are_close_in_meaning_stand_behind_a_divider_and_say_so()
    {
        await host.Embed();
        var page = await host.Page("/papers?q=" + Uri.EscapeDataString("a lantern that waits sees more than one that runs, we count how much more than zebras"));
        Assert.StartsWith("Close in meaning", page.QuerySelector(".found > .partial")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.StartsWith("Close in meaning", page.QuerySelector("article .near")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("by words only", page.QuerySelector(".took")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_by_words_only_stays_one_on_all_its_pages_and_links_back()
    {
        await host.Embed();
        var page = await host.Page("/papers?q=patient+lanterns");
        page = await Follow(page, ".took a", "by words only");
        Assert.Empty(page.QuerySelectorAll("article .near"));
        foreach (var link in page.QuerySelectorAll(".pager a, .order a:not(.down), #narrow a, article .why a"))
            Assert.Contains("&mode=keyword", link.GetAttribute("href"), StringComparison.Ordinal);
        page = await Follow(page, ".pager a", "Page 2");
        Assert.Contains("50 papers", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        page = await Follow(page, ".took a", "by words and meaning");
        Assert.Contains("by words only", page.QuerySelector(".took")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("mode=", page.QuerySelector(".pager a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_pages_of_an_answer_have_each_paper_once_and_the_last_one_is_named()
    {
        await host.Embed();
        var (page, seen) = (await host.Page("/papers?q=honest+lanterns"), new List<string>());
        while (true)
        {
            seen.AddRange(page.QuerySelectorAll("article h2 a").Select(link => link.GetAttribute("href")!));
            if (page.QuerySelector(".pager a[rel=next]") is not { } next)
                break;
            page = await host.Page(next.GetAttribute("href")!);
        }

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(seen.Count, 50, 54);
        Assert.True(page.QuerySelectorAll("article").Length > 0, "the last page that is linked has papers");
    }

    [Fact]
    public async Task The_reason_names_what_words_and_meaning_are_worth()
    {
        await host.Embed();
        var page = await host.Page("/papers?q=honest+lanterns");
        page = await host.Page(page.QuerySelector("article .why a")!.GetAttribute("href")!);
        var why = page.QuerySelector("#why")!.TextContent;
        Assert.Contains("for words", why, StringComparison.Ordinal);
        Assert.Contains("x its similarity", why, StringComparison.Ordinal);
        Assert.Contains("the embedder knows", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_has_the_words_and_nothing_is_close_the_page_says_so()
    {
        await host.Embed();
        var page = await host.Page("/papers?q=basketball");
        Assert.Empty(page.QuerySelectorAll("article"));
        Assert.Contains("No paper has these words, and none is close in meaning.", page.QuerySelector(".advice")!.TextContent, StringComparison.Ordinal);
        page = await host.Page("/papers?q=basketball&mode=keyword");
        Assert.Equal("/papers?q=basketball", page.QuerySelector(".advice a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_best_passage_of_an_abstract_is_shown()
    {
        var page = await host.Page("/papers?q=lantern+honest");
        Assert.Contains("honest", page.QuerySelector("article .excerpt mark:last-of-type")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_word_is_asked_about_where_another_finds_more()
    {
        var page = await host.Page("/papers?q=patient+lantterns");
        Assert.Equal("patient lanterns", page.QuerySelector(".meant a")!.TextContent);
        page = await host.Page(page.QuerySelector(".meant a")!.GetAttribute("href")!);
        Assert.Null(page.QuerySelector(".meant"));
    }

    [Fact]
    public async Task Each_result_says_why_it_stands_there_when_asked()
    {
        var page = await host.Page("/papers?q=patient+lanterns");
        Assert.Null(page.QuerySelector("#why"));
        var first = page.QuerySelector("article .why a")!.GetAttribute("href")!;
        Assert.EndsWith("#why", first, StringComparison.Ordinal);
        page = await host.Page(first);
        var why = page.QuerySelector("article:first-of-type #why")!.TextContent;
        Assert.Contains("stands side by side as typed", why, StringComparison.Ordinal);
        Assert.Contains("for “lanterns” (in ", why, StringComparison.Ordinal);
        Assert.Null((await host.Page("/papers?q=patient+lanterns&why=arXiv:0000.00000")).QuerySelector("#why"));
    }

    [Fact]
    public async Task A_query_beyond_all_bounds_is_cut_and_that_is_told()
    {
        var page = await host.Page("/papers?q=lantern+" + new string('x', 2_100));
        Assert.Contains("longer than 2000 characters", page.QuerySelector(".notes")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("h1")!.TextContent.Length < 220);
    }

    [Fact]
    public async Task The_examples_of_the_help_are_those_of_the_language_and_read_without_doubt()
    {
        var page = await host.Page("/papers/help");
        Assert.Equal("How to search", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull((await host.Page("/papers/date/" + InventedPapers.Day)).QuerySelector("form.search a[href='/papers/help']"));
        var file = await File.ReadAllTextAsync(Repository.File("docs/query-language.md"), TestContext.Current.CancellationToken);
        var described = file.Replace("\\|", "|", StringComparison.Ordinal); // within tables
        var examples = page.QuerySelectorAll("dt a").ToList();
        Assert.True(examples.Count > 15);
        foreach (var example in examples)
        {
            var query = example.TextContent;
            Assert.Empty(QueryParser.Parse(query, PaperVocabulary.Queries).Notes);
            Assert.Equal("/papers?q=" + Uri.EscapeDataString(query), example.GetAttribute("href"));
            Assert.Contains($"`{query}`", described, StringComparison.Ordinal);
        }
    }

    private static string Current(IHtmlDocument page, string within) =>
        page.QuerySelector($"{within} a[aria-current]")!.TextContent.Trim();

    private async Task<IHtmlDocument> Follow(IHtmlDocument page, string links, string text) =>
        await host.Page(page.QuerySelectorAll(links).First(a => a.TextContent.Contains(text, StringComparison.Ordinal)).GetAttribute("href")!);
}
