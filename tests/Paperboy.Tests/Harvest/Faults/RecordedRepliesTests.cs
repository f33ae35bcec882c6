using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>What the services really sent, played again: it comes through as it is, and is read or refused.</summary>
public sealed class RecordedRepliesTests
{
    [Fact]
    public async Task Recorded_XML_is_read_but_for_the_one_that_is_none()
    {
        var refused = await Refused("*.xml", "text/xml", (reply, _) => Task.FromResult(SafeXml.Read(reply, reader =>
        {
            var nodes = 0;
            while (reader.Read())
                nodes++;
            return nodes;
        })));
        Assert.Equal("oai-pmh/ListRecordsBroken.xml", Assert.Single(refused));
    }

    [Fact]
    public async Task Recorded_JSON_is_read() => Assert.Empty(await Refused("*.json", "application/json", async (reply, cancel) =>
    {
        using var json = await SafeJson.ReadAsync(reply, cancel);
        return json.RootElement.GetRawText().Length;
    }));

    private static async Task<List<string>> Refused(string pattern, string type, Func<Reply, CancellationToken, Task<int>> read)
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(SharedData.File("recorded/arxiv-api/INDEX.json")))!;
        using var house = new FetchHouse();
        await using var server = await ServiceServer.Start(
            InventedArchive.Make(5, new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 16), 1), house.Clock);
        var (refused, count) = (new List<string>(), 0);
        foreach (var file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, file);
            var bytes = await File.ReadAllBytesAsync(file);
            server.Serve($"/recorded/{++count}", bytes, type);
            var request = new FetchRequest(new Uri(server.Address, $"recorded/{count}"), FetchHouse.Rules with { Gate = "recorded", Delay = TimeSpan.Zero });
            var came = await house.Client.GetAsync(request, BytesAsync, CancellationToken.None);
            Assert.True(bytes.AsSpan().SequenceEqual(came), name);
            try
            {
                Assert.True(await house.Client.GetAsync(request, read, CancellationToken.None) > 0, name);
            }
            catch (FetchFailedException e) when (e.Fault == FetchFault.Unreadable)
            {
                refused.Add(name);
            }
        }

        Assert.True(count > 50, $"{count} files");
        return refused;
    }

    private static async Task<byte[]> BytesAsync(Reply reply, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await reply.Body.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
