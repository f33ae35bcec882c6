using System.Net;

namespace Paperboy.Harvest.Fetching;

/// <summary>One question to a service: a GET, or a POST that only asks.</summary>
/// <param name="Address">Below one of the configured addresses.</param>
/// <param name="Rules">Of the service.</param>
public sealed record FetchRequest(Uri Address, ServiceRules Rules)
{
    /// <summary>Beside those that every request has: Accept, a key.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>JSON that is sent by POST, for services that take long lists of ids so; null: a GET. Asked again like any other.</summary>
    public string? Json { get; init; }

    /// <summary>Statuses besides 200 whose body is read rather than taken for a failure.</summary>
    public IReadOnlyList<HttpStatusCode> AlsoRead { get; init; } = [];

    /// <summary>Of the body, unpacked; a longer one is a failure.</summary>
    public long MostBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>For one try, from the request to the end of the body.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>How a service wants to be asked.</summary>
/// <param name="Gate">What shares one gate: all addresses of arXiv do.</param>
/// <param name="Delay">The least time between two requests.</param>
/// <param name="Hosts">The configured hosts: a redirect to any other is refused.</param>
public sealed record ServiceRules(string Gate, TimeSpan Delay, IReadOnlyList<string> Hosts);

/// <summary>A reply whose body is being read.</summary>
/// <param name="Status">200, or one that the request wants to read.</param>
/// <param name="MediaType">Such as application/xml; null when not said.</param>
/// <param name="Charset">As the header names it; null when not said.</param>
/// <param name="Body">Unpacked and bounded: throws when it is too long, too slow or cut short.</param>
public sealed record Reply(HttpStatusCode Status, string? MediaType, string? Charset, Stream Body);

/// <summary>Thrown by who reads a body that is not what the service should give; the try counts as failed.</summary>
public sealed class BadReplyException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Why a service gave nothing.</summary>
public enum FetchFault
{
    /// <summary>It cannot be reached, breaks off, or answers with an error of its own: it may go well later.</summary>
    Unavailable,

    /// <summary>It asked us to stay away (429, 503, 403 again and again): nothing is asked until the gate opens again.</summary>
    Refused,

    /// <summary>It answers, but with what cannot be read.</summary>
    Unreadable,

    /// <summary>The address is wrong or forbidden, or there is nothing (404): asking again does not help.</summary>
    Wrong,
}

/// <summary>A service did not give a page, after all tries.</summary>
public sealed class FetchFailedException(FetchFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public FetchFault Fault { get; } = fault;
}
