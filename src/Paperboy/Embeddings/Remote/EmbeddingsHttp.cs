using System.Net;
using System.Net.Http.Headers;

namespace Paperboy.Embeddings.Remote;

/// <summary>
/// Sends requests to one service: with the key, within a time, again when that helps, and no sooner than the service asks.
/// Any number of threads may use it.
/// </summary>
/// <param name="clients">Gives a client whose handler follows no redirects and whose own time-out is infinite.</param>
/// <param name="key">What requests carry; no message of this class shows it.</param>
/// <param name="rule">How often and when a request is sent again.</param>
/// <param name="time">The clock of all waiting.</param>
/// <param name="log">Told of each try that failed.</param>
internal sealed class EmbeddingsHttp(Func<HttpClient> clients, ApiKey key, RetryRule rule, TimeProvider time, ILogger log)
{
    private const int LongestRefusal = 64 * 1024;

    // Of all threads: what one is told holds for all.
    private long _notBefore;

    public ApiKey Key => key;

    /// <summary>Sends a request until there is an answer that waiting does not change, or no try is left.</summary>
    /// <param name="address">Of the service.</param>
    /// <param name="body">JSON to POST; null GETs.</param>
    /// <param name="longest">The most bytes that a good answer may have.</param>
    /// <param name="cancel">Ends tries and waits.</param>
    /// <returns>The answer, good or not.</returns>
    /// <exception cref="EmbedderException">There was none: no connection, no answer in time, too long an answer.</exception>
    public async Task<ServiceAnswer> SendAsync(Uri address, ReadOnlyMemory<byte>? body, long longest, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await WaitTurnAsync(address, cancel);
            var (answer, failure, isPassing) = await TryAsync(address, body, longest, cancel);
            if (answer?.Refusal == Refusal.Later)
                (failure, isPassing) = ($"it answered {Status(answer.Status)}: {answer.Message(key)}", true);
            if (answer?.RetryAfter is { } asked && isPassing)
                LeaveAlone(asked);
            if (!isPassing || attempt == rule.Tries)
            {
                return answer is not null
                    ? answer with { Tries = attempt }
                    : throw new EmbedderException($"{Shown(address)}: {failure} ({Count(attempt)}).") { IsPassing = isPassing };
            }

            var wait = rule.After(attempt);
            log.LogInformation("{Address}: {Failure} (try {Attempt} of {Tries})", Shown(address), failure, attempt, rule.Tries);
            await Task.Delay(wait, time, cancel);
        }
    }

    /// <summary>An address for people: without user information and query.</summary>
    public static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public static string Count(int tries) => tries == 1 ? "1 try" : $"{tries} tries";

    public static string Status(int status) =>
        Enum.IsDefined((HttpStatusCode)status) ? $"{status} {(HttpStatusCode)status}" : $"{status}";

    private async Task<(ServiceAnswer? Answer, string Failure, bool IsPassing)> TryAsync(
        Uri address, ReadOnlyMemory<byte>? body, long longest, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(rule.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var client = clients();
            using var request = Request(address, body);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            var isGood = response.IsSuccessStatusCode;
            var bytes = await ReadAsync(response.Content, isGood ? longest : LongestRefusal, either.Token);
            return bytes.Length > longest && isGood
                ? (null, $"the answer is longer than {longest:N0} bytes", false)
                : (new ServiceAnswer(status, bytes, RedirectOf(response, address), RetryAfterOf(response.Headers)), "", false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, $"there was no whole answer within {rule.Timeout.TotalSeconds:N0} s", true);
        }
        catch (HttpRequestException e)
        {
            return (null, key.Redact(Innermost(e)), e.HttpRequestError != HttpRequestError.SecureConnectionError);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return (null, $"the answer broke off or cannot be decompressed: {key.Redact(Innermost(e))}", true);
        }
    }

    private HttpRequestMessage Request(Uri address, ReadOnlyMemory<byte>? body)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address);
        request.Headers.Authorization = key.Header;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new ReadOnlyMemoryContent(body.Value);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    // One byte more than the most tells a caller that there is more.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, long most, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (bytes.Length <= most)
        {
            var wanted = (int)Math.Min(buffer.Length, most + 1 - bytes.Length);
            var got = await stream.ReadAsync(buffer.AsMemory(0, wanted), cancel);
            if (got == 0)
                break;
            bytes.Write(buffer, 0, got);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private async Task WaitTurnAsync(Uri address, CancellationToken cancel)
    {
        // Again, since another thread may have been told more while this one waited.
        while (new DateTimeOffset(Volatile.Read(ref _notBefore), TimeSpan.Zero) - time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            if (wait > RetryRule.LongestWait)
            {
                throw new EmbedderException($"{Shown(address)}: the service asked to be left alone for {wait.TotalSeconds:N0} s more.")
                {
                    IsPassing = true,
                };
            }

            await Task.Delay(wait, time, cancel);
        }
    }

    private void LeaveAlone(TimeSpan asked)
    {
        var until = (time.GetUtcNow() + asked).UtcTicks;
        var known = Volatile.Read(ref _notBefore);
        while (until > known)
        {
            var before = Interlocked.CompareExchange(ref _notBefore, until, known);
            if (before == known)
                return;
            known = before;
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseHeaders headers)
    {
        var wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - time.GetUtcNow();
        return wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait > TimeSpan.Zero ? wait : null;
    }

    private static string? RedirectOf(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode is not (>= 300 and < 400) ? null
        : response.Headers.Location is { } location ? Shown(new Uri(address, location)) : "nowhere";

    private static string Innermost(Exception e)
    {
        while (e.InnerException is not null)
            e = e.InnerException;
        return e.Message.TrimEnd('.');
    }
}
