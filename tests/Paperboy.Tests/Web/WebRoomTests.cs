using System.Net;
using Paperboy.Tests.Pages;
using Paperboy.Web;
using Xunit;

namespace Paperboy.Tests.Web;

public sealed class WebRoomTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/paperboy.css")]
    [InlineData("/papers/2601.00003")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var headers = (await Get(path)).Headers;
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("unsafe", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task Unknown_hosts_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "rebound.example.net";
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Pages_answer_HEAD_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_method_is_refused_in_the_same_clothes()
    {
        var answer = await host.Client.PostAsync("/papers", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("class=\"brand\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_asks_for_JSON_gets_no_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Accept.ParseAdd("application/json");
        var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_are_compressed_for_those_who_ask(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Files_named_by_fingerprint_are_kept_for_ever_and_all_exist()
    {
        var page = await host.Page("/papers/" + InventedPapers.Formulas);
        var files = page.QuerySelectorAll("link[rel=stylesheet], script, link[rel=icon]")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        Assert.Equal(10, files.Count);
        foreach (var file in files)
        {
            var answer = await Get(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.ETag);
        }
    }

    [Fact]
    public async Task Fonts_that_the_style_sheets_name_are_there()
    {
        foreach (var (sheet, folder) in new[] { ("/fonts.css", ""), ("/lib/katex/katex.min.css", "/lib/katex/") })
        {
            var css = await (await Get(sheet)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var fonts = System.Text.RegularExpressions.Regex.Matches(css, @"url\(""?([^)""]+\.woff2)").Select(m => m.Groups[1].Value).ToList();
            Assert.NotEmpty(fonts);
            foreach (var font in fonts)
                Assert.Equal(HttpStatusCode.OK, (await Get(folder + font)).StatusCode);
        }
    }

    private Task<HttpResponseMessage> Get(string path) => host.Client.GetAsync(path, TestContext.Current.CancellationToken);
}
