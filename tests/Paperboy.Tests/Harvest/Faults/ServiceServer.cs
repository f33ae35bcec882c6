using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>
/// A real HTTP server on loopback that plays the services: arXiv (/oai, /api/query, /rss) and Hugging Face
/// (/api/daily_papers) over an invented archive, and any other file that it is given. It misbehaves on command, and writes
/// down who asked for what and when. A second port is a trap: nobody has a reason to ask it for anything.
/// </summary>
internal sealed class ServiceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeClock? _clock;
    private readonly ConcurrentDictionary<string, PlayedReply> _files = new(StringComparer.Ordinal);
    private int _trapVisits;

    private ServiceServer(InventedArchive archive, FakeClock? clock, X509Certificate2? certificate)
    {
        (Archive, _clock) = (archive, clock);
        Oai = new PlayedOai(archive, Time);
        Listings = new PlayedListings(archive);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MinResponseDataRate = null;
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public InventedArchive Archive { get; }

    public PlayedOai Oai { get; }

    public PlayedListings Listings { get; }

    public Misbehaviour Faults { get; } = new();

    public ServiceLog Log { get; } = new();

    /// <summary>Ends in a slash.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Where a redirect or an entity leads that nobody may follow.</summary>
    public Uri Trap => new(_app.Urls.Last());

    /// <summary>How many requests fell into it.</summary>
    public int TrapVisits => Volatile.Read(ref _trapVisits);

    /// <summary>The clock of the log, of expiry and of time-outs.</summary>
    public TimeProvider Time => _clock ?? TimeProvider.System;

    /// <summary>What a Paperboy must be set to so that it asks here instead of the real services.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
    [
        ("Sources:AllowPrivateNetwork", "yes"),
        ("Sources:Contact", "tests@paperboy.example"),
        ("Sources:Arxiv:OaiAddress", $"{Address}oai"),
        ("Sources:Arxiv:ApiAddress", $"{Address}api/query"),
        ("Sources:Arxiv:FeedAddress", $"{Address}rss"),
        ("Sources:HuggingFace:Address", $"{Address}"),
        ("Sources:Acl:Address", $"{Address}acl/"),
        ("Sources:OpenAlex:Address", $"{Address}openalex/"),
        ("Sources:Crossref:Address", $"{Address}crossref/"),
        ("Sources:SemanticScholar:Address", $"{Address}s2/"),
    ];

    /// <param name="archive">What it knows.</param>
    /// <param name="clock">The clock of whoever asks; null where that is another process, with the real one.</param>
    /// <param name="certificate">Makes it speak https, and HTTP/2 with who wants that.</param>
    public static async Task<ServiceServer> Start(InventedArchive archive, FakeClock? clock = null, X509Certificate2? certificate = null)
    {
        var server = new ServiceServer(archive, clock, certificate);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Serves a file.</summary>
    /// <param name="address">Path, or path and query, beginning with a slash.</param>
    /// <param name="body">As it is sent.</param>
    /// <param name="contentType">As the head names it.</param>
    /// <param name="status">Mostly 200.</param>
    public void Serve(string address, byte[] body, string contentType, int status = 200) =>
        _files[address] = new PlayedReply(status, contentType, body);

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Connection.LocalPort == Trap.Port)
        {
            Interlocked.Increment(ref _trapVisits);
            context.Response.StatusCode = 200;
            return;
        }

        var address = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        var service = ServiceOf(context.Request.Path);
        var fault = Faults.Next(address);
        Log.Began(service, address, Time.GetUtcNow(), context.Request, fault);
        var end = new Ending(() => Log.Ended(service));
        try
        {
            var reply = Reply(context.Request, fault);
            if (fault is null || !await new FaultyReply(context, reply, Trap, _clock, end).WriteAsync(fault.Value))
                await WriteAsync(context, reply, end);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away, as it does from replies that are too long or too slow.
            context.Abort();
        }
        finally
        {
            end.Now();
        }
    }

    private static string ServiceOf(PathString path) =>
        path.StartsWithSegments("/oai") || path.StartsWithSegments("/rss") || path.StartsWithSegments("/api/query") ? "arxiv"
        : path.StartsWithSegments("/api") ? "hf"
        : path.Value!.Split('/').ElementAtOrDefault(1) ?? "";

    private PlayedReply Reply(HttpRequest request, Fault? fault)
    {
        var query = new PlayedQuery(request.Query.Where(q => q.Value.Count == 1).ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal));
        var path = request.Path.Value!;
        return _files.TryGetValue(path + request.QueryString.ToUriComponent(), out var exact) ? exact
            : _files.TryGetValue(path, out var file) ? file
            : path == "/oai" ? Oai.Answer(query, fault)
            : path == "/api/query" ? Listings.Search(query, fault)
            : path == "/api/daily_papers" ? Listings.DailyPapers(query, fault)
            : path.StartsWith("/rss/", StringComparison.Ordinal) ? Listings.Feed(path[5..], fault)
            : PlayedReply.Missing;
    }

    private static async Task WriteAsync(HttpContext context, PlayedReply reply, Ending end)
    {
        var body = reply.Body;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        if (body.Length > 2000 && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
                await gzip.WriteAsync(body);
            body = packed.ToArray();
            context.Response.Headers.ContentEncoding = "gzip";
        }

        context.Response.ContentLength = body.Length;
        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length - 1));
            await context.Response.Body.FlushAsync();
        }

        // Before the last byte: with it the client may ask again, and that is no overlap.
        end.Now();
        if (body.Length > 0)
            await context.Response.Body.WriteAsync(body.AsMemory(body.Length - 1));
    }
}

/// <summary>Something that is done once.</summary>
internal sealed class Ending(Action action)
{
    private int _done;

    public void Now()
    {
        if (Interlocked.Exchange(ref _done, 1) == 0)
            action();
    }
}
