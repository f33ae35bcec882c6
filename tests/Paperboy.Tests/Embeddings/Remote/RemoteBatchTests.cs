using Microsoft.AspNetCore.Http;
using Xunit;

namespace Paperboy.Tests.Embeddings.Remote;

/// <summary>Services that take fewer or shorter texts than they are given.</summary>
public sealed class RemoteBatchTests
{
    // As the services word it.
    [Theory]
    [InlineData(413, "{\"message\":\"batch size 64 > maximum allowed batch size 5\",\"code\":413,\"type\":\"Validation\"}")]
    [InlineData(422, "{\"error\":{\"message\":\"batch size 60 > maximum allowed batch size 5\",\"code\":422}}")]
    [InlineData(400, "{\"error\":{\"message\":\"Value error, batch size is invalid, it should not be larger than 5.: input.contents\"}}")]
    [InlineData(400, "{\"error\":{\"message\":\"Requested 318,012 tokens, max 300,000 tokens per request\",\"type\":\"max_tokens_per_request\"}}")]
    [InlineData(400, "{\"error\":{\"message\":\"Invalid 'input': array too long. Expected an array with maximum length 5, but got an array with length 8 instead.\"}}")]
    [InlineData(413, "")]
    public async Task A_batch_that_is_too_large_is_halved_and_the_next_ones_are_smaller(int status, string body)
    {
        await using var server = await Limited(texts => texts.Length > 5, status, body);
        using var house = new RemoteHouse(server.Address, "openai", ("BatchTexts", "8"), ("Requests", "1"));
        string[] titles = [.. Enumerable.Range(0, 40).Select(i => $"Tower {i}")];
        AssertVectors(titles, await house.Embed(titles));
        Assert.Equal(1, server.Embeddings.Count(a => a.Texts.Length > 5));
    }

    [Theory]
    [InlineData(400, "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens, however you requested 8610 tokens (8610 in your prompt; 0 for the completion).\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}")]
    [InlineData(400, "{\"error\":{\"message\":\"Invalid 'input': maximum context length is 8192 tokens.\"}}")]
    [InlineData(400, "{\"error\":\"the input length exceeds the context length\"}")]
    [InlineData(413, "{\"error\":\"Input validation error: `inputs` must have less than 512 tokens. Given: 4082\",\"error_type\":\"Validation\"}")]
    [InlineData(500, "{\"error\":{\"code\":500,\"message\":\"input is too large to process. increase the physical batch size\",\"type\":\"server_error\"}}")]
    public async Task A_text_that_is_too_long_is_cut_until_it_is_taken_and_costs_no_other_text_anything(int status, string body)
    {
        await using var server = await Limited(texts => texts.Any(t => t.Length > 400), status, body);
        using var house = new RemoteHouse(server.Address, "openai", ("BatchTexts", "4"), ("Requests", "1"));
        string[] titles = [.. Enumerable.Range(0, 8).Select(i => $"Tower {i}"), new string('x', 1000), "Bells", "Towers again", "And bells"];
        var vectors = await house.Embed(titles);
        AssertVectors([.. titles.Select(t => t.Length > 400 ? new string('x', 1000 * 3 / 4 * 3 / 4 * 3 / 4 * 3 / 4) : t)], vectors);
        Assert.Contains(4, server.Embeddings.Skip(1).Select(a => a.Texts.Length));
        Assert.Empty(house.Time.Waits);
    }

    [Fact]
    public async Task A_service_that_takes_no_text_at_all_is_given_up()
    {
        await using var server = await Limited(texts => texts.Any(t => t.StartsWith('x')), 400, "{\"error\":\"the input length exceeds the context length\"}");
        using var house = new RemoteHouse(server.Address);
        var failure = await house.Failure("Towers", new string('x', 5000), "Bells");
        Assert.Equal(1, failure.Position);
        Assert.Contains("the input length exceeds", failure.Message, StringComparison.Ordinal);
        Assert.InRange(server.Embeddings.Count(), 3, 25);
    }

    [Fact]
    public async Task A_text_of_which_the_model_makes_no_numbers_is_found_and_named()
    {
        await using var server = await Limited(
            texts => texts.Contains("Poison"), 500, "{\"error\":\"failed to encode response: json: unsupported value: NaN\"}");
        using var house = new RemoteHouse(server.Address, "ollama");
        var failure = await house.Failure([.. Enumerable.Range(0, 21).Select(i => i == 13 ? "Poison" : $"Tower {i}")]);
        Assert.Equal(13, failure.Position);
        Assert.False(failure.IsPassing);
        Assert.Empty(house.Time.Waits);
    }

    [Theory]
    [InlineData(1, "openai")]
    [InlineData(2, "openai")]
    [InlineData(3, "ollama")]
    [InlineData(4, "ollama")]
    public async Task Whatever_fails_on_the_way_no_text_gets_another_ones_vector(int seed, string kind)
    {
        var (random, acts) = (new Random(seed), new Random(seed + 100));
        await using var server = await EmbeddingServer.Start(async (context, asked, number) =>
        {
            int act;
            lock (acts)
                act = number < 2 ? 9 : acts.Next(10);
            switch (act)
            {
                case 0:
                    context.Response.StatusCode = 503;
                    return true;
                case 1:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "7";
                    return true;
                case 2:
                    context.Abort();
                    return true;
                case 3 when asked.Method == "POST" && asked.Texts.Length > 1:
                    context.Response.StatusCode = 413;
                    return true;
                case 4:
                    context.Response.ContentLength = 1000;
                    await context.Response.WriteAsync("{\"data\":[");
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                    return true;
                default:
                    return false;
            }
        });
        using var house = new RemoteHouse(
            server.Address, kind, ("BatchTexts", "9"), ("BatchCharacters", "1000"), ("Requests", "3"), ("Tries", "20"));
        for (var round = 0; round < 12; round++)
        {
            string[] titles = [.. Enumerable.Range(0, random.Next(60)).Select(i => random.Next(9) == 0 ? "" : $"{round}-{i} {new string('t', random.Next(300))}")];
            AssertVectors(titles, await house.Embed(titles));
        }
    }

    private static void AssertVectors(string[] titles, float[][] vectors)
    {
        Assert.Equal(titles.Length, vectors.Length);
        for (var i = 0; i < titles.Length; i++)
        {
            if (titles[i].Length == 0)
                Assert.Equal(new float[6], vectors[i]);
            else
                RemoteEmbedderTests.AssertEqual(EmbeddingServer.VectorOf(titles[i], 6), vectors[i]);
        }
    }

    private static Task<EmbeddingServer> Limited(Func<string[], bool> isTooMuch, int status, string body) =>
        EmbeddingServer.Start(async (context, asked, _) =>
        {
            if (asked.Method != "POST" || !isTooMuch(asked.Texts))
                return false;
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
            return true;
        });
}
