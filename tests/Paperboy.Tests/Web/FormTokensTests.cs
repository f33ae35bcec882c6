using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Tests.Readers.Accounts;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Web;

/// <summary>Whatever is posted carries the token of a page of ours, for this browser and this account.</summary>
public sealed class FormTokensTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_address_that_takes_posts_refuses_those_without_a_token_but_the_one_for_mail_programs()
    {
        await using var house = await AccountsHouse.Start(_folder, TimeProvider.System);
        var owner = await house.SignedIn("Ada", Role.Owner);
        var posts = house.Provider.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).ToList();
        Assert.True(posts.Count > 15, "The endpoints were not found.");
        var open = new List<string>();
        foreach (var post in posts)
        {
            // An empty form, and one of each kind that has everything but the token.
            var answer = await owner.Post(post.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), ("address", "ann@example.org"), ("text", "words"));
            if (answer.StatusCode != HttpStatusCode.BadRequest)
                open.Add(post);
        }

        Assert.Equal(["/unsubscribe/{token}"], open);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.BadRequest)]
    [InlineData(true, HttpStatusCode.Found)]
    public async Task A_file_without_a_token_is_not_even_received(bool hasToken, HttpStatusCode status)
    {
        await using var house = await AccountsHouse.Start(_folder, TimeProvider.System, ("Mail:Transport", "none"), ("Server:PublicAddress", ""));
        var browser = house.Open();
        using var form = new MultipartFormDataContent();
        if (hasToken)
            form.Add(new StringContent(await TokenOf(browser, "/")), "__RequestVerificationToken");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Invented.Line())), "file", "papers.jsonl");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/import") { Content = form };
        Assert.Equal(status, (await browser.Send(request)).StatusCode);
        if (!hasToken)
            Assert.Equal(0, house.Get<PaperStore>().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_draft_needs_a_token_in_either_form(bool isMultipart)
    {
        await using var house = await AccountsHouse.Start(_folder, TimeProvider.System);
        var browser = house.Open();
        var token = await TokenOf(browser, "/draft");
        foreach (var (sent, status) in new[] { (token, HttpStatusCode.OK), (token[..^1] + (token[^1] == 'A' ? 'Q' : 'A'), HttpStatusCode.BadRequest), ("", HttpStatusCode.BadRequest), (new string('A', 5_000), HttpStatusCode.BadRequest) })
        {
            HttpContent content = isMultipart
                ? new MultipartFormDataContent { { new StringContent(sent), "__RequestVerificationToken" }, { new StringContent("light and lanterns"), "text" } }
                : new FormUrlEncodedContent([new("text", "light and lanterns"), new("__RequestVerificationToken", sent)]);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/draft") { Content = content };
            Assert.Equal(status, (await browser.Send(request)).StatusCode);
        }
    }

    [Fact]
    public async Task The_token_of_one_browser_or_account_is_no_good_for_another()
    {
        await using var house = await AccountsHouse.Start(_folder, TimeProvider.System);
        var ann = await house.SignedIn("Ann");
        var eve = await house.SignedIn("Eve");
        var stolen = await TokenOf(eve, "/account");
        Assert.Equal(HttpStatusCode.BadRequest, (await ann.Post("/account/name", ("__RequestVerificationToken", stolen), ("name", "Fool"))).StatusCode);

        // Also when somebody has planted the cookie that goes with it.
        var cookie = ann.Cookies.Keys.Single(k => k.EndsWith("-form", StringComparison.Ordinal));
        ann.Cookies[cookie] = eve.Cookies[cookie];
        Assert.Equal(HttpStatusCode.BadRequest, (await ann.Post("/account/name", ("__RequestVerificationToken", stolen), ("name", "Fool"))).StatusCode);
        Assert.Equal("Ann", (await ann.Page("/account")).QuerySelector(".who")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Found, (await ann.Submit("/account", "/account/name", ("name", "Ann Lee"))).StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_too_large_or_broken_is_refused()
    {
        await using var house = await AccountsHouse.Start(_folder, TimeProvider.System);
        var browser = house.Open();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await browser.Post("/sign-in", ("address", new string('a', 2_000_000)))).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new StringContent("--x\r\nbroken", null, "multipart/form-data") };
        request.Content.Headers.ContentType!.Parameters.Add(new("boundary", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Send(request)).StatusCode);
    }

    [Fact]
    public async Task Pages_without_a_form_set_no_cookie_and_may_be_kept()
    {
        await using var house = await AccountsHouse.Start(_folder, TimeProvider.System);
        var browser = house.Open();
        var answer = await browser.Get("/privacy");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Null(answer.Headers.CacheControl);
        var reader = await house.SignedIn("Ann");
        Assert.True((await reader.Get("/privacy")).Headers.CacheControl!.Private);
    }

    private static async Task<string> TokenOf(Browser browser, string path) =>
        (await browser.Page(path)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
