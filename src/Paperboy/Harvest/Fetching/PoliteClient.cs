using System.Globalization;
using Paperboy.Settings;

namespace Paperboy.Harvest.Fetching;

/// <summary>Asks services for pages, one at a time each, no faster than they permit. Any number of threads may use it.</summary>
public sealed class PoliteClient : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpMessageInvoker _invoker;
    private readonly Exchange _exchange;
    private readonly Gates _gates;
    private readonly Random _random;
    private readonly ILogger<PoliteClient> _log;

    /// <param name="handler">Sends requests; follows no redirects. The client disposes it.</param>
    /// <param name="gates">Of the data folder.</param>
    /// <param name="settings">Say who asks.</param>
    /// <param name="time">The clock of all waiting.</param>
    /// <param name="random">Of the jitter.</param>
    /// <param name="log">Told of each try that failed, without keys.</param>
    public PoliteClient(
        HttpMessageHandler handler, Gates gates, SourcesSettings settings, TimeProvider time, Random random, ILogger<PoliteClient> log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _invoker = new HttpMessageInvoker(handler);
        _exchange = new Exchange(_invoker, UserAgent(settings.Contact), time);
        (_gates, _random, _log) = (gates, random, log);
    }

    /// <summary>Asks, and has the body read; tries again where that can help.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="read">Reads the body to its end, perhaps more than once; throws <see cref="BadReplyException"/> for what is no good reply.</param>
    /// <param name="cancel">Ends waiting and reading.</param>
    /// <exception cref="FetchFailedException">After all tries.</exception>
    public async Task<T> GetAsync<T>(FetchRequest request, Func<Reply, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        var gate = _gates.For(request.Rules.Gate);
        for (var (address, tries, redirects) = (Permitted(request, request.Address), 1, 0); ;)
        {
            ExchangeResult<T> result;
            string? shut;
            using (var turn = await gate.EnterAsync(request.Rules.Delay, cancel))
            {
                result = await _exchange.SendAsync(request, address, turn, read, cancel);
                Tell(turn, result.Failure);
                shut = turn.IsShut ? turn.ShutWords : null;
            }

            if (result.Redirect is { } elsewhere)
            {
                address = ++redirects <= MostRedirects ? Permitted(request, elsewhere, address)
                    : throw Failure(FetchFault.Wrong, request.Address, $"it was redirected {MostRedirects} times, at last to {ShownAddress.Of(elsewhere)}", 1);
                continue;
            }

            if (result.Failure is not { } failure)
                return result.Value!;
            if (shut is not null)
                throw Failure(failure.IsRefusal ? FetchFault.Refused : failure.Fault, address, $"{failure.Words}; {shut}", tries, failure.Cause);
            if (!failure.MayPass || tries == GateRule.Tries)
                throw Failure(failure.Fault, address, failure.Words, tries, failure.Cause);
            _log.LogInformation("{Address}: {Words} (try {Try} of {Tries})", ShownAddress.Of(address), failure.Words, tries, GateRule.Tries);
            (address, redirects, tries) = (request.Address, 0, tries + 1);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private void Tell(GateTurn turn, ExchangeFailure? failure)
    {
        // A page that does not exist, or a wrong request, is no fault of the service.
        if (failure is null or { Fault: FetchFault.Wrong })
            turn.Succeeded();
        else
            turn.Failed(failure, Jitter());
    }

    private double Jitter()
    {
        // A seeded Random is not made for several threads.
        lock (_random)
            return _random.NextDouble();
    }

    private static Uri Permitted(FetchRequest request, Uri address, Uri? from = null)
    {
        var words = address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps ? "is neither http nor https"
            : !request.Rules.Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) ? "is not at the configured host"
            : address.UserInfo.Length > 0 ? "carries a user's name"
            : from?.Scheme == Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttps ? "is no longer https"
            : null;
        return words is null ? address
            : from is null ? throw Failure(FetchFault.Wrong, address, $"the address {words} ({string.Join(", ", request.Rules.Hosts)})", 0)
            : throw Failure(FetchFault.Wrong, from, $"it was redirected to {ShownAddress.Of(address)}, which {words} ({string.Join(", ", request.Rules.Hosts)})", 1);
    }

    private static FetchFailedException Failure(FetchFault fault, Uri address, string words, int tries, Exception? cause = null) => new(
        fault,
        string.Create(CultureInfo.InvariantCulture, $"{ShownAddress.Of(address)}: {words}{(tries > 1 ? $" ({tries} tries)" : "")}."),
        cause);

    private static string UserAgent(string contact)
    {
        var version = typeof(PoliteClient).Assembly.GetName().Version?.ToString(3) ?? "0";
        return contact.Length > 0 ? $"Paperboy/{version} (+{contact})" : $"Paperboy/{version}";
    }
}
