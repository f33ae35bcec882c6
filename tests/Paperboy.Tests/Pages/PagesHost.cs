using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Cli;
using Paperboy.Embeddings;
using Paperboy.Harvest;
using Paperboy.Indexing;
using Paperboy.Tests.Harvest;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>The whole program on a real port, with invented papers in its catalog and its index.</summary>
public sealed class PagesHost : IAsyncLifetime
{
    /// <summary>A source that only the tests harvest.</summary>
    public const string Played = "played";

    private readonly TempFolder _folder = new();
    private readonly TempFolder _empty = new();
    private HostedPaperboy? _host;
    private HostedPaperboy? _emptyHost;

    /// <summary>Talks to the host with papers; follows no redirect.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Talks to a host whose catalog is empty.</summary>
    public HttpClient EmptyClient { get; private set; } = null!;

    /// <summary>Of the host with papers.</summary>
    public IServiceProvider Services => _host!.Services;

    public async ValueTask InitializeAsync()
    {
        var file = _empty.File("papers.jsonl");
        await File.WriteAllLinesAsync(file, InventedPapers.Lines());
        Assert.Equal(0, await VerbRunner.RunAsync(Verbs.Root(), ["import", file, "--data", _folder.Path, "--quiet"]));
        using (var database = _folder.OpenDatabase())
            InventedLedger.Write(database);
        _host = new HostedPaperboy(
            _folder.Path, ("Mail:Transport", "folder"), ("Server:PublicAddress", "https://papers.example.org"))
        {
            // Papers as like each other as these have no threshold of their own.
            Replace = services => services
                .AddSingleton<IPaperSource>(new ScriptedSource { Name = Played })
                .AddSingleton(provider => new QueryVectors(
                    provider.GetRequiredService<EmbedderFactory>().OpenAsync, (_, _) => 0.3f, TimeProvider.System)),
        };
        _emptyHost = new HostedPaperboy(_empty.Path);
        Client = _host.Open();
        EmptyClient = _emptyHost.Open();
    }

    public async Task<string> Html(string path) => await (await Client.GetAsync(path, TestContext.Current.CancellationToken))
        .Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public async Task<IHtmlDocument> Page(string path) => new HtmlParser().ParseDocument(await Html(path));

    /// <summary>Returns when every paper has its vector; the server's own job may be at the same work.</summary>
    public async Task Embed()
    {
        var indexing = Services.GetRequiredService<IndexService>();
        Assert.True(indexing.Drain(CancellationToken.None));
        var vectors = new PaperVectors(
            Services.GetRequiredService<IndexQueue>(),
            Services.GetRequiredService<PaperIndex>(),
            indexing,
            Services.GetRequiredService<EmbedderFactory>(),
            Services.GetRequiredService<VectorMaps>(),
            Services.GetRequiredService<PaperCrowding>(),
            NullLogger<PaperVectors>.Instance);
        while (await vectors.AddAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        EmptyClient?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        if (_emptyHost is not null)
            await _emptyHost.DisposeAsync();
        _folder.Dispose();
        _empty.Dispose();
    }
}
