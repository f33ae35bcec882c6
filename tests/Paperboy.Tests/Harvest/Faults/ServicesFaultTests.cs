using Paperboy.Harvest;
using Paperboy.Harvest.Acl;
using Paperboy.Harvest.Crossref;
using Paperboy.Harvest.Fetching;
using Paperboy.Harvest.HuggingFace;
using Paperboy.Harvest.SemanticScholar;
using Paperboy.Settings;
using Paperboy.Tests.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>The sources beside arXiv over real connections, while the service misbehaves.</summary>
public sealed class ServicesFaultTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    private readonly FetchHouse _house = new();
    private ServiceServer _server = null!;
    private SourcesSettings _settings = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServiceServer.Start(InventedArchive.Make(4, new DateOnly(2026, 3, 16), Day, 80), _house.Clock);
        _settings = FetchHouse.Settings([.. _server.Settings]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _house.Dispose();
    }

    [Theory]
    [InlineData(Fault.TooManyRequests)]
    [InlineData(Fault.TooManyRequestsWithRetryAfter)]
    [InlineData(Fault.ServerError)]
    [InlineData(Fault.Unavailable)]
    [InlineData(Fault.TimeOut)]
    [InlineData(Fault.Reset)]
    [InlineData(Fault.HalfReply)]
    [InlineData(Fault.HalfChunked)]
    [InlineData(Fault.InvalidSyntax)]
    [InlineData(Fault.BrowserPage)]
    [InlineData(Fault.WrongCharset)]
    public async Task An_edition_comes_whole_through_any_fault_that_passes(object fault)
    {
        _server.Faults.Add((Fault)fault);
        var page = Assert.Single(await TableOfReplies.PagesOf(Daily(), Order()));
        Assert.Equal(Featured(), page.Records.Select(record => record.Key).Order(StringComparer.Ordinal));
        Assert.Equal(2, _server.Log.All.Count);
        Assert.Empty(_server.Log.Overlapping);
    }

    [Fact]
    public async Task A_paper_without_title_is_told_and_one_that_comes_twice_is_given_twice()
    {
        _server.Faults.Add(Fault.NoTitle);
        var page = Assert.Single(await TableOfReplies.PagesOf(Daily(), Order()));
        Assert.Equal("title is missing or empty", Assert.Single(page.Rejected).Reason);
        Assert.Equal(Featured().Count - 1, page.Records.Count);

        _server.Faults.Add(Fault.DoubledIds, nth: 1);
        var doubled = Assert.Single(await TableOfReplies.PagesOf(Daily(), Order()));
        Assert.Equal(Featured(), doubled.Records.Select(record => record.Key).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_redirect_to_elsewhere_is_followed_by_none()
    {
        _server.Faults.Add(Fault.RedirectElsewhere, times: int.MaxValue);
        var failure = await Assert.ThrowsAsync<FetchFailedException>(() => TableOfReplies.PagesOf(Daily(), Order()));
        Assert.Equal(FetchFault.Wrong, failure.Fault);
        Assert.Equal(0, _server.TrapVisits);
    }

    [Fact]
    public async Task Entities_of_a_collection_are_never_expanded_and_never_fetched()
    {
        _server.Serve(
            "/acl/2026.acl.xml", System.Text.Encoding.UTF8.GetBytes($"<!DOCTYPE c [<!ENTITY x SYSTEM '{_server.Trap}x'>]><collection id='2026.acl'>&x;</collection>"), "application/xml");
        var source = new AclSource(_house.Client, _settings, _house.Clock);
        var failure = await Assert.ThrowsAsync<FetchFailedException>(() => TableOfReplies.PagesOf(source, Order() with { Categories = ["2026.acl"] }));
        Assert.Equal(FetchFault.Unreadable, failure.Fault);
        Assert.Equal(0, _server.TrapVisits);
    }

    [Fact]
    public async Task A_question_by_post_is_sent_and_what_is_not_there_is_empty()
    {
        _server.Serve("/s2/graph/v1/paper/batch?fields=" + SemanticScholarPapers.Fields, "[null]"u8.ToArray(), "application/json");
        var enrich = Order() with { Enrich = [["doi:10.1000/x"]] };
        Assert.Empty(Assert.Single(await TableOfReplies.PagesOf(new SemanticScholarSource(_house.Client, _settings, _house.Clock), enrich)).Records);
        Assert.Empty(Assert.Single(await TableOfReplies.PagesOf(new CrossrefSource(_house.Client, _settings, _house.Clock), enrich)).Records);
    }

    private HuggingFaceSource Daily() => new(_house.Client, _settings, _house.Clock);

    private List<string> Featured() => [.. _server.Archive.Living.Where(paper => paper.Feature?.Day == Day).Select(paper => "arXiv:" + paper.Id).Order(StringComparer.Ordinal)];

    private static HarvestOrder Order() => new(Day, Day, []) { Now = new DateTimeOffset(2026, 3, 17, 9, 0, 0, TimeSpan.Zero) };
}
