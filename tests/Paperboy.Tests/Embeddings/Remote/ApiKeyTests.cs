using Microsoft.Extensions.DependencyInjection;
using Paperboy.Embeddings;
using Paperboy.Settings;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Embeddings.Remote;

/// <summary>The key goes to the service and nowhere else.</summary>
public sealed class ApiKeyTests
{
    private const string Key = "sk-Paperboy-0123456789abcdef";

    [Theory]
    [InlineData(200, "{0}")]
    [InlineData(200, "{{\"data\":\"{0}\"}}")]
    [InlineData(401, "{{\"error\":{{\"message\":\"Incorrect API key provided: {0}.\",\"code\":\"{0}\"}}}}")]
    [InlineData(401, "{{\"error\":\"\\u0073k-Paperboy-0123456789abcdef is no key\"}}")]
    [InlineData(403, "<html><title>{0}</title>")]
    [InlineData(429, "{{\"error\":\"slow down, {0}\"}}")]
    [InlineData(500, "Bearer {0}")]
    public async Task No_message_shows_the_key_even_where_the_server_repeats_it(int status, string body)
    {
        body = string.Format(System.Globalization.CultureInfo.InvariantCulture, body, Key);
        await using var server = await EmbeddingServer.Refusing(status, body, headers: c => c.Response.Headers["X-Echo"] = Key);
        using var house = new RemoteHouse(server.Address, "openai", ("Key", Key));
        var failure = await house.Failure("Towers");
        Assert.Equal("Bearer " + Key, server.Requests.Last().Authorization);
        AssertHidden([failure.ToString(), house.Settings.ToString(), house.Settings.Embeddings.ToString(), (await house.Open()).Name, (await house.Open()).Fingerprint, .. house.Log]);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await EmbeddingServer.Start();
        await using var server = await EmbeddingServer.Refusing(307, "", headers: c => c.Response.Headers.Location = $"{other.Address}v1/embeddings?key={Key}");
        using var house = new RemoteHouse(server.Address, "openai", ("Key", Key));
        var failure = await house.Failure("Towers");
        Assert.Contains($"a redirect to {other.Address}v1/embeddings, which is not followed", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
        AssertHidden([failure.ToString(), .. house.Log]);
    }

    [Fact]
    public async Task The_key_may_stand_in_a_file_and_an_error_names_that()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("key"), Key + "\n");
        await using var server = await EmbeddingServer.Refusing(401, "{}");
        using var house = new RemoteHouse(server.Address, "openai", ("KeyFile", folder.File("key")));
        Assert.Contains($"the key is that of the file {folder.File("key")}", (await house.Failure("Towers")).Message, StringComparison.Ordinal);
        Assert.Equal("Bearer " + Key, server.Requests.Last().Authorization);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words " + Key)]
    [InlineData(Key + "\n" + Key)]
    public async Task A_file_that_holds_no_key_is_named_and_not_shown(string text)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("key"), text);
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address, "openai", ("KeyFile", folder.File("key")));
        var failure = await house.Failure("Towers");
        Assert.Contains($"{folder.File("key")} holds no key", failure.Message, StringComparison.Ordinal);
        AssertHidden([failure.ToString()]);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_health_page_does_not_know_the_key()
    {
        await using var server = await EmbeddingServer.Refusing(401, Key);
        using var folder = new TempFolder();
        await using var host = new HostedPaperboy(
            folder.Path, ("Embeddings:Kind", "openai"), ("Embeddings:Address", server.Address.ToString()), ("Embeddings:Model", "m"), ("Embeddings:Key", Key));
        using var client = host.Open();
        var factory = host.Services.GetRequiredService<EmbedderFactory>();
        var embedder = await factory.OpenAsync(CancellationToken.None);
        await Assert.ThrowsAsync<EmbedderException>(async () =>
            await embedder.EmbedAsync([EmbedderText.Query("towers")], new float[6], CancellationToken.None));
        Assert.Equal("Bearer " + Key, server.Requests.Last().Authorization);
        AssertHidden([await client.GetStringAsync(new Uri("/health", UriKind.Relative))]);
    }

    [Theory]
    [InlineData("Key", "sk Paperboy-0123456789abcdef", "Embeddings:Key is not fit")]
    [InlineData("Address", "http://me:sk-Paperboy-0123456789abcdef@localhost", "Embeddings:Address is \"http://***@localhost\"")]
    [InlineData("Address", "http://localhost?key=1", "Embeddings:Address is")]
    [InlineData("Address", "", "Embeddings:Address is not set")]
    [InlineData("Model", "", "Embeddings:Model is not set")]
    [InlineData("Kind", "cohere", "allowed is built-in, openai or ollama")]
    [InlineData("ApiKey", "sk-Paperboy-0123456789abcdef", "Embeddings:ApiKey is not a setting")]
    public void A_wrong_setting_stops_the_start_without_showing_the_key(string name, string value, string words)
    {
        var wrong = Assert.Throws<SettingsException>(() => RemoteHouse.Read(new Uri("http://localhost"), "openai", (name, value)));
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
        AssertHidden([wrong.ToString()]);
    }

    [Fact]
    public void Two_keys_are_one_too_many()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("key"), Key);
        var wrong = Assert.Throws<SettingsException>(() => RemoteHouse.Read(new Uri("http://localhost"), "openai", ("Key", Key), ("KeyFile", folder.File("key"))));
        Assert.Contains("one key is enough", wrong.Message, StringComparison.Ordinal);
    }

    private static void AssertHidden(IEnumerable<string> texts) =>
        Assert.All(texts, text => Assert.DoesNotContain("Paperboy-0123456789abcdef", text, StringComparison.OrdinalIgnoreCase));
}
