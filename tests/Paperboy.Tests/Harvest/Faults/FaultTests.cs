using System.Xml.Linq;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>What the client does when a service misbehaves; docs/harvest-faults.md is the same as a table.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Page = "oai?verb=ListRecords&metadataPrefix=arXiv";

    private readonly FetchHouse _house = new();
    private ServiceServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServiceServer.Start(
        InventedArchive.Make(2, new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 17), 40), _house.Clock);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _house.Dispose();
    }

    [Theory]
    [InlineData(Fault.TooManyRequests, "it answered 429 TooManyRequests", 3, 33)]
    [InlineData(Fault.TooManyRequestsWithRetryAfter, "it answered 429 TooManyRequests and asked for 30 s", 30, 30)]
    [InlineData(Fault.ServerError, "it answered 500 InternalServerError", 3, 7)]
    [InlineData(Fault.BadGateway, "it answered 502 BadGateway", 3, 7)]
    [InlineData(Fault.Unavailable, "it answered 503 ServiceUnavailable", 3, 33)]
    [InlineData(Fault.UnavailableWithRetryAfter, "it answered 503 ServiceUnavailable and asked for 20 s", 20, 20)]
    [InlineData(Fault.TimeOut, "there was no whole reply within 180 s", 3, 7)]
    [InlineData(Fault.Reset, "it cannot be reached: ", 3, 7)]
    [InlineData(Fault.HalfReply, "the reply broke off: ", 3, 7)]
    [InlineData(Fault.HalfChunked, "the reply broke off: ", 3, 7)]
    [InlineData(Fault.InvalidSyntax, "the reply is no XML as it should be: ", 3, 7)]
    [InlineData(Fault.BrowserPage, "the reply is no XML as it should be: ", 3, 7)]
    [InlineData(Fault.WrongCharset, "the reply is no XML as it should be: Invalid character in the given encoding", 3, 7)]
    [InlineData(Fault.EntityBomb, "the reply is no XML as it should be: For security reasons DTD is prohibited", 3, 7)]
    [InlineData(Fault.ExternalEntity, "the reply is no XML as it should be: For security reasons DTD is prohibited", 3, 7)]
    public async Task A_fault_that_may_pass_costs_a_wait_and_no_record(object fault, string words, double least, double most)
    {
        _server.Faults.Add((Fault)fault);
        Assert.Equal(80, await Records());
        Assert.Equal(2, _server.Log.All.Count);
        Assert.Contains(words, Assert.Single(_house.Lines), StringComparison.Ordinal);
        Assert.InRange(_house.Clock.TotalWaited.TotalSeconds, least - 0.001, most + 0.001);
        Assert.Equal(GateStatus.Open, _house.State.Status);
        Assert.Empty(_server.Log.Overlapping);
        Assert.Equal(0, _server.TrapVisits);
    }

    [Theory]
    [InlineData(Fault.TooManyRequests, FetchFault.Refused, GateStatus.Shut)]
    [InlineData(Fault.TooManyRequestsWithRetryAfter, FetchFault.Refused, GateStatus.Shut)]
    [InlineData(Fault.Unavailable, FetchFault.Refused, GateStatus.Shut)]
    [InlineData(Fault.UnavailableWithRetryAfter, FetchFault.Refused, GateStatus.Shut)]
    [InlineData(Fault.ServerError, FetchFault.Unavailable, GateStatus.Waiting)]
    [InlineData(Fault.TimeOut, FetchFault.Unavailable, GateStatus.Waiting)]
    [InlineData(Fault.Reset, FetchFault.Unavailable, GateStatus.Waiting)]
    [InlineData(Fault.HalfReply, FetchFault.Unavailable, GateStatus.Waiting)]
    [InlineData(Fault.InvalidSyntax, FetchFault.Unreadable, GateStatus.Waiting)]
    [InlineData(Fault.WrongCharset, FetchFault.Unreadable, GateStatus.Waiting)]
    [InlineData(Fault.EntityBomb, FetchFault.Unreadable, GateStatus.Waiting)]
    [InlineData(Fault.ExternalEntity, FetchFault.Unreadable, GateStatus.Waiting)]
    public async Task A_fault_that_stays_is_named_after_five_tries(object fault, FetchFault expected, GateStatus status)
    {
        _server.Faults.Add((Fault)fault, times: int.MaxValue);
        var failure = await Assert.ThrowsAsync<FetchFailedException>(Records);
        Assert.Equal(expected, failure.Fault);
        Assert.Equal(status, _house.State.Status);
        Assert.Equal(5, _server.Log.All.Count);
        Assert.EndsWith("(5 tries).", failure.Message, StringComparison.Ordinal);
        Assert.True(_server.Log.LeastDistance("arxiv") >= TimeSpan.FromSeconds(3));
        Assert.Equal(0, _server.TrapVisits);
    }

    [Theory]
    [InlineData(Fault.RedirectElsewhere, FetchFault.Wrong, "it was redirected to http://localhost:")]
    [InlineData(Fault.Nothing, FetchFault.Unreadable, "the reply is longer than 8,388,608 bytes")]
    [InlineData(Fault.PackedNothing, FetchFault.Unreadable, "the reply is longer than 8,388,608 bytes")]
    [InlineData(Fault.EndlessPage, FetchFault.Unreadable, "the reply is longer than 8,388,608 bytes")]
    public async Task A_fault_that_asking_again_only_makes_worse_ends_the_fetch_at_once(object fault, FetchFault expected, string words)
    {
        _server.Faults.Add((Fault)fault);
        var failure = await Assert.ThrowsAsync<FetchFailedException>(Records);
        Assert.Equal(expected, failure.Fault);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Single(_server.Log.All);
        Assert.Equal(0, _server.TrapVisits);
        Assert.Equal(80, await Records());
    }

    [Theory]
    [InlineData(Fault.InvalidSyntax)]
    [InlineData(Fault.BrowserPage)]
    [InlineData(Fault.WrongCharset)]
    [InlineData(Fault.HalfReply)]
    public async Task JSON_that_is_none_is_asked_for_again(object fault)
    {
        _server.Faults.Add((Fault)fault);
        var request = new FetchRequest(new Uri(_server.Address, "api/daily_papers?date=2026-03-17"), FetchHouse.Rules);
        var featured = await _house.Client.GetAsync(
            request,
            async (reply, cancel) =>
            {
                using var json = await SafeJson.ReadAsync(reply, cancel);
                return json.RootElement.GetArrayLength();
            },
            CancellationToken.None);
        Assert.Equal(_server.Archive.Living.Count(p => p.Feature?.Day == new DateOnly(2026, 3, 17)), featured);
        Assert.Single(_house.Lines);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task A_day_with_all_its_faults_and_waits_ends_with_all_its_pages(int seed)
    {
        _server.Faults.AddRandomly(seed, 0.4, mostInRow: 4, [
            Fault.TooManyRequests, Fault.TooManyRequestsWithRetryAfter, Fault.ServerError, Fault.BadGateway, Fault.Unavailable,
            Fault.UnavailableWithRetryAfter, Fault.Reset, Fault.HalfReply, Fault.HalfChunked, Fault.InvalidSyntax,
            Fault.BrowserPage, Fault.WrongCharset, Fault.EntityBomb, Fault.ExternalEntity, Fault.TimeOut]);
        var start = _house.Clock.GetUtcNow();
        for (var i = 0; i < 40; i++)
            Assert.Equal(80, await Records());
        Assert.Equal(40, _server.Log.Answered.Count());
        Assert.Empty(_server.Log.Overlapping);
        Assert.True(_server.Log.LeastDistance("arxiv") >= TimeSpan.FromSeconds(3));
        Assert.True(_house.Clock.GetUtcNow() - start > TimeSpan.FromMinutes(5));
        Assert.Equal(0, _server.TrapVisits);
    }

    private Task<int> Records() => _house.Client.GetAsync(
        new FetchRequest(new Uri(_server.Address, Page), FetchHouse.Rules) { MostBytes = 8 << 20 },
        (reply, _) => Task.FromResult(SafeXml.Read(reply, reader =>
            XDocument.Load(reader).Descendants().Count(e => e.Name.LocalName == "record"))),
        CancellationToken.None);
}
