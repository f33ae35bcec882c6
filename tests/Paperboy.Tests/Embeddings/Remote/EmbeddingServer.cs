using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Paperboy.Tests.Embeddings.Remote;

/// <summary>A request that the server was given.</summary>
internal sealed record Asked(string Method, string Path, string? Authorization, string Body)
{
    public string[] Texts => [.. Json.GetProperty("input").EnumerateArray().Select(t => t.GetString()!)];

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>
/// A real HTTP server on loopback that speaks both APIs. A script may do something else at any request; it returns false
/// to leave the request to the good server. The good one makes each vector of nothing but its text.
/// </summary>
internal sealed class EmbeddingServer : IAsyncDisposable
{
    public const string Digest = "0a109f422b47e3a30ba2b10eca18548e944e8a23073ee3f3e947efcf3c45e59f";

    private readonly WebApplication _app;
    private readonly Func<HttpContext, Asked, int, Task<bool>> _script;
    private int _count;

    private EmbeddingServer(Func<HttpContext, Asked, int, Task<bool>> script, X509Certificate2? certificate)
    {
        _script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<Asked> Requests { get; } = [];

    /// <summary>The texts that were embedded or refused, request by request.</summary>
    public IEnumerable<Asked> Embeddings => Requests.Where(r => r.Method == "POST");

    public int Dimensions { get; set; } = 6;

    public string ModelDigest { get; set; } = Digest;

    /// <param name="script">Is given the request and how many came before it, from 0.</param>
    /// <param name="certificate">Makes it speak https.</param>
    public static async Task<EmbeddingServer> Start(
        Func<HttpContext, Asked, int, Task<bool>>? script = null, X509Certificate2? certificate = null)
    {
        var server = new EmbeddingServer(script ?? ((_, _, _) => Task.FromResult(false)), certificate);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A server whose requests for vectors after the first, which asks for the dimensions, answer with a status and a body.</summary>
    public static Task<EmbeddingServer> Refusing(int status, string body, int times = int.MaxValue, Action<HttpContext>? headers = null)
    {
        var seen = 0;
        return Start(async (context, asked, _) =>
        {
            if (asked.Method != "POST" || ++seen == 1 || seen - 1 > times)
                return false;
            context.Response.StatusCode = status;
            headers?.Invoke(context);
            await context.Response.WriteAsync(body);
            return true;
        });
    }

    /// <summary>The vector of a text: its length is 1, its numbers are no two texts' the same.</summary>
    public static float[] VectorOf(string text, int dimensions)
    {
        var seed = 17;
        foreach (var c in text)
            seed = unchecked((seed * 31) + c);
        var random = new Random(seed);
        var values = Enumerable.Range(0, dimensions).Select(_ => (random.NextDouble() * 2) - 1).ToArray();
        var length = Math.Sqrt(values.Sum(v => v * v));
        return [.. values.Select(v => (float)(v / length))];
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    /// <summary>The recorded shape of OpenAI's answer, with vectors three times too long, in an order of the server's own.</summary>
    public static string OpenAiBody(IReadOnlyList<string> texts, int dimensions) =>
        $$"""
        {
          "object": "list",
          "data": [{{string.Join(",", texts.Select((t, i) => $"{{\"object\": \"embedding\", \"index\": {i}, \"embedding\": [{Numbers(t, dimensions)}]}}").Reverse())}}],
          "model": "text-embedding-3-small",
          "usage": {"prompt_tokens": 8, "total_tokens": 8}
        }
        """;

    /// <summary>The recorded shape of Ollama's.</summary>
    public static string OllamaBody(IReadOnlyList<string> texts, int dimensions) =>
        $$"""
        {"model":"nomic-embed-text","embeddings":[{{string.Join(",", texts.Select(t => $"[{Numbers(t, dimensions)}]"))}}],"total_duration":14143917,"load_duration":1019500,"prompt_eval_count":8}
        """;

    private static string TagsBody(string digest) =>
        """
        {"models":[{"name":"all-minilm:latest","model":"all-minilm:latest","digest":"1b226e2802db"},
        {"name":"nomic-embed-text:latest","model":"nomic-embed-text:latest","modified_at":"2026-03-01T10:02:03.4Z",
        "size":274302450,"digest":"DIGEST","details":{"family":"nomic-bert"}}]}
        """.Replace("DIGEST", digest, StringComparison.Ordinal);

    private static string Numbers(string text, int dimensions) =>
        string.Join(",\n        ", VectorOf(text, dimensions).Select(v => (3 * v).ToString("R", CultureInfo.InvariantCulture)));

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync();
        var asked = new Asked(context.Request.Method, context.Request.Path, context.Request.Headers.Authorization, body);
        Requests.Enqueue(asked);
        if (await _script(context, asked, Interlocked.Increment(ref _count) - 1))
            return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync((asked.Method, asked.Path) switch
        {
            ("POST", "/v1/embeddings") => OpenAiBody(asked.Texts, Dimensions),
            ("POST", "/api/embed") => OllamaBody(asked.Texts, Dimensions),
            ("GET", "/api/tags") => TagsBody(ModelDigest),
            _ => throw new InvalidOperationException($"{asked.Method} {asked.Path} is in neither API."),
        });
    }
}
