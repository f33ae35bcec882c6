using Microsoft.AspNetCore.Http;
using Paperboy.Embeddings;
using Paperboy.Tests.Mail;
using Xunit;

namespace Paperboy.Tests.Embeddings.Remote;

/// <summary>Services that misbehave: either the right vectors, or an error that says who, what and how often; never others.</summary>
public sealed class RemoteFailureTests
{
    [Theory]
    [InlineData(200, "<!DOCTYPE html><html><head><title>Sign in</title>", "a page for browsers titled \"Sign in\"")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,", "no whole JSON")]
    [InlineData(200, "[]", "it is a JSON Array, not an object")]
    [InlineData(200, "{\"error\":\"?\"}", "it has no array \"data\"")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]}]}", "it has 1 vectors for 2 texts")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":0,\"embedding\":[1,2,3,4,5,6]}]}", "two vectors have the index 0")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":2,\"embedding\":[1,2,3,4,5,6]}]}", "a vector has the index 2, but there are 2 texts")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"embedding\":[1,2,3,4,5,6]}]}", "a vector has no index")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1}]}", "the vector with the index 1 has no \"embedding\"")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":null}]}", "the vector of text 1 is a JSON Null")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":[1,2,3,4,5]}]}", "the vector of text 1 has 5 dimensions instead of 6")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":[]}]}", "the vector of text 1 has 0 dimensions")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":[1,2,3,4,5,null]}]}", "the vector of text 1 has a JSON Null where its number 5 should stand")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":[1,2,3,4,5,1e99]}]}", "which is not finite")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":[NaN,2,3,4,5,6]}]}", "no whole JSON")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":[0,0,0,0,0,0]}]}", "is all zeros")]
    [InlineData(400, "{\"error\":{\"message\":\"dimensions is not supported\",\"type\":\"invalid_request_error\",\"code\":\"bad_param\"}}", "400 BadRequest: dimensions is not supported (bad_param)")]
    [InlineData(404, "{\"error\":\"model \\\"x\\\" not found, try pulling it first\"}", "404 NotFound: model \"x\" not found")]
    [InlineData(401, "{\"error\":{\"message\":\"no\"}}", "neither Embeddings:Key nor Embeddings:KeyFile is set")]
    [InlineData(429, "{\"error\":{\"message\":\"You exceeded your current quota\",\"code\":\"insufficient_quota\"}}", "insufficient_quota")]
    public async Task What_waiting_does_not_change_is_asked_once_and_said(int status, string body, string words)
    {
        await using var server = await EmbeddingServer.Refusing(status, body);
        using var house = new RemoteHouse(server.Address);
        var failure = await house.Failure("Towers", "Bells");
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{server.Address}v1/embeddings, model nomic-embed-text: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("(1 try).", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Embeddings.Count());
        Assert.False(failure.IsPassing);
    }

    [Fact]
    public async Task A_vector_that_is_none_names_its_text()
    {
        await using var server = await EmbeddingServer.Refusing(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6]},{\"index\":1,\"embedding\":[0,0,0,0,0,0]}]}");
        using var house = new RemoteHouse(server.Address);
        Assert.Equal(2, (await house.Failure("Towers", "", "Bells")).Position);
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(503, 2)]
    [InlineData(408, 1)]
    public async Task A_service_that_recovers_is_asked_again(int status, int times)
    {
        await using var server = await EmbeddingServer.Refusing(status, "{\"error\":\"busy\"}", times);
        using var house = new RemoteHouse(server.Address);
        RemoteEmbedderTests.AssertEqual(EmbeddingServer.VectorOf("Towers", 6), (await house.Embed("Towers"))[0]);
        Assert.Equal(times, house.Time.Waits.Count);
        for (var i = 0; i < times; i++)
            Assert.InRange(house.Time.Waits[i].TotalSeconds, Math.Pow(2, i) / 2, Math.Pow(2, i));
        Assert.Equal(times, house.Log.Count(l => l.Contains("busy (try", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_that_does_not_recover_is_given_up_after_the_last_try()
    {
        await using var server = await EmbeddingServer.Refusing(502, "<html><title>Bad gateway</title></html>");
        using var house = new RemoteHouse(server.Address, "openai", ("Tries", "3"));
        var failure = await house.Failure("Towers");
        Assert.Contains("502 BadGateway: a page for browsers titled \"Bad gateway\", no JSON (3 tries).", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsPassing);
        Assert.Equal(4, server.Embeddings.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_is_left_alone_for_as_long_as_it_asks(bool asDate)
    {
        RemoteHouse? house = null;
        await using var server = await EmbeddingServer.Refusing(429, "{\"error\":\"slow down\"}", 1, context =>
            context.Response.Headers.RetryAfter = asDate ? house!.Time.GetUtcNow().AddSeconds(50).ToString("R") : "50");
        using (house = new RemoteHouse(server.Address))
        {
            var start = house.Time.GetUtcNow();
            await house.Embed("Towers");
            Assert.InRange((house.Time.GetUtcNow() - start).TotalSeconds, 50, 52);
        }
    }

    [Fact]
    public async Task Who_asks_for_an_hour_is_not_asked_for_an_hour()
    {
        await using var server = await EmbeddingServer.Refusing(429, "{\"error\":\"slow down\"}", 1, c => c.Response.Headers.RetryAfter = "3600");
        using var house = new RemoteHouse(server.Address);
        Assert.Contains("left alone for", (await house.Failure("Towers")).Message, StringComparison.Ordinal);
        house.Time.Pass(TimeSpan.FromMinutes(50));
        Assert.True((await house.Failure("Towers")).IsPassing);
        Assert.Equal(2, server.Embeddings.Count());
        house.Time.Pass(TimeSpan.FromMinutes(10));
        await house.Embed("Towers");
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("trickle")]
    [InlineData("reset")]
    [InlineData("cut")]
    public async Task A_connection_that_fails_is_tried_again(string how)
    {
        RemoteHouse? house = null;
        await using var server = await EmbeddingServer.Start(async (context, asked, number) =>
        {
            if (number is not (1 or 2))
                return false;
            if (how is "cut" or "trickle")
            {
                var body = EmbeddingServer.OpenAiBody(asked.Texts, 6);
                context.Response.ContentLength = body.Length;
                await context.Response.WriteAsync(body[..(body.Length / 2)]);
                await context.Response.Body.FlushAsync();
            }

            if (how is "hang" or "trickle")
            {
                var left = new TaskCompletionSource();
                context.RequestAborted.Register(left.SetResult);
                house!.Time.Pass(TimeSpan.FromSeconds(121));
                await left.Task;
            }

            context.Abort();
            return true;
        });
        using (house = new RemoteHouse(server.Address))
        {
            RemoteEmbedderTests.AssertEqual(EmbeddingServer.VectorOf("Towers", 6), (await house.Embed("Towers"))[0]);
            Assert.Equal(4, server.Embeddings.Count());
            var words = how is "hang" or "trickle" ? "no whole answer within 120 s" : "v1/embeddings: ";
            Assert.Equal(2, house.Log.Count(l => l.Contains(words, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Without_a_server_the_error_says_where_there_is_none()
    {
        var server = await EmbeddingServer.Start();
        var address = server.Address;
        await server.DisposeAsync();
        using var house = new RemoteHouse(address, "ollama");
        var failure = await house.Failure("Towers");
        Assert.Contains($"{address}api/tags: Connection refused", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("(4 tries).", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsPassing);
    }

    [Fact]
    public async Task A_service_that_was_away_is_connected_by_a_later_call_once_for_all_who_wait()
    {
        await using var server = await EmbeddingServer.Start((context, _, number) =>
        {
            context.Response.StatusCode = number < 4 ? 503 : 200;
            return Task.FromResult(number < 4);
        });
        using var house = new RemoteHouse(server.Address);
        Assert.True((await house.Failure("Towers")).IsPassing);
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(house.Open)));
        Assert.Single(opened.Distinct());
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_named_at_once_and_neither_text_nor_key_is_sent()
    {
        await using var server = await EmbeddingServer.Start(certificate: TestCertificate.Make("127.0.0.1"));
        using var house = new RemoteHouse(server.Address, "openai", ("Key", "sk-123"));
        var failure = await house.Failure("Towers");
        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("(1 try).", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var server = await EmbeddingServer.Start(async (context, _, number) =>
        {
            if (number == 0)
                return false;
            var spaces = new byte[1 << 16];
            Array.Fill(spaces, (byte)' ');
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
            return true;
        });
        using var house = new RemoteHouse(server.Address);

        // Whoever read on would read for ever.
        Assert.Contains("the answer is longer than", (await house.Failure("Towers")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_dimensions_is_an_error_that_names_both()
    {
        await using var server = await EmbeddingServer.Start();
        using var house = new RemoteHouse(server.Address);
        await house.Embed("Towers");
        server.Dimensions = 8;
        Assert.Contains("has 8 dimensions instead of 6", (await house.Failure("Towers")).Message, StringComparison.Ordinal);
        using var asking = new RemoteHouse(server.Address, "openai", ("Dimensions", "4"));
        Assert.Contains("has 8 dimensions instead of 4", (await asking.Failure("Towers")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_waiting_gets_no_error_of_the_service()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await EmbeddingServer.Start(async (context, _, number) =>
        {
            if (number == 0)
                return false;
            var left = new TaskCompletionSource();
            context.RequestAborted.Register(left.SetResult);
            await stop.CancelAsync();
            await left.Task;
            return true;
        });
        using var house = new RemoteHouse(server.Address);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Embed([EmbedderText.Query("towers")], stop.Token));
    }
}
