using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Paperboy.Tests.Pages;
using Xunit;

namespace Paperboy.Tests.Community;

public sealed class ChoicesPagesTests(CommunityHost host) : IClassFixture<CommunityHost>
{
    private const string Paper = "arXiv:2601.00007";

    [Fact]
    public async Task A_visitor_sees_the_counts_and_is_led_to_sign_in()
    {
        using var ada = host.SignIn("Ada");
        await host.Press(ada, "arXiv:2601.00011", "vote");

        var page = await host.Page(host.Visitor, "/papers/arXiv:2601.00011");
        var press = page.QuerySelector(".opinion a.press")!;
        Assert.EndsWith(" 1", press.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in?to=%2Fpapers%2FarXiv%3A2601.00011", press.GetAttribute("href"));
        Assert.Null(page.QuerySelector(".opinion form"));

        using var refused = await host.Post(host.Visitor, "/choices", ("paper", Paper), ("choice", "vote"));
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.StartsWith("/sign-in", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_buttons_say_what_was_chosen_and_post_the_opposite_then()
    {
        using var ada = host.SignIn("Ada");
        var address = $"/papers/{Paper}";
        Assert.Equal(("vote", "false"), Button(await host.Page(ada, address), 0));

        using var answer = await host.Press(ada, Paper, "vote", referer: address);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location!.OriginalString);

        var page = await host.Page(ada, address);
        Assert.Equal(("unvote", "true"), Button(page, 0));
        Assert.Equal(("save", "false"), Button(page, 1));
        await host.Press(ada, Paper, "save");
        await host.Press(ada, Paper, "unvote");
        page = await host.Page(ada, address);
        Assert.Equal(("vote", "false"), Button(page, 0));
        Assert.Equal(("unsave", "true"), Button(page, 1));
    }

    [Fact]
    public async Task A_script_is_told_how_the_paper_stands()
    {
        using var ada = host.SignIn("Ada");
        using var request = host.Form("/choices", ("paper", "arXiv:2601.00012"), ("choice", "vote"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await ada.SendAsync(request, TestContext.Current.CancellationToken);
        var standing = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("""{"votes":1,"saves":0,"voted":true,"saved":false}""", standing.GetRawText());
    }

    [Fact]
    public async Task Lists_show_what_was_chosen()
    {
        using var ada = host.SignIn("Ada");
        await host.Press(ada, "arXiv:2601.00001", "vote");

        var page = await host.Page(ada, $"/papers/date/{InventedPapers.Day}");
        var opinions = page.QuerySelectorAll(".opinion").ToList();
        Assert.Equal(page.QuerySelectorAll("article").Length, opinions.Count);
        var own = opinions.Single(o => o.QuerySelector("input[name=paper]")!.GetAttribute("value") == "arXiv:2601.00001");
        Assert.Equal("true", own.QuerySelector("button[name=choice]")!.GetAttribute("aria-pressed"));
        Assert.Equal("1", own.QuerySelector("[data-count]")!.TextContent);
    }

    [Fact]
    public async Task Saved_papers_stand_in_a_list_of_their_reader()
    {
        using var ada = host.SignIn("Ada");
        using var ben = host.SignIn("Ben");
        Assert.Contains("You have saved nothing yet", await host.Html(ada, "/saved"), StringComparison.Ordinal);
        foreach (var id in new[] { "arXiv:2601.00003", "arXiv:2601.00004" })
            await host.Press(ada, id, "save");

        var page = await host.Page(ada, "/saved");
        Assert.Equal(["/papers/arXiv:2601.00003", "/papers/arXiv:2601.00004"], page.QuerySelectorAll("article h2 a").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("arXiv:2601.00003", await host.Html(ben, "/saved"), StringComparison.Ordinal);
        using var visitor = await host.Visitor.GetAsync("/saved", TestContext.Current.CancellationToken);
        Assert.Equal("/sign-in?to=%2Fsaved", visitor.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Counts_are_exact_when_many_browsers_vote_at_once()
    {
        const string paper = "arXiv:2601.00021";
        var browsers = Enumerable.Range(0, 16).Select(i => host.SignIn($"Reader {i}")).ToArray();

        // Each votes five times in a row while the others do; every third one takes it back in the end.
        await Parallel.ForAsync(0, browsers.Length, TestContext.Current.CancellationToken, async (i, _) =>
        {
            for (var time = 0; time < 5; time++)
                (await host.Press(browsers[i], paper, "vote")).Dispose();
            if (i % 3 == 0)
                (await host.Press(browsers[i], paper, "unvote")).Dispose();
        });

        var page = await host.Page(browsers[1], $"/papers/{paper}");
        Assert.Equal("10", page.QuerySelector(".opinion [data-count]")!.TextContent);
        foreach (var browser in browsers)
            browser.Dispose();
    }

    [Theory]
    [InlineData("arXiv:2601.99999", "vote", HttpStatusCode.NotFound)]
    [InlineData(Paper, "love", HttpStatusCode.BadRequest)]
    [InlineData(Paper, "", HttpStatusCode.BadRequest)]
    public async Task What_is_no_choice_is_refused(string paper, string choice, HttpStatusCode status)
    {
        using var ada = host.SignIn("Ada");
        using var answer = await host.Press(ada, paper, choice);
        Assert.Equal(status, answer.StatusCode);
    }

    private static (string?, string?) Button(IHtmlDocument page, int n)
    {
        var button = page.QuerySelectorAll(".opinion button")[n];
        return (button.GetAttribute("value"), button.GetAttribute("aria-pressed"));
    }
}
