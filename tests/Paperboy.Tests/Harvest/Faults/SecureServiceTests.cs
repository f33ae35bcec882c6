using System.Net;
using System.Security.Cryptography.X509Certificates;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Harvest.Fetching;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>Https and HTTP/2, which is what the real services speak, through the connections that look at addresses.</summary>
public sealed class SecureServiceTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly X509Certificate2 _certificate = TestCertificate.Make("127.0.0.1");
    private ServiceServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServiceServer.Start(
        InventedArchive.Make(4, new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 16), 40), _clock, _certificate);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [Theory]
    [InlineData(Fault.HalfReply)]
    [InlineData(Fault.HalfChunked)]
    [InlineData(Fault.Reset)]
    [InlineData(Fault.TimeOut)]
    public async Task A_stream_that_breaks_off_is_asked_for_again(object fault)
    {
        using var connection = new SafeConnection(true, Dns.GetHostAddressesAsync, _clock).Handler();
        connection.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString();
        using var house = new FetchHouse(connection, clock: _clock);
        _server.Faults.Add((Fault)fault, nth: 2);
        for (var i = 0; i < 3; i++)
            Assert.EndsWith("</OAI-PMH>", await house.Get($"{_server.Address}oai?verb=ListRecords&metadataPrefix=arXiv"), StringComparison.Ordinal);
        Assert.Equal(["HTTP/2", "HTTP/2", "HTTP/2", "HTTP/2"], _server.Log.All.Select(p => p.Protocol));
        Assert.Equal((Fault)fault, _server.Log.All[1].Fault);
        Assert.Single(house.Lines);
        Assert.Empty(_server.Log.Overlapping);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_not_tried_again()
    {
        using var house = new FetchHouse(clock: _clock);
        var failure = await house.Failure($"{_server.Address}oai?verb=Identify");
        Assert.Equal(FetchFault.Unavailable, failure.Fault);
        Assert.Contains("no secure connection: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Log.All);
        Assert.Empty(_clock.Waits);
    }
}
