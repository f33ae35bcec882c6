using System.Net;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Fetching;

public sealed class SafeConnectionTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("128.84.21.199", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("2a04:4e42::645", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.8", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.251", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("100::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("3fff::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fe80::1%2", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_public_internet_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PrivateNetwork.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1/", "127.0.0.1 is at 127.0.0.1")]
    [InlineData("http://[::1]/", "[::1] is at ::1")]
    [InlineData("http://2130706433/", "127.0.0.1 is at 127.0.0.1")]
    [InlineData("http://mirror.example/", "mirror.example is at 10.0.0.7")]
    public async Task A_name_that_leads_into_a_private_network_is_not_connected_to(string address, string words)
    {
        var uri = new Uri(address);
        using var connection = new SafeConnection(false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.7")]), TimeProvider.System).Handler();
        using var house = new FetchHouse(connection);
        var failure = await house.Failure(address, r => r with { Rules = r.Rules with { Hosts = [uri.Host] } });
        Assert.Equal(FetchFault.Wrong, failure.Fault);
        Assert.Contains(words + ", which is not on the public internet (Sources:AllowPrivateNetwork allows it)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(house.Clock.Waits);
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection()
    {
        // The second answer would be the one that a plain client connects to.
        var asked = new List<string>();
        using var connection = new SafeConnection(
            false,
            (name, _) =>
            {
                asked.Add(name);
                return Task.FromResult<IPAddress[]>([asked.Count == 1 ? IPAddress.Parse("192.168.0.1") : IPAddress.Loopback]);
            },
            TimeProvider.System).Handler();
        using var house = new FetchHouse(connection);
        await house.Failure("http://papers.example:9/");
        Assert.Equal(["papers.example"], asked);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_asked_for_again()
    {
        using var connection = new SafeConnection(
            false, (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound), TimeProvider.System).Handler();
        using var house = new FetchHouse(connection);
        var failure = await house.Failure();
        Assert.Equal(FetchFault.Unavailable, failure.Fault);
        Assert.Contains("it cannot be reached: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, house.Lines.Count);
    }

    [Fact]
    public async Task A_host_whose_first_address_is_dead_is_reached_by_its_second()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var connection = new SafeConnection(
            true, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]), TimeProvider.System).Handler();
        using var house = new FetchHouse(connection);
        var serving = Task.Run(async () =>
        {
            using var peer = await listener.AcceptTcpClientAsync();
            await using var stream = peer.GetStream();
            var buffer = new byte[4096];
            var got = await stream.ReadAsync(buffer);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"u8.ToArray());
            return System.Text.Encoding.ASCII.GetString(buffer, 0, got);
        });
        Assert.Equal("good", await house.Get($"http://papers.example:{port}/"));
        var head = await serving;
        Assert.Contains("Accept-Encoding: gzip, deflate, br", head, StringComparison.Ordinal);
        Assert.Contains("User-Agent: Paperboy/", head, StringComparison.Ordinal);
    }
}
