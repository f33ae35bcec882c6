using System.IO.Compression;
using System.Text;
using Paperboy.Embeddings;
using Xunit;

namespace Paperboy.Tests.Embeddings.Remote;

/// <summary>What both kinds of service are asked, and what their good answers become.</summary>
public sealed class RemoteEmbedderTests
{
    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task Vectors_belong_to_their_texts_and_have_length_1(string kind)
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address, kind, ("BatchTexts", "3"));
        string[] titles = [.. Enumerable.Range(0, 10).Select(i => $"Tower {i}")];
        var vectors = await house.Embed(titles);
        for (var i = 0; i < titles.Length; i++)
            AssertEqual(EmbeddingServer.VectorOf(titles[i], 6), vectors[i]);
    }

    [Fact]
    public async Task OpenAI_is_asked_in_its_own_words()
    {
        await using var server = await EmbeddingServer.Start();
        server.Dimensions = 4;
        using var house = new RemoteHouse(
            new Uri(server.Address, "/v1/"), "openai", ("Key", "sk-123"), ("Dimensions", "4"), ("DocumentPrefix", "passage: "), ("QueryPrefix", "query: "));
        await house.Embed([EmbedderText.Document("On \"Towers\"", "They are high."), EmbedderText.Query("höhe")]);
        var asked = server.Embeddings.Last();
        Assert.Equal(("POST", "/v1/embeddings", "Bearer sk-123"), (asked.Method, asked.Path, asked.Authorization));
        Assert.Equal(["passage: On \"Towers\"\nThey are high.", "query: höhe"], asked.Texts);
        Assert.Equal("nomic-embed-text", asked.Json.GetProperty("model").GetString());
        Assert.Equal("float", asked.Json.GetProperty("encoding_format").GetString());
        Assert.Equal(4, asked.Json.GetProperty("dimensions").GetInt32());
    }

    [Fact]
    public async Task Ollama_is_asked_in_its_own_words()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address, "ollama");
        await house.Embed("Towers");
        var asked = server.Embeddings.Last();
        Assert.Equal(("/api/embed", (string?)null), (asked.Path, asked.Authorization));
        Assert.True(asked.Json.GetProperty("truncate").GetBoolean());
        Assert.False(asked.Json.TryGetProperty("dimensions", out _));
        Assert.Equal(["Towers"], asked.Texts);
    }

    [Theory]
    [InlineData("", "/v1/embeddings")]
    [InlineData("/v1", "/v1/embeddings")]
    [InlineData("/v1/embeddings", "/v1/embeddings")]
    public async Task The_address_may_be_the_host_the_version_or_all_of_it(string path, string asked)
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(new Uri(server.Address, path), "openai");
        await house.Open();
        Assert.All(server.Requests, r => Assert.Equal(asked, r.Path));
    }

    [Fact]
    public async Task A_text_without_a_word_is_not_sent_and_is_close_to_nothing()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address);
        var vectors = await house.Embed("", "Towers", " \t", "?!∑");
        Assert.Equal(["Towers"], server.Embeddings.Last().Texts);
        Assert.All(new[] { 0, 2, 3 }, i => Assert.Equal(new float[6], vectors[i]));
        AssertEqual(EmbeddingServer.VectorOf("Towers", 6), vectors[1]);
        Assert.Empty(await house.Embed());
    }

    [Fact]
    public async Task Batches_keep_to_the_number_of_texts_and_of_characters()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address, "openai", ("BatchTexts", "4"), ("BatchCharacters", "1000"), ("Requests", "1"));
        await house.Embed([.. Enumerable.Range(0, 9).Select(i => $"T{i}"), new string('x', 800), new string('y', 300), new string('z', 5000)]);
        Assert.Equal([4, 4, 2, 1, 1], server.Embeddings.Skip(1).Select(a => a.Texts.Length));
    }

    [Fact]
    public async Task Long_texts_are_cut_at_a_word_and_what_UTF8_cannot_hold_is_replaced()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address, "openai", ("MaxCharacters", "200"), ("DocumentPrefix", "passage: "));
        await house.Embed(string.Join(' ', Enumerable.Repeat("tower", 50)), "a\uD800b\0c", new string('x', 199) + "\U0001F600");
        var texts = server.Embeddings.Last().Texts;
        Assert.Equal("passage: " + string.Join(' ', Enumerable.Repeat("tower", 33)), texts[0]);
        Assert.Equal("passage: a\uFFFDb c", texts[1]);
        Assert.Equal("passage: " + new string('x', 199), texts[2]);
    }

    [Fact]
    public async Task Vectors_in_base64_are_read_too()
    {
        await using var server = await EmbeddingServer.Start(async (context, _, _) =>
        {
            var bytes = new[] { 3f, 0f, -4f }.SelectMany(BitConverter.GetBytes).ToArray();
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response, $$"""{"data":[{"index":0,"embedding":"{{Convert.ToBase64String(bytes)}}"}]}""");
            return true;
        });
        using var house = new RemoteHouse(server.Address);
        AssertEqual([0.6f, 0, -0.8f], (await house.Embed("Towers"))[0]);
    }

    [Fact]
    public async Task Compressed_answers_are_read()
    {
        await using var server = await EmbeddingServer.Start(async (context, asked, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(EmbeddingServer.OpenAiBody(asked.Texts, 6)));
            return true;
        });
        using var house = new RemoteHouse(server.Address);
        AssertEqual(EmbeddingServer.VectorOf("Towers", 6), (await house.Embed("Towers"))[0]);
    }

    [Fact]
    public async Task The_fingerprint_follows_all_that_decides_the_vector_and_nothing_else()
    {
        await using var server = await EmbeddingServer.Start();
        var plain = await Fingerprint();
        Assert.Equal(plain, await Fingerprint(("BatchTexts", "7"), ("Key", "sk-123"), ("TimeoutSeconds", "7")));
        string[] others =
        [
            plain, await Fingerprint(("Model", "all-minilm")), await Fingerprint(("DocumentPrefix", "q: ")), await Fingerprint(("QueryPrefix", "q: ")),
            await Fingerprint(("MaxCharacters", "500")), await Fingerprint(("Dimensions", "6")), await Fingerprint(("Kind", "openai")),
        ];
        server.ModelDigest = "another";
        Assert.Equal(8, others.Append(await Fingerprint()).Distinct().Count());

        async Task<string> Fingerprint(params (string, string)[] settings)
        {
            using var house = new RemoteHouse(server.Address, "ollama", settings);
            return (await house.Open()).Fingerprint;
        }
    }

    [Fact]
    public async Task A_model_that_changes_under_its_name_spoils_no_vector_and_is_opened_anew()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address, "ollama");
        var before = await house.Open();
        await house.Embed("Towers");
        server.ModelDigest = "another";
        Assert.Contains("another one now", (await house.Failure("Towers")).Message, StringComparison.Ordinal);
        var after = await house.Open();
        Assert.NotEqual(before.Fingerprint, after.Fingerprint);
        await house.Embed("Towers");
    }

    [Fact]
    public async Task Queries_ask_for_the_model_s_digest_once_a_minute_only()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address, "ollama");
        for (var i = 0; i < 5; i++)
            await house.Embed([EmbedderText.Query("towers")]);
        Assert.Equal(1, server.Requests.Count(r => r.Method == "GET"));
        house.Time.Pass(TimeSpan.FromSeconds(61));
        await house.Embed([EmbedderText.Query("towers")]);
        Assert.Equal(2, server.Requests.Count(r => r.Method == "GET"));
    }

    [Fact]
    public async Task Too_small_a_place_for_the_vectors_is_the_callers_fault()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address);
        var embedder = await house.Open();
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await embedder.EmbedAsync([EmbedderText.Query("a"), EmbedderText.Query("b")], new float[11], CancellationToken.None));
    }

    internal static void AssertEqual(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.Equal(1, actual.Sum(v => (double)v * v), 5);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }
}
