using System.Net;
using Microsoft.AspNetCore.Builder;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Web;

public sealed class StatusPagesTests
{
    [Fact]
    public async Task A_fault_of_ours_comes_in_the_same_clothes_and_tells_nothing_of_the_inside()
    {
        using var folder = new TempFolder();
        await using var app = PaperboyHost.Build(folder.Data, MailHouse.Settings(), new TestTime());
        app.MapGet("/jam", string () => throw new InvalidOperationException("the secret of the press"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var answer = await client.GetAsync("/jam", TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("The press has jammed", html, StringComparison.Ordinal);
        Assert.Contains("class=\"brand\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", html, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
