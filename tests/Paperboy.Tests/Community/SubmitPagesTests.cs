using System.Net;
using Xunit;

namespace Paperboy.Tests.Community;

public sealed class SubmitPagesTests(CommunityHost host) : IClassFixture<CommunityHost>
{
    [Fact]
    public async Task A_submission_waits_for_the_harvest_and_its_reader_sees_that()
    {
        using var ada = host.SignIn("Ada");
        using var ben = host.SignIn("Ben");
        using var answer = await host.Post(ada, "/submit", ("paper", "https://arxiv.org/abs/2503.11731v2"));
        Assert.Equal("/submit", answer.Headers.Location!.OriginalString);
        var page = await host.Page(ada, "/submit");
        Assert.Contains("arXiv:2503.11731", page.QuerySelector(".papers li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("waits for the next harvest", page.QuerySelector(".papers .by")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await host.Page(ben, "/submit")).QuerySelector(".papers"));
    }

    [Fact]
    public async Task A_paper_that_is_here_already_is_shown_at_once()
    {
        using var ada = host.SignIn("Ada");
        using var answer = await host.Post(ada, "/submit", ("paper", "2601.00007v1"));
        Assert.Equal("/papers/arXiv:2601.00007", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_is_no_id_is_refused_and_stays_to_be_mended()
    {
        using var ada = host.SignIn("Ada");
        using var answer = await host.Post(ada, "/submit", ("paper", "http://127.0.0.1/\"><script>"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("This is not understood.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><script>", html, StringComparison.Ordinal);
    }
}
