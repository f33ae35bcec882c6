using Paperboy.Embeddings.Remote;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Embeddings;

/// <summary>
/// Opens the embedder that the settings name. A service is connected when it is first asked for, and asked again after a
/// failure: Paperboy starts, and finds by words, also while the service is away.
/// </summary>
public sealed class EmbedderFactory(
    EmbeddingsSettings settings, DataFolder folder, IHttpClientFactory clients, TimeProvider time, ILoggerFactory logs) : IDisposable
{
    internal const string ClientName = "embeddings";

    private readonly SemaphoreSlim _turn = new(1);
    private volatile RemoteEmbedder? _remote;
    private (DateTime Written, BuiltInEmbedder Embedder)? _adapted;

    /// <summary>built-in, openai or ollama.</summary>
    public string Kind => settings.Kind;

    /// <summary>The embedder as it is now: the same one, until the model behind it has changed.</summary>
    /// <exception cref="EmbedderException">It cannot be had now; a later call may.</exception>
    public async ValueTask<IEmbedder> OpenAsync(CancellationToken cancel)
    {
        if (_remote is { IsOutdated: false } open)
            return open;
        await _turn.WaitAsync(cancel);
        try
        {
            if (settings.Kind == "built-in")
                return BuiltIn();
            if (_remote is not { IsOutdated: false })
                _remote = await ConnectAsync(cancel);
            return _remote;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<RemoteEmbedder> ConnectAsync(CancellationToken cancel)
    {
        EmbeddingsApi api = settings.Kind == "ollama" ? new OllamaApi(settings.Address!) : new OpenAiApi(settings.Address!);
        var rule = new RetryRule(settings.Tries, settings.Timeout, Random.Shared.NextDouble);
        var log = logs.CreateLogger<EmbeddingsHttp>();
        var http = new EmbeddingsHttp(() => clients.CreateClient(ClientName), ApiKey.Read(settings), rule, time, log);
        return await RemoteEmbedder.ConnectAsync(api, http, RemoteOptions.From(settings), time, cancel);
    }

    // The one adapted to this catalog, as soon as there is one, else the general one.
    private BuiltInEmbedder BuiltIn()
    {
        if (!File.Exists(folder.Embedder))
            return BuiltInEmbedder.General;
        try
        {
            var written = File.GetLastWriteTimeUtc(folder.Embedder);
            if (_adapted?.Written != written)
                _adapted = (written, BuiltInEmbedder.Open(folder.Embedder));
            return _adapted.Value.Embedder;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new EmbedderException($"The adapted model cannot be used; delete it, and the general one serves: {e.Message}", e);
        }
    }
}
