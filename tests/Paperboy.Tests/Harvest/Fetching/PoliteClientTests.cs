using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Fetching;

public sealed class PoliteClientTests
{
    [Theory]
    [InlineData("me@lab.example", "Paperboy/0.1.0 (+me@lab.example)")]
    [InlineData("https://lab.example/paperboy", "Paperboy/0.1.0 (+https://lab.example/paperboy)")]
    [InlineData("", "Paperboy/0.1.0")]
    public async Task Every_request_says_who_asks(string contact, string agent)
    {
        using var handler = new Answering((_, _) => Answering.Page("good"));
        using var house = new FetchHouse(handler, contact: contact);
        await house.Get(change: r => r with { Headers = [("Accept", "application/xml")] });
        var request = Assert.Single(handler.Requests);
        Assert.Equal(agent, string.Join(" ", request.Headers.GetValues("User-Agent")));
        Assert.Equal("application/xml", request.Headers.Accept.ToString());
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(522)]
    [InlineData(204)]
    public async Task What_may_pass_is_asked_again_after_waits_that_grow(int status)
    {
        using var house = new FetchHouse(Answering.After(4, status));
        Assert.Equal("good", await house.Get());
        Assert.Equal(4, house.Lines.Count);
        var refused = status is 429 or 503;
        Assert.InRange(house.Clock.TotalWaited.TotalSeconds, 4 * 3, (4 * 3) + ((refused ? 30 : 4) * 15));
        Assert.Equal(GateStatus.Open, house.State.Status);
        Assert.Null(house.State.Reason);
    }

