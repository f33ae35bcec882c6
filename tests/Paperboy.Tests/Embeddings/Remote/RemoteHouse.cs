using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Paperboy.Embeddings;
using Paperboy.Settings;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Embeddings.Remote;

/// <summary>The house's own services with an embedder of a server, every line of every log at every level kept.</summary>
internal sealed class RemoteHouse : IDisposable, ILoggerProvider
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public RemoteHouse(Uri address, string kind = "openai", params (string Name, string Value)[] settings)
    {
        Settings = Read(address, kind, settings);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this));
        PaperboyHost.AddRooms(services, _folder.Data, Settings, Time);
        _services = services.BuildServiceProvider();
    }

    public FakeClock Time { get; } = new();

    public PaperboySettings Settings { get; }

    public ConcurrentQueue<string> Log { get; } = [];

    public EmbedderFactory Factory => _services.GetRequiredService<EmbedderFactory>();

    public static PaperboySettings Read(Uri address, string kind, params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Embeddings:Kind"] = kind,
            ["Embeddings:Address"] = address.ToString(),
            ["Embeddings:Model"] = "nomic-embed-text",
        };
        foreach (var (name, value) in settings)
            values["Embeddings:" + name] = value;
        return SettingsReader.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    public async Task<IEmbedder> Open() => await Factory.OpenAsync(CancellationToken.None);

    /// <summary>Embeds papers with these titles.</summary>
    public async Task<float[][]> Embed(params string[] titles) =>
        await Embed([.. titles.Select(t => EmbedderText.Document(t, ""))]);

    public async Task<float[][]> Embed(EmbedderText[] texts, CancellationToken cancel = default)
    {
        var embedder = await Open();
        var vectors = new float[texts.Length * embedder.Dimensions];
        await embedder.EmbedAsync(texts, vectors, cancel);
        return [.. vectors.Chunk(embedder.Dimensions)];
    }

    /// <summary>Embeds papers with these titles, which must fail.</summary>
    public Task<EmbedderException> Failure(params string[] titles) =>
        Xunit.Assert.ThrowsAsync<EmbedderException>(() => Embed(titles));

    public void Dispose()
    {
        _services?.Dispose();
        _folder.Dispose();
    }

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    private sealed class Line(RemoteHouse house, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            house.Log.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{logLevel} {category}: {formatter(state, exception)} {state} {exception}"));
    }
}
