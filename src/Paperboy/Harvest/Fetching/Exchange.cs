using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Paperboy.Harvest.Fetching;

/// <summary>What one request came to: a value, an address to ask instead, or a failure.</summary>
internal readonly record struct ExchangeResult<T>(T? Value, Uri? Redirect, ExchangeFailure? Failure);

/// <summary>Sends one request and has its reply read, within its time and its bounds.</summary>
/// <param name="invoker">Sends; follows no redirects.</param>
/// <param name="userAgent">Who asks.</param>
/// <param name="time">The clock of the time limit.</param>
internal sealed class Exchange(HttpMessageInvoker invoker, string userAgent, TimeProvider time)
{
    private const int LongestRemark = 300;

    /// <param name="request">What is asked.</param>
    /// <param name="address">Where: the request's, or one that it was redirected to.</param>
    /// <param name="turn">The gate's permission.</param>
    /// <param name="read">Reads the body.</param>
    /// <param name="cancel">Ends it without a result.</param>
    public async Task<ExchangeResult<T>> SendAsync<T>(
        FetchRequest request, Uri address, GateTurn turn, Func<Reply, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var message = Message(request, address);
            using var response = await invoker.SendAsync(message, either.Token);
            turn.HeadCame();
            if (Location(response, address) is { } location)
                return new ExchangeResult<T>(default, location, null);
            if (response.StatusCode != HttpStatusCode.OK && !request.AlsoRead.Contains(response.StatusCode))
                return Failed<T>(ExchangeFailure.Of(response, await RemarkAsync(response, either.Token), time.GetUtcNow()));
            return await ReadAsync(request, response, read, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed<T>(new ExchangeFailure(FetchFault.Unavailable, $"there was no whole reply within {request.Timeout.TotalSeconds:0} s"));
        }
        catch (HttpRequestException e)
        {
            return Failed<T>(Unsent(e));
        }
        catch (IOException e)
        {
            return Failed<T>(new ExchangeFailure(FetchFault.Unavailable, $"the reply broke off: {Innermost(e).Message.TrimEnd('.')}") { Cause = e });
        }
    }

    private static async Task<ExchangeResult<T>> ReadAsync<T>(
        FetchRequest request, HttpResponseMessage response, Func<Reply, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > request.MostBytes)
            return Failed<T>(TooLong(request));
        var type = response.Content.Headers.ContentType;
        await using var content = await response.Content.ReadAsStreamAsync(cancel);
        await using var body = new BoundedStream(content, request.MostBytes, cancel);
        try
        {
            var value = await read(new Reply(response.StatusCode, type?.MediaType, type?.CharSet?.Trim('"'), body), cancel);
            await body.DrainAsync();
            return new ExchangeResult<T>(value, null, null);
        }
        catch (Exception) when (body.IsTooLong)
        {
            return Failed<T>(TooLong(request));
        }
        catch (Exception e) when (e is BadReplyException or XmlException or JsonException or InvalidDataException or DecoderFallbackException)
        {
            var words = e is InvalidDataException ? "the reply cannot be decompressed" : e.Message.TrimEnd('.');
            return Failed<T>(new ExchangeFailure(FetchFault.Unreadable, words) { Cause = e });
        }
    }

    private HttpRequestMessage Message(FetchRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Json is null ? HttpMethod.Get : HttpMethod.Post, address)
        {
            Content = request.Json is { } json ? new StringContent(json, Encoding.UTF8, "application/json") : null,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    // 304 and 300 are nothing that was asked for; without an address neither is any other.
    private static Uri? Location(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            ? new Uri(address, location)
            : null;

    // What a service says to people about its error; a page for browsers says nothing that fits into a line.
    private static async Task<string> RemarkAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/plain"))
            return "";
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[LongestRemark];
        var got = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var text = Encoding.UTF8.GetString(bytes, 0, got).Where(c => !char.IsControl(c) || char.IsWhiteSpace(c));
        return string.Join(' ', string.Concat(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static ExchangeFailure Unsent(HttpRequestException e)
    {
        var cause = Innermost(e);
        return e.HttpRequestError == HttpRequestError.SecureConnectionError
                ? new ExchangeFailure(FetchFault.Unavailable, $"no secure connection: {cause.Message.TrimEnd('.')}") { MayPass = false, Cause = e }
            : cause is ForbiddenAddressException
                ? new ExchangeFailure(FetchFault.Wrong, cause.Message) { MayPass = false, Cause = e }
            : new ExchangeFailure(FetchFault.Unavailable, $"it cannot be reached: {cause.Message.TrimEnd('.')}") { Cause = e };
    }

    private static ExchangeFailure TooLong(FetchRequest request) =>
        new(FetchFault.Unreadable, BoundedStream.TooLong(request.MostBytes)) { MayPass = false };

    private static ExchangeResult<T> Failed<T>(ExchangeFailure failure) => new(default, null, failure);

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is not null)
            e = e.InnerException;
        return e;
    }
}
