using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Cli;
using Paperboy.Indexing;
using Paperboy.Readers.Accounts;
using Paperboy.Tests.Pages;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Community;

/// <summary>The whole program on a real port with invented papers, and readers who do things with them.</summary>
public sealed class CommunityHost : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private HostedPaperboy? _host;

    /// <summary>A browser that is not signed in; follows no redirect.</summary>
    public HttpClient Visitor { get; private set; } = null!;

    public IServiceProvider Services => _host!.Services;

    public async ValueTask InitializeAsync()
    {
        var file = _folder.File("papers.jsonl");
        await File.WriteAllLinesAsync(file, InventedPapers.Lines());
        Assert.Equal(0, await VerbRunner.RunAsync(Verbs.Root(), ["import", file, "--data", _folder.Path, "--quiet"]));
        _host = new HostedPaperboy(_folder.Path, [.. Settings]);
        Visitor = _host.Open();
    }

    /// <summary>The settings of the limits, wide enough for all tests that are not about them.</summary>
    internal static IReadOnlyList<(string, string)> Settings { get; } =
        [("Community:ChoicesPerHour", "10000"), ("Community:CommentsPerHour", "10000"), ("Community:ReportsPerHour", "10000"), ("Community:SubmissionsPerDay", "10000")];

    /// <summary>A browser of a new account.</summary>
    public HttpClient SignIn(string name, Role role = Role.Reader) => _host!.SignIn(name, role);

    /// <summary>Returns when the index has all changes.</summary>
    public void Index() => Assert.True(Services.GetRequiredService<IndexService>().Drain(CancellationToken.None));

    public async Task<string> Html(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IHtmlDocument> Page(HttpClient browser, string path) => new HtmlParser().ParseDocument(await Html(browser, path));

    /// <summary>Posts a form as a page of ours does.</summary>
    public async Task<HttpResponseMessage> Post(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var request = Form(path, fields);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Presses a button below a paper.</summary>
    public async Task<HttpResponseMessage> Press(HttpClient browser, string paper, string choice, string? referer = null)
    {
        using var request = Form("/choices", ("paper", paper), ("choice", choice));
        if (referer is not null)
            request.Headers.Referrer = new Uri(Visitor.BaseAddress!, referer);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    };

    public async ValueTask DisposeAsync()
    {
        Visitor?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        _folder.Dispose();
    }
}
