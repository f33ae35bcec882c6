using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Harvest.Fetching;

/// <summary>A polite client over a handler or real connections, by a fake clock, with a data folder of its own.</summary>
internal sealed class FetchHouse : IDisposable, ILogger<PoliteClient>
{
    private readonly TempFolder? _own;

    /// <param name="handler">Answers; null connects for real, to this machine too.</param>
    /// <param name="folder">Of another house, which stands for another process there; null for a new one.</param>
    /// <param name="clock">Of another house.</param>
    /// <param name="contact">The setting Sources:Contact.</param>
    public FetchHouse(HttpMessageHandler? handler = null, TempFolder? folder = null, FakeClock? clock = null, string contact = "")
    {
        _own = folder is null ? new TempFolder() : null;
        Folder = folder ?? _own!;
        Clock = clock ?? new FakeClock();
        Gates = new Gates(Folder.Data, Clock);
        Client = new PoliteClient(
            handler ?? new SafeConnection(allowPrivate: true, Dns.GetHostAddressesAsync, Clock).Handler(),
            Gates, Settings(("Sources:Contact", contact)), Clock, new Random(5), this);
    }

    public TempFolder Folder { get; }

    public FakeClock Clock { get; }

    public Gates Gates { get; }

    public PoliteClient Client { get; }

    /// <summary>What the client logged.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public GateState State => Gates.StateOf("test");

    public static ServiceRules Rules { get; } = new("test", TimeSpan.FromSeconds(3), ["127.0.0.1", "papers.example"]);

    public static SourcesSettings Settings(params (string Name, string Value)[] values) => SettingsReader.From(
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Name, v => (string?)v.Value)).Build()).Sources;

    /// <summary>Fetches a text.</summary>
    public Task<string> Get(string address = "https://papers.example/list", Func<FetchRequest, FetchRequest>? change = null) =>
        Get(new Uri(address), change);

    /// <inheritdoc cref="Get(string, Func{FetchRequest, FetchRequest}?)"/>
    public Task<string> Get(Uri address, Func<FetchRequest, FetchRequest>? change = null)
    {
        var request = new FetchRequest(address, Rules);
        return Client.GetAsync(change?.Invoke(request) ?? request, Text, CancellationToken.None);
    }

    /// <summary>Fetches what must fail.</summary>
    public Task<FetchFailedException> Failure(string address = "https://papers.example/list", Func<FetchRequest, FetchRequest>? change = null) =>
        Xunit.Assert.ThrowsAsync<FetchFailedException>(() => Get(address, change));

    public static async Task<string> Text(Reply reply, CancellationToken cancel)
    {
        using var reader = new StreamReader(reply.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }

    public void Dispose()
    {
        Client.Dispose();
        Gates.Dispose();
        _own?.Dispose();
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception));
}

/// <summary>Answers without any network.</summary>
internal sealed class Answering(Func<HttpRequestMessage, int, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private int _count;

    /// <param name="answer">Is given the request and how many came before it.</param>
    public Answering(Func<HttpRequestMessage, int, HttpResponseMessage> answer) : this((r, n) => Task.FromResult(answer(r, n)))
    {
    }

    public ConcurrentQueue<HttpRequestMessage> Requests { get; } = [];

    /// <summary>Refuses some times, then gives a page.</summary>
    public static Answering After(int failures, int status, params (string Name, string Value)[] headers) =>
        new((_, n) => n < failures ? Status(status, headers) : Page("good"));

    public static HttpResponseMessage Page(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    public static HttpResponseMessage Status(int status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("", Encoding.UTF8, "text/html") };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        return answer(request, Interlocked.Increment(ref _count) - 1);
    }
}
