using System.Net;
using System.Text;
using System.Text.Json;
using Paperboy.Settings;

namespace Paperboy.Harvest.Fetching;

/// <summary>A service behind its configured address whose replies are small enough to be read as a whole.</summary>
/// <param name="client">Asks.</param>
/// <param name="title">For people: Crossref.</param>
/// <param name="gate">What its requests share.</param>
/// <param name="settings">Where it is, and how gently it is asked.</param>
internal sealed class ServiceApi(PoliteClient client, string title, string gate, ServiceSettings settings)
{
    private const int LongestWords = 300;

    /// <summary>Beside those that every request has.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The least time between two requests, where the service wants more than the settings say.</summary>
    public TimeSpan LeastDelay { get; init; }

    /// <summary>Reads what is found below the service's address; null: there is nothing (404).</summary>
    /// <param name="path">Path and query, escaped.</param>
    /// <param name="read">Of the whole body; throws <see cref="BadReplyException"/> for what is no good reply.</param>
    /// <param name="cancel">Ends waiting and reading.</param>
    /// <param name="json">What is sent by POST; null for a GET.</param>
    /// <exception cref="FetchFailedException">The service did not answer, or said that the question is wrong, with its words.</exception>
    public async Task<T?> AskAsync<T>(string path, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancel, string? json = null)
        where T : class
    {
        var address = new Uri($"{settings.Address.AbsoluteUri.TrimEnd('/')}/{path}");
        var delay = settings.Delay > LeastDelay ? settings.Delay : LeastDelay;
        var request = new FetchRequest(address, new ServiceRules(gate, delay, [settings.Address.Host]))
        {
            Json = json,
            Headers = Headers,
            AlsoRead = [HttpStatusCode.NotFound, HttpStatusCode.BadRequest],
        };
        var (status, value, words) = await client.GetAsync(
            request,
            async (reply, stop) =>
            {
                var body = new MemoryStream();
                await reply.Body.CopyToAsync(body, stop);
                ReadOnlyMemory<byte> bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
                return reply.Status == HttpStatusCode.OK ? (reply.Status, read(bytes), "") : (reply.Status, null, WordsOf(bytes.Span));
            },
            cancel);
        return status == HttpStatusCode.BadRequest
            ? throw new FetchFailedException(FetchFault.Wrong, $"{title} does not take the question {address.PathAndQuery}: {words}")
            : value;
    }

    // What a service says of its error: a JSON object of one form or another, or a page.
    internal static string WordsOf(ReadOnlySpan<byte> body)
    {
        string? words = null;
        try
        {
            using var reply = JsonDocument.Parse(body.ToArray());
            words = reply.RootElement.Text("message") ?? reply.RootElement.Text("error")
                ?? reply.RootElement.Items("message").Select(m => m.Text("message")).FirstOrDefault(m => m is not null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It is no JSON: its text says more than that.
        }

        words = string.Join(' ', (words ?? Encoding.UTF8.GetString(body)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length switch { 0 => "it does not say why", <= LongestWords => words, _ => words[..LongestWords] + "…" };
    }
}