    [Theory]
    [InlineData(500, FetchFault.Unavailable)]
    [InlineData(503, FetchFault.Refused)]
    public async Task It_is_asked_five_times_and_no_more(int status, FetchFault fault)
    {
        using var handler = Answering.After(int.MaxValue, status);
        using var house = new FetchHouse(handler);
        var failure = await house.Failure();
        Assert.Equal(fault, failure.Fault);
        Assert.Equal(5, handler.Requests.Count);
        Assert.StartsWith($"https://papers.example/list: it answered {status}", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("(5 tries).", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_down_is_left_alone_after_three_pages()
    {
        using var handler = Answering.After(int.MaxValue, 500);
        using var house = new FetchHouse(handler);
        for (var i = 0; i < 3; i++)
            Assert.Equal(FetchFault.Unavailable, (await house.Failure()).Fault);
        Assert.Equal(GateStatus.Shut, house.State.Status);
        Assert.Contains("it failed 15 times in a row", house.State.Reason, StringComparison.Ordinal);
        Assert.Equal(FetchFault.Refused, (await house.Failure()).Fault);
        Assert.Equal(15, handler.Requests.Count);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", 3)]
    [InlineData("Tue, 17 Mar 2026 09:05:00 GMT", 300)]
    [InlineData("Tue, 17 Mar 2026 08:00:00 GMT", 3)]
    [InlineData("899", 899)]
    public async Task Retry_after_is_kept_to_the_second(string value, int seconds)
    {
        using var house = new FetchHouse(Answering.After(1, 429, ("Retry-After", value)));
        Assert.Equal("good", await house.Get());
        Assert.Equal(seconds, house.Clock.TotalWaited.TotalSeconds, 3);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    public async Task A_retry_after_that_says_nothing_is_a_back_off(string value)
    {
        using var house = new FetchHouse(Answering.After(1, 429, ("Retry-After", value)));
        Assert.Equal("good", await house.Get());
        Assert.InRange(house.Clock.TotalWaited.TotalSeconds, 3, 33);
    }

    [Theory]
    [InlineData("3600", 1)]
    [InlineData("2147483647", 12)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 12)]
    public async Task A_retry_after_of_hours_shuts_the_gate_and_of_years_no_longer_than_a_bound(string value, int hours)
    {
        using var handler = Answering.After(1, 503, ("Retry-After", value));
        using var house = new FetchHouse(handler);
        Assert.Equal(FetchFault.Refused, (await house.Failure()).Fault);
        Assert.Equal((GateStatus.Shut, house.Clock.GetUtcNow() + TimeSpan.FromHours(hours)), (house.State.Status, house.State.Until));
        Assert.Single(handler.Requests);
        house.Clock.Pass(TimeSpan.FromHours(hours));
        Assert.Equal("good", await house.Get());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(414)]
    [InlineData(304)]
    [InlineData(301)]
    public async Task What_is_wrong_with_the_request_is_not_asked_again(int status)
    {
        using var handler = Answering.After(1, status);
        using var house = new FetchHouse(handler);
        var failure = await house.Failure();
        Assert.Equal(FetchFault.Wrong, failure.Fault);
        Assert.Contains($"it answered {status}", failure.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
        Assert.Equal(GateStatus.Open, house.State.Status);
    }

    [Fact]
    public async Task What_a_service_says_of_an_error_is_told()
    {
        using var house = new FetchHouse(new Answering((_, _) => new HttpResponseMessage(HttpStatusCode.BadRequest)
        {
            Content = new StringContent("{\"error\":\n \"date: \\\"x\\\" is none\"}" + new string(' ', 5000), Encoding.UTF8, "application/json"),
        }));
        Assert.Equal("https://papers.example/list: it answered 400 BadRequest: {\"error\": \"date: \\\"x\\\" is none\"}.", (await house.Failure()).Message);
    }

    [Fact]
    public async Task Who_is_forbidden_everything_stops_asking()
    {
        using var handler = Answering.After(int.MaxValue, 403);
        using var house = new FetchHouse(handler);
        for (var i = 0; i < 7; i++)
            Assert.Equal(FetchFault.Refused, (await house.Failure()).Fault);
        Assert.Equal(5, handler.Requests.Count);
        Assert.Equal(GateStatus.Shut, house.State.Status);
    }

    [Fact]
    public async Task A_status_that_the_request_wants_to_read_is_read()
    {
        using var house = new FetchHouse(new Answering((_, _) => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("nobody") }));
        var read = await house.Client.GetAsync(
            new FetchRequest(new Uri("https://papers.example/x"), FetchHouse.Rules) { AlsoRead = [HttpStatusCode.NotFound] },
            async (reply, cancel) => (reply.Status, Text: await FetchHouse.Text(reply, cancel)),
            CancellationToken.None);
        Assert.Equal((HttpStatusCode.NotFound, "nobody"), read);
    }

    [Fact]
    public async Task A_reply_that_the_reader_rejects_is_asked_for_again()
    {
        Exception[] rejections =
        [
            new BadReplyException("no records"), new XmlException("no XML"), new JsonException("no JSON"),
            new InvalidDataException("no gzip"),
        ];
        using var house = new FetchHouse(new Answering((_, _) => Answering.Page("good")));
        var tries = 0;
        Task<int> Read(Reply reply, CancellationToken cancel) =>
            tries < rejections.Length ? throw rejections[tries++] : Task.FromResult(tries);

        Assert.Equal(4, await house.Client.GetAsync(new FetchRequest(new Uri("https://papers.example/"), FetchHouse.Rules), Read, CancellationToken.None));
        tries = int.MinValue;
        var failure = await Assert.ThrowsAsync<FetchFailedException>(() => house.Client.GetAsync<int>(
            new FetchRequest(new Uri("https://papers.example/"), FetchHouse.Rules), (_, _) => throw rejections[0], CancellationToken.None));
        Assert.Equal((FetchFault.Unreadable, "https://papers.example/: no records (5 tries)."), (failure.Fault, failure.Message));
    }

    [Fact]
    public async Task A_fault_of_our_own_is_no_fault_of_the_service()
    {
        using var house = new FetchHouse(new Answering((_, _) => Answering.Page("good")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Client.GetAsync<int>(
            new FetchRequest(new Uri("https://papers.example/"), FetchHouse.Rules), (_, _) => throw new InvalidOperationException(), CancellationToken.None));
        Assert.Equal(GateStatus.Open, house.State.Status);
        Assert.Equal("good", await house.Get());
    }

    [Fact]
    public async Task Who_cancels_a_wait_leaves_the_gate_to_others()
    {
        using var cancel = new CancellationTokenSource();
        using var house = new FetchHouse(Answering.After(1, 503, ("Retry-After", "600")));
        house.Clock.Waiting = _ => cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Client.GetAsync(
            new FetchRequest(new Uri("https://papers.example/"), FetchHouse.Rules), FetchHouse.Text, cancel.Token));
        house.Clock.Waiting = null;
        Assert.Equal("good", await house.Get());
        Assert.InRange(house.Clock.TotalWaited.TotalSeconds, 600, 610);
    }

    [Theory]
    [InlineData("http://papers.example/a", "/b", "good")]
    [InlineData("http://papers.example/a", "https://papers.example/b", "good")]
    [InlineData("https://papers.example/a", "http://papers.example/b", "it was redirected to http://papers.example/b, which is no longer https")]
    [InlineData("https://papers.example/a", "https://evil.example/b?x=1", "it was redirected to https://evil.example/b?x=1, which is not at the configured host")]
    [InlineData("https://papers.example/a", "//localhost/b", "it was redirected to https://localhost/b, which is not at the configured host")]
    [InlineData("https://papers.example/a", "file:///etc/passwd", "which is neither http nor https")]
    [InlineData("https://papers.example/a", "https://me:secret@papers.example/b", "which carries a user's name")]
    public async Task Redirects_are_followed_only_within_the_configured_hosts(string from, string to, string expected)
    {
        using var handler = new Answering((_, n) => n == 0 ? Answering.Status(302, ("Location", to)) : Answering.Page("good"));
        using var house = new FetchHouse(handler);
        if (expected == "good")
        {
            Assert.Equal("good", await house.Get(from));
            Assert.Equal(TimeSpan.FromSeconds(3), house.Clock.TotalWaited);
            return;
        }

        var failure = await house.Failure(from);
        Assert.Equal(FetchFault.Wrong, failure.Fault);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Redirects_without_end_are_followed_five_times()
    {
        using var handler = new Answering((_, n) => Answering.Status(307, ("Location", $"/{n}")));
        using var house = new FetchHouse(handler);
        Assert.Contains("it was redirected 5 times, at last to https://papers.example/5", (await house.Failure()).Message, StringComparison.Ordinal);
        Assert.Equal(6, handler.Requests.Count);
    }

    [Theory]
    [InlineData("ftp://papers.example/a")]
    [InlineData("https://other.example/a")]
    [InlineData("file:///etc/passwd")]
    public async Task Nothing_is_asked_beyond_the_configured_hosts(string address)
    {
        using var handler = new Answering((_, _) => Answering.Page("good"));
        using var house = new FetchHouse(handler);
        Assert.Equal(FetchFault.Wrong, (await house.Failure(address)).Fault);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Keys_are_in_no_message_and_no_log()
    {
        using var house = new FetchHouse(Answering.After(int.MaxValue, 500), contact: "me@lab.example");
        var failure = await house.Failure(
            "https://papers.example/works?api_key=s3cret&mailto=me@lab.example&page=2",
            r => r with { Headers = [("x-api-key", "s3cret")] });
        Assert.Contains("https://papers.example/works?api_key=***&mailto=***&page=2", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(house.Lines);
        Assert.All(house.Lines, line => Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bomb_of_zeros_is_not_unpacked_beyond_the_bound()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
                await gzip.WriteAsync(zeros);
        }

        // As the real handler gives it: a body that is unpacked while it is read.
        using var handler = new Answering((_, _) => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress)),
        });
        using var house = new FetchHouse(handler);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = await Assert.ThrowsAsync<FetchFailedException>(() => house.Client.GetAsync(
            new FetchRequest(new Uri("https://papers.example/"), FetchHouse.Rules) { MostBytes = 1 << 20 },
            async (reply, cancel) =>
            {
                await reply.Body.CopyToAsync(Stream.Null, cancel);
                return 0;
            },
            CancellationToken.None));
        Assert.Equal((FetchFault.Unreadable, "https://papers.example/: the reply is longer than 1,048,576 bytes."), (failure.Fault, failure.Message));
        Assert.Single(handler.Requests);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }
}
