using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Harvest;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Harvest;

/// <summary>A service that gives prepared replies by path and query, and writes down what it was asked. What it does not know is 404.</summary>
internal sealed class TableOfReplies : HttpMessageHandler
{
    public const string Address = "https://service.example/base/";

    // One for all, gone with the process.
    private static readonly Lazy<TempFolder> Folder = new(() =>
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    private readonly Dictionary<string, (HttpStatusCode Status, byte[] Body)> _replies = new(StringComparer.Ordinal);

    /// <summary>Path and query of each request, as sent, without the base.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The headers of the last request.</summary>
    public HttpRequestHeaders? Headers { get; private set; }

    /// <summary>What the last request sent; null for a GET.</summary>
    public string? Sent { get; private set; }

    /// <summary>What is said where the table has no entry; null for 404.</summary>
    public Func<string, string?>? Otherwise { get; init; }

    public string this[string path]
    {
        set => _replies[path] = (HttpStatusCode.OK, Encoding.UTF8.GetBytes(value));
    }

    public void Fail(string path, HttpStatusCode status, string body) => _replies[path] = (status, Encoding.UTF8.GetBytes(body));

    /// <summary>A client with gates of its own, whose waits cost no time.</summary>
    public PoliteClient Client()
    {
        var clock = new FakeClock();
        var folder = new DataFolder(Path.Combine(Folder.Value.Path, Guid.NewGuid().ToString("N")));
        return new PoliteClient(this, new Gates(folder, clock), Settings(), clock, new Random(5), NullLogger<PoliteClient>.Instance);
    }

    public static ServiceSettings Service(string key = "") => new(Scheduled: true, new Uri(Address), TimeSpan.Zero, key);

    public static SourcesSettings Settings(string key = "", string contact = "") => new(
        contact, AllowPrivateNetwork: false, Scheduled: true, FirstDays: 7,
        new ArxivSettings(true, new Uri(Address), new Uri(Address), new Uri(Address), TimeSpan.Zero, []),
        Service(key), Service(key), Service(key), Service(key), Service(key));

    /// <summary>All pages of all windows that a source plans, in order.</summary>
    public static async Task<List<HarvestPage>> PagesOf(IPaperSource source, HarvestOrder order, string? cursor = null)
    {
        var pages = new List<HarvestPage>();
        foreach (var window in source.Plan(order))
        {
            await foreach (var page in source.PagesAsync(window, cursor, CancellationToken.None))
                pages.Add(page);
        }

        return pages;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsoluteUri[Address.Length..];
        Asked.Add(path);
        Headers = request.Headers;
        Sent = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
        var (status, body) = _replies.TryGetValue(path, out var known) ? known
            : Otherwise?.Invoke(path) is { } said ? (HttpStatusCode.OK, Encoding.UTF8.GetBytes(said))
            : (HttpStatusCode.NotFound, "Resource not found."u8.ToArray());
        return new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
    }
}
