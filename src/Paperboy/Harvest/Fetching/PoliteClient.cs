namespace Paperboy.Harvest.Fetching;

/// <summary>Asks services for pages, one at a time each, no faster than they permit.</summary>
public sealed class PoliteClient(HttpMessageHandler handler) : IDisposable
{
    private readonly HttpClient _http = new(handler);

    /// <summary>Asks, and has the body read; tries again where that can help.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="read">Reads the body to its end, perhaps more than once; throws <see cref="BadReplyException"/> for what is no good reply.</param>
    /// <param name="cancel">Ends waiting and reading.</param>
    /// <exception cref="FetchFailedException">After all tries.</exception>
    public async Task<T> GetAsync<T>(FetchRequest request, Func<Reply, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        using var message = new HttpRequestMessage(request.Json is null ? HttpMethod.Get : HttpMethod.Post, request.Address);
        if (request.Json is { } json)
            message.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.StatusCode != System.Net.HttpStatusCode.OK && !request.AlsoRead.Contains(response.StatusCode))
            throw new FetchFailedException(FetchFault.Wrong, $"{request.Address} answered {(int)response.StatusCode}.");
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var type = response.Content.Headers.ContentType;
        return await read(new Reply(response.StatusCode, type?.MediaType, type?.CharSet, body), cancel);
    }

    public void Dispose() => _http.Dispose();
}
