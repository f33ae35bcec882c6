using System.Net;
using System.Net.Http.Headers;

namespace Paperboy.Harvest.Fetching;

/// <summary>That one try of a request came to nothing.</summary>
/// <param name="Fault">What it is, if it is the last try.</param>
/// <param name="Words">For people: "it answered 503 Service Unavailable".</param>
internal sealed record ExchangeFailure(FetchFault Fault, string Words)
{
    /// <summary>Whether asking again can help.</summary>
    public bool MayPass { get; init; } = true;

    /// <summary>Whether the service asked to be left alone.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>For how long, where it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public Exception? Cause { get; init; }

    /// <summary>A status that is no reply.</summary>
    /// <param name="response">With its head.</param>
    /// <param name="said">The beginning of its body, where that is for people; else empty.</param>
    /// <param name="now">For a Retry-After that names a moment.</param>
    public static ExchangeFailure Of(HttpResponseMessage response, string said, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var wait = RetryAfterOf(response.Headers, now);
        var words = $"it answered {StatusWords(response.StatusCode)}"
            + (wait is { } asked ? $" and asked for {Seconds(asked)}" : "") + (said.Length > 0 ? $": {said}" : "");
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                new ExchangeFailure(FetchFault.Unavailable, words) { IsRefusal = true, RetryAfter = wait },

            // Not asked again for the same page, but a service that forbids everything is one that shuts us out.
            HttpStatusCode.Forbidden => new ExchangeFailure(FetchFault.Refused, words) { IsRefusal = true, RetryAfter = wait, MayPass = false },
            HttpStatusCode.RequestTimeout => new ExchangeFailure(FetchFault.Unavailable, words) { RetryAfter = wait },
            _ when status is >= 500 => new ExchangeFailure(FetchFault.Unavailable, words) { RetryAfter = wait },
            _ when status is >= 200 and < 300 => new ExchangeFailure(FetchFault.Unreadable, words),
            _ => new ExchangeFailure(FetchFault.Wrong, words) { MayPass = false },
        };
    }

    /// <summary>Seconds or a moment (RFC 9110, 10.2.3); null where there is none, or none that can be read.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now;
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string StatusWords(HttpStatusCode status) =>
        Enum.IsDefined(status) ? $"{(int)status} {status}" : $"{(int)status}";

    private static string Seconds(TimeSpan wait) => FormattableString.Invariant($"{wait.TotalSeconds:0} s");
}
