using System.Text.Json;
using Paperboy.Tests.Embeddings.Remote;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Upkeep;

/// <summary><c>paperboy check --embedder</c>, as its users run it.</summary>
public sealed class EmbedderCheckTests : IDisposable
{
    private const string Key = "sk-Paperboy-0123456789abcdef";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_built_in_embedder_needs_no_catalog_and_no_setting()
    {
        var ended = await PaperboyProcess.Run("check", "--embedder", "--data", _folder.Path);
        Assert.Contains("built-in: 256 dimensions", ended.Output, StringComparison.Ordinal);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public async Task A_service_is_named_with_what_it_gave()
    {
        await using var server = await EmbeddingServer.Start();
        await Configure(server.Address, "ollama");
        var ended = await PaperboyProcess.Run("check", "--embedder", "--json", "--data", _folder.Path);
        var report = JsonDocument.Parse(ended.Output).RootElement;
        Assert.Equal($"nomic-embed-text (ollama at {server.Address.Authority})", report.GetProperty("name").GetString());
        Assert.Equal(6, report.GetProperty("dimensions").GetInt32());
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(report.GetProperty("tellsApart").GetBoolean() ? 0 : 1, ended.ExitCode);
    }

    [Fact]
    public async Task A_service_that_refuses_is_named_with_its_own_words()
    {
        await using var server = await EmbeddingServer.Refusing(401, $"{{\"error\":{{\"message\":\"Incorrect API key provided: {Key}\"}}}}");
        await Configure(server.Address, "openai");
        var ended = await PaperboyProcess.Run("check", "--embedder", "--data", _folder.Path);
        Assert.Equal(
            $"paperboy: {server.Address}v1/embeddings, model nomic-embed-text: it answered 401 Unauthorized: "
                + "Incorrect API key provided: *** (the key is that of Embeddings:Key) (1 try).",
            ended.Errors.Trim());
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
    }

    private Task Configure(Uri address, string kind) => File.WriteAllTextAsync(_folder.Data.Settings, JsonSerializer.Serialize(new
    {
        Embeddings = new { Kind = kind, Address = address, Model = "nomic-embed-text", Key },
    }));
}
