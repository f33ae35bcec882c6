using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Comments;
using Paperboy.Readers.Moderation;
using Xunit;

namespace Paperboy.Tests.Community;

public sealed class ModerationTests(CommunityHost host) : IClassFixture<CommunityHost>
{
    [Theory]
    [InlineData("/moderation")]
    [InlineData("/moderation/log")]
    public async Task Only_curators_see_the_desk(string path)
    {
        using var ada = host.SignIn("Ada");
        using var curator = host.SignIn("Cleo", Role.Curator);
        Assert.Equal(HttpStatusCode.Forbidden, await Status(ada, path));
        Assert.Equal(HttpStatusCode.OK, await Status(curator, path));
        Assert.Equal(HttpStatusCode.Redirect, await Status(host.Visitor, path));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Post(ada, "/moderation/papers", ("paper", "arXiv:2601.00030"), ("act", "takedown"))).StatusCode);
    }

    [Fact]
    public async Task A_reported_comment_waits_in_the_queue_until_a_curator_hides_it()
    {
        using var ada = host.SignIn("Ada");
        using var ben = host.SignIn("Ben");
        using var curator = host.SignIn("Cleo", Role.Curator);
        var handle = await Write(ada, "arXiv:2601.00031", "Buy my lamps!");

        Assert.Equal(HttpStatusCode.OK, (await host.Post(ben, "/reports", ("paper", "arXiv:2601.00031"), ("comment", handle), ("reason", "Spam"), ("words", "An <i>advert</i>"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Post(ben, "/reports", ("paper", "arXiv:2601.00031"), ("comment", handle), ("reason", "Spam"), ("words", "Still an advert"))).StatusCode);

        var queue = await host.Page(curator, "/moderation");
        var thing = queue.QuerySelectorAll(".case").Single(c => c.QuerySelector($"#c-{handle}") is not null);
        Assert.Equal("Still an advert", Assert.Single(thing.QuerySelectorAll("ul q")).TextContent);

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(curator, $"/moderation/comments/{handle}", ("act", "hide"), ("words", "No adverts here"))).StatusCode);
        Assert.DoesNotContain("Buy my lamps!", await host.Html(host.Visitor, "/papers/arXiv:2601.00031"), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Services.GetRequiredService<ReportStore>().Open(100), t => t.Comment == handle);
        Assert.Equal(HttpStatusCode.Conflict, (await host.Post(curator, $"/moderation/comments/{handle}", ("act", "hide"))).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(curator, $"/moderation/comments/{handle}", ("act", "restore"))).StatusCode);
        Assert.Contains("Buy my lamps!", await host.Html(host.Visitor, "/papers/arXiv:2601.00031"), StringComparison.Ordinal);
        var log = await host.Html(curator, "/moderation/log");
        Assert.Contains("No adverts here", log, StringComparison.Ordinal);
        Assert.Contains("showed a comment again", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_shut_out_is_out_at_once_and_what_they_may_protects_curators()
    {
        using var ada = host.SignIn("Ada");
        using var curator = host.SignIn("Cleo", Role.Curator);
        using var other = host.SignIn("Dora", Role.Curator);
        using var owner = host.SignIn("Olga", Role.Owner);
        var reader = Writer(await Write(ada, "arXiv:2601.00032", "I insult everybody."));
        var colleague = Writer(await Write(other, "arXiv:2601.00032", "A curator speaks."));

        Assert.Equal(HttpStatusCode.Conflict, (await host.Post(curator, $"/moderation/readers/{colleague}", ("act", "ban"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(curator, $"/moderation/readers/{reader}", ("act", "ban"), ("words", "Insults"))).StatusCode);
        using var refused = await host.Press(ada, "arXiv:2601.00032", "vote");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains($"/readers/{reader}", await host.Html(curator, "/moderation"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(curator, $"/moderation/readers/{reader}", ("act", "unban"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(owner, $"/moderation/readers/{colleague}", ("act", "ban"))).StatusCode);
    }

    [Fact]
    public async Task A_paper_that_is_taken_down_is_gone_from_pages_lists_and_search_and_comes_back_when_restored()
    {
        const string paper = "arXiv:2601.10001";
        using var ada = host.SignIn("Ada");
        using var curator = host.SignIn("Cleo", Role.Curator);
        await host.Press(ada, paper, "save");
        host.Index();
        Assert.Contains(paper, await host.Html(host.Visitor, "/papers?q=tidy+shelves"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(curator, "/moderation/papers", ("paper", paper), ("act", "takedown"), ("words", "The authors asked for it."))).StatusCode);
        host.Index();

        using var gone = await host.Visitor.GetAsync($"/papers/{paper}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("The authors asked for it.", await gone.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (var path in new[] { "/papers?q=tidy+shelves", "/papers/date/2026-01-07", "/papers/week/2026-W02", "/papers/month/2026-01" })
            Assert.DoesNotContain(paper, await host.Html(host.Visitor, path), StringComparison.Ordinal);
        Assert.DoesNotContain(paper, await host.Html(ada, "/saved"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Press(ada, paper, "vote")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(ada, "/comments", ("paper", paper), ("text", "Hello?"))).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(curator, "/moderation/papers", ("paper", paper), ("act", "restore"))).StatusCode);
        host.Index();
        Assert.Contains(paper, await host.Html(host.Visitor, "/papers?q=tidy+shelves"), StringComparison.Ordinal);
        Assert.Contains(paper, await host.Html(host.Visitor, "/papers/date/2026-01-07"), StringComparison.Ordinal);
        Assert.Contains(paper, await host.Html(ada, "/saved"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_is_shown_when_a_curator_has_confirmed_it_and_withdrawn_at_will()
    {
        const string paper = "arXiv:2601.00034";
        using var ada = host.SignIn("Ada E.");
        using var curator = host.SignIn("Cleo", Role.Curator);
        var handle = await Write(ada, paper, "I wrote this.");
        async Task<string?> Badge() => (await host.Page(host.Visitor, $"/papers/{paper}")).QuerySelector($"#c-{handle} .badge")?.GetAttribute("title");

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(ada, "/claims", ("paper", paper), ("author", "0"), ("words", "https://ada.example"), ("act", "claim"))).StatusCode);
        Assert.Null(await Badge());
        Assert.Equal(HttpStatusCode.Conflict, (await host.Post(ada, "/claims", ("paper", paper), ("author", "1"), ("act", "claim"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Post(curator, "/claims", ("paper", paper), ("author", "7"), ("act", "claim"))).StatusCode);

        var form = (await host.Page(curator, "/moderation")).QuerySelector("form[action^='/moderation/claims/']")!;
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(curator, form.GetAttribute("action")!, ("act", "confirm"))).StatusCode);
        Assert.Equal("Confirmed as Ada Example", await Badge());
        Assert.Contains("here as authors", await host.Html(host.Visitor, $"/papers/{paper}"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(ada, "/claims", ("paper", paper), ("act", "withdraw"))).StatusCode);
        Assert.Null(await Badge());
    }

    [Fact]
    public async Task Every_paper_offers_to_be_reported()
    {
        using var ada = host.SignIn("Ada");
        using var curator = host.SignIn("Cleo", Role.Curator);
        Assert.Contains("/contribute/arXiv:2601.00035", await host.Html(ada, "/papers/arXiv:2601.00035"), StringComparison.Ordinal);
        Assert.DoesNotContain("takedown", await host.Html(ada, "/contribute/arXiv:2601.00035"), StringComparison.Ordinal);
        Assert.Contains("takedown", await host.Html(curator, "/contribute/arXiv:2601.00035"), StringComparison.Ordinal);
        await host.Post(ada, "/reports", ("paper", "arXiv:2601.00035"), ("reason", "Wrong"), ("words", "Two papers in one"));
        Assert.Contains("Two papers in one", await host.Html(curator, "/moderation"), StringComparison.Ordinal);
        await host.Post(curator, "/moderation/papers", ("paper", "arXiv:2601.00035"), ("act", "dismiss"));
        Assert.DoesNotContain("Two papers in one", await host.Html(curator, "/moderation"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Post(ada, "/reports", ("paper", "arXiv:2601.00035"), ("reason", "99"))).StatusCode);
    }

    private string Writer(string comment) => host.Services.GetRequiredService<CommentStore>().Find(comment)!.Writer!.Handle;

    private async Task<HttpStatusCode> Status(HttpClient browser, string path) =>
        (await browser.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;

    private async Task<string> Write(HttpClient browser, string paper, string text)
    {
        using var answer = await host.Post(browser, "/comments", ("paper", paper), ("text", text));
        return answer.Headers.Location!.OriginalString.Split("#c-")[1];
    }
}
