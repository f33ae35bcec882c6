using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Fetching;

/// <summary>Replies whose bytes were changed at random, head and body, as no server of ours would send them.</summary>
public sealed class BrokenRepliesTests
{
    private static readonly string Body = string.Concat(Enumerable.Range(0, 40).Select(i => $"<record>{i}</record>"));

    private static readonly byte[][] Good =
    [
        Reply("HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: LENGTH\r\n\r\n", Encoding.UTF8.GetBytes(Body)),
        Reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Chunked(Encoding.UTF8.GetBytes(Body))),
        Reply("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: LENGTH\r\n\r\n", Packed(s => new GZipStream(s, CompressionLevel.Fastest))),
        Reply("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: LENGTH\r\n\r\n", Packed(s => new BrotliStream(s, CompressionLevel.Fastest))),
        Reply("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n", Chunked(Packed(s => new ZLibStream(s, CompressionLevel.Fastest)))),
        Reply("HTTP/1.1 302 Found\r\nLocation: /elsewhere?x=[1]#y\r\nContent-Length: 0\r\n\r\n", []),
        Reply("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Type: application/json\r\nContent-Length: LENGTH\r\n\r\n", "{\"error\":\"busy\"}"u8.ToArray()),
        Reply("HTTP/1.1 429 Slow\r\nRetry-After: Tue, 17 Mar 2026 09:05:00 GMT\r\nx-rate-limit-limit: 5\r\nx-rate-limit-interval: 1s\r\n\r\n", []),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_bytes_end_as_a_page_or_as_a_failure_with_words(int seed)
    {
        var random = new Random(seed);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var next = Good[0];
        var serving = ServeAsync(listener, () => Interlocked.Exchange(ref next, Good[0]), stop.Token);
        using var house = new FetchHouse();
        var address = new Uri($"http://{listener.LocalEndpoint}/");
        var outcomes = new Dictionary<string, int>();
        for (var i = 0; i < Torture.Times(150); i++)
        {
            next = Changed(Good[random.Next(Good.Length)], random);
            var request = new FetchRequest(address, FetchHouse.Rules with { Gate = $"fuzz-{i}", Delay = TimeSpan.Zero }) { MostBytes = 1 << 20 };
            string outcome;
            try
            {
                var text = await house.Client.GetAsync(request, FetchHouse.Text, CancellationToken.None);
                outcome = text == Body ? "whole" : "changed";
            }
            catch (FetchFailedException e)
            {
                outcome = e.Fault.ToString();
                Assert.StartsWith("http://127.0.0.1:", e.Message, StringComparison.Ordinal);
            }

            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        await stop.CancelAsync();
        await serving;

        // A changed byte within plain text is nothing that HTTP could see; a half is never among them.
        Assert.True(outcomes.GetValueOrDefault("whole") > 20, string.Join(", ", outcomes));
        Assert.True(outcomes.Count > 1, string.Join(", ", outcomes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_reply_that_is_cut_anywhere_is_asked_for_again(int kind)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var good = Good[kind];
        var (next, asked) = (good, 0);
        var serving = ServeAsync(listener, () =>
        {
            asked++;
            return Interlocked.Exchange(ref next, good);
        }, stop.Token);
        using var house = new FetchHouse();
        var address = new Uri($"http://{listener.LocalEndpoint}/");
        for (var length = 0; length < good.Length; length += length < good.Length - 20 ? 13 : 1)
        {
            (next, asked) = (good[..length], 0);
            var request = new FetchRequest(address, FetchHouse.Rules with { Gate = $"cut-{length}", Delay = TimeSpan.Zero });
            Assert.Equal(Body, await house.Client.GetAsync(request, FetchHouse.Text, CancellationToken.None));

            // Where packed bytes say by themselves that they are whole, nobody misses the last, empty chunk.
            Assert.True(asked == 2 || (kind == 4 && length >= good.Length - "\r\n0\r\n\r\n".Length), $"{length} of {good.Length} bytes");
        }

        await stop.CancelAsync();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, Func<byte[]> next, CancellationToken stop)
    {
        var buffer = new byte[8192];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var peer = await listener.AcceptTcpClientAsync(stop);
                await using var stream = peer.GetStream();
                if (await stream.ReadAsync(buffer, stop) > 0)
                    await stream.WriteAsync(next(), stop);

                // Gracefully: a reset could take back what was sent.
                peer.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(buffer, stop) > 0)
                {
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The client gave up on it, or the test is over.
            }
        }
    }

    private static byte[] Changed(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
        {
            // Half of the changes hit the head, where they say more.
            var at = random.Next(2) == 0 ? random.Next(Math.Min(bytes.Count, 120)) : random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(8))); break;
                case 2: bytes.InsertRange(at, Enumerable.Range(0, 1 + random.Next(20)).Select(_ => (byte)random.Next(256))); break;
                case 3: bytes.InsertRange(at, "99999999999"u8.ToArray()); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(60)))); break;
            }

            if (bytes.Count == 0)
                bytes.Add(0);
        }

        return [.. bytes];
    }

    private static byte[] Reply(string head, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(head.Replace("LENGTH", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)), .. body];

    private static byte[] Chunked(byte[] body) =>
        [.. body.Chunk(100).SelectMany(c => (byte[])[.. Encoding.ASCII.GetBytes($"{c.Length:x}\r\n"), .. c, .. "\r\n"u8]), .. "0\r\n\r\n"u8];

    private static byte[] Packed(Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
            stream.Write(Encoding.UTF8.GetBytes(Body));
        return packed.ToArray();
    }
}
