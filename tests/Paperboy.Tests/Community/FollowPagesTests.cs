using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Readers.Comments;
using Xunit;

namespace Paperboy.Tests.Community;

public sealed class FollowPagesTests(CommunityHost host) : IClassFixture<CommunityHost>
{
    [Fact]
    public async Task What_is_followed_brings_its_newest_papers_with_the_reason()
    {
        host.Index();
        using var ada = host.SignIn("Ada");
        Assert.Contains("You follow nothing yet", await host.Html(ada, "/following"), StringComparison.Ordinal);

        foreach (var path in new[] { "/categories/hep-th", "/authors/cleo-muster", "/papers?q=tidy+shelves" })
            await PressFollow(ada, path);

        var page = await host.Page(ada, "/following");
        var found = page.QuerySelectorAll("article").Select(a => (a.QuerySelector("h2 a")!.GetAttribute("href"), a.QuerySelector(".why p")!.TextContent)).ToList();
        Assert.Contains(found, f => f.Item1 == "/papers/arXiv:hep-th/9901001" && f.Item2.StartsWith("You follow ", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Item1 == "/papers/arXiv:2001.00009" && f.Item2 == "You follow Cleo Muster.");
        Assert.Contains(found, f => f.Item1 == "/papers/arXiv:2601.10001" && f.Item2 == "You follow tidy shelves.");
        Assert.Equal(3, page.QuerySelectorAll(".follows li").Length);
    }

    [Fact]
    public async Task Following_a_reader_shows_what_they_commented_on_and_not_what_they_voted_for()
    {
        using var ada = host.SignIn("Ada");
        using var ben = host.SignIn("Ben");
        using var answer = await host.Post(ben, "/comments", ("paper", "arXiv:2601.00040"), ("text", "Worth reading."));
        await host.Press(ben, "arXiv:2601.00041", "vote");
        var handle = host.Services.GetRequiredService<CommentStore>().Find(answer.Headers.Location!.OriginalString.Split("#c-")[1])!.Writer!.Handle;

        await PressFollow(ada, $"/readers/{handle}");

        var html = await host.Html(ada, "/following");
        Assert.Contains("/papers/arXiv:2601.00040", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/papers/arXiv:2601.00041", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(ada, "/follow", ("kind", "Reader"), ("target", "nobody"), ("act", "follow"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(ben, "/follow", ("kind", "Reader"), ("target", handle), ("act", "follow"))).StatusCode);
    }

    [Fact]
    public async Task Following_ends_where_it_began()
    {
        using var ada = host.SignIn("Ada");
        await PressFollow(ada, "/categories/cs.CL");
        var button = (await host.Page(ada, "/categories/cs.CL")).QuerySelector("form.follow button")!;
        Assert.Equal(("end", "true", "Following"), (button.GetAttribute("value"), button.GetAttribute("aria-pressed"), button.TextContent));
        await host.Post(ada, "/follow", ("kind", "Category"), ("target", "cs.CL"), ("act", "end"));
        Assert.Contains("You follow nothing yet", await host.Html(ada, "/following"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Post(ada, "/follow", ("kind", "Cat"), ("target", "x"), ("act", "follow"))).StatusCode);
    }

    // Posts what the button's form on a page would.
    private async Task PressFollow(HttpClient browser, string path)
    {
        var form = (await host.Page(browser, path)).QuerySelector("form.follow")!;
        var fields = form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? "")).Append(("act", form.QuerySelector("button")!.GetAttribute("value")!));
        using var answer = await host.Post(browser, form.GetAttribute("action")!, [.. fields]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }
}
