using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Comments;
using Paperboy.Readers.Events;
using Xunit;

namespace Paperboy.Tests.Community;

public sealed class CommentPagesTests(CommunityHost host) : IClassFixture<CommunityHost>
{
    [Fact]
    public async Task A_comment_is_read_by_all_under_its_writers_name()
    {
        using var ada = host.SignIn("Ada \u202ELovelace <b>");
        var handle = await Write(ada, "arXiv:2601.00020", "A *fine* lantern.\n\n<script>alert(1)</script> [see](https://example.org/x)");

        var page = await host.Page(host.Visitor, "/papers/arXiv:2601.00020");
        var comment = page.GetElementById($"c-{handle}")!;
        Assert.Equal("Ada \u202ELovelace <b>", comment.QuerySelector(".who bdi")!.TextContent);
        Assert.Equal("fine", comment.QuerySelector(".said em")!.TextContent);
        Assert.Empty(comment.QuerySelectorAll("script"));
        Assert.Equal("nofollow ugc noopener", comment.QuerySelector(".said a")!.GetAttribute("rel"));
        Assert.Equal("1 comment", page.QuerySelector("#comments-title")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".discussion form"));
        Assert.Equal("1 comment", page.QuerySelector(".opinion a[href$='#comments']")!.TextContent);
    }

    [Fact]
    public async Task Answers_form_a_thread_and_a_removed_comment_keeps_its_place_in_it()
    {
        const string paper = "arXiv:2601.00022";
        using var ada = host.SignIn("Ada");
        using var ben = host.SignIn("Ben");
        var question = await Write(ada, paper, "Why?");
        var answer = await Write(ben, paper, "Because.", question);
        var alone = await Write(ada, paper, "Forget this.");

        foreach (var handle in new[] { question, alone })
            Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(ada, $"/comments/{handle}/delete")).StatusCode);

        var page = await host.Page(host.Visitor, $"/papers/{paper}");
        Assert.Equal("Removed by its writer.", page.GetElementById($"c-{question}")!.TextContent.Trim());
        Assert.Contains("in-1", page.GetElementById($"c-{answer}")!.ClassList);
        Assert.Null(page.GetElementById($"c-{alone}"));
        Assert.Equal("", host.Services.GetRequiredService<CommentStore>().Find(question)!.Text);
        using var gone = await host.Visitor.GetAsync($"/comments/{question}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var late = await host.Post(ben, "/comments", ("paper", paper), ("parent", question), ("text", "Too late"));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Only_its_writer_changes_a_comment_and_that_is_told()
    {
        const string paper = "arXiv:2601.00023";
        using var ada = host.SignIn("Ada");
        using var ben = host.SignIn("Ben");
        var handle = await Write(ada, paper, "First words.");

        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(ben, $"/comments/{handle}", ("text", "Other words."))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(ben, $"/comments/{handle}/delete")).StatusCode);
        Assert.DoesNotContain("edited", await host.Html(host.Visitor, $"/papers/{paper}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Post(ada, $"/comments/{handle}", ("text", "Second words."))).StatusCode);

        var comment = (await host.Page(host.Visitor, $"/papers/{paper}")).GetElementById($"c-{handle}")!;
        Assert.Contains("Second words.", comment.TextContent, StringComparison.Ordinal);
        Assert.Contains("edited", comment.QuerySelector(".by")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Second words.", (await host.Page(ada, $"/comments/{handle}")).QuerySelector("textarea")!.TextContent);
        Assert.Null((await host.Page(ben, $"/comments/{handle}")).QuerySelector("form[action$='/delete']"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\u200B ")]
    [InlineData(null)]
    public async Task A_comment_has_words_and_not_too_many(string? text)
    {
        using var ada = host.SignIn("Ada");
        using var answer = await host.Post(ada, "/comments", ("paper", "arXiv:2601.00024"), ("text", text ?? new string('x', Comment.MostCharacters + 1)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Events_tell_of_comments_that_come_and_go()
    {
        const string paper = "arXiv:2601.00025";
        using var ada = host.SignIn("Ada");
        using var curator = host.SignIn("Cleo", Role.Curator);
        var first = await Write(ada, paper, "One.");
        var second = await Write(ada, paper, "Two.");
        await host.Post(ada, $"/comments/{first}/delete");
        await host.Post(curator, $"/moderation/comments/{second}", ("act", "hide"));
        await host.Post(curator, $"/moderation/comments/{second}", ("act", "restore"));

        var events = host.Services.GetRequiredService<EventLog>()
            .Between(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, [EventKind.Comment, EventKind.Uncomment]).Where(e => e.Paper == paper).ToList();
        Assert.Equal(
            [(EventKind.Comment, first), (EventKind.Comment, second), (EventKind.Uncomment, first), (EventKind.Uncomment, second), (EventKind.Comment, second)],
            events.Select(e => (e.Kind, e.Detail)));
        Assert.Single(events.Select(e => e.Actor).Distinct());
    }

    [Fact]
    public async Task A_readers_page_tells_what_they_said_and_not_what_they_voted_for()
    {
        using var ada = host.SignIn("Ada");
        var handle = await Write(ada, "arXiv:2601.00026", "Said by Ada.");
        await host.Press(ada, "arXiv:2601.00027", "vote");
        var reader = host.Services.GetRequiredService<CommentStore>().Find(handle)!.Writer!;

        var html = await host.Html(host.Visitor, $"/readers/{reader.Handle}");
        Assert.Contains("Said by Ada.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("2601.00027", html, StringComparison.Ordinal);
    }

    private async Task<string> Write(HttpClient browser, string paper, string text, string? parent = null)
    {
        using var answer = await host.Post(browser, "/comments", ("paper", paper), ("parent", parent ?? ""), ("text", text));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var address = answer.Headers.Location!.OriginalString;
        return address[(address.IndexOf("#c-", StringComparison.Ordinal) + 3)..];
    }
}
