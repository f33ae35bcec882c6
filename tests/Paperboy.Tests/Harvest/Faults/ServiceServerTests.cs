using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Paperboy.Tests.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>That the server which the other tests believe does what it says.</summary>
public sealed class ServiceServerTests : IAsyncLifetime
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private static readonly XNamespace Arxiv = "http://arxiv.org/OAI/arXiv/";
    private static readonly XNamespace Raw = "http://arxiv.org/OAI/arXivRaw/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly FetchHouse _house = new();
    private ServiceServer _server = null!;

    private InventedArchive Archive => _server.Archive;

    public async ValueTask InitializeAsync() => _server = await ServiceServer.Start(
        InventedArchive.Make(1, new DateOnly(2026, 3, 12), new DateOnly(2026, 3, 18), 60), _house.Clock);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _house.Dispose();
    }

    [Fact]
    public void The_same_seed_gives_the_same_archive_with_all_that_archives_have()
    {
        var again = InventedArchive.Make(1, new DateOnly(2026, 3, 12), new DateOnly(2026, 3, 18), 60);
        Assert.Equal(JsonSerializer.Serialize(Archive.Papers.Values), JsonSerializer.Serialize(again.Papers.Values));
        Assert.Equal([12, 13, 16, 17, 18], Archive.Days.Select(d => d.Day));
        Assert.Equal(300, Archive.Papers.Count);
        Assert.Equal(300, Archive.Papers.Values.Select(p => p.Title).Distinct().Count());
        Assert.Contains(Archive.Papers.Values, p => p.IsDeleted);
        Assert.Contains(Archive.Living, p => p.Versions.Count > 1);
        Assert.Contains(Archive.Living, p => p.Abstract.Contains("\\log", StringComparison.Ordinal));
        Assert.All(Archive.Papers.Values, p => Assert.True(p.Versions[^1] < new DateTimeOffset(p.Datestamp, default, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("arXiv")]
    [InlineData("arXivRaw")]
    [InlineData("oai_dc")]
    public async Task Pages_of_a_window_lead_to_all_of_its_records_once(string prefix)
    {
        _server.Oai.PageSize = 17;
        var (ids, pages) = (new List<string>(), 0);
        for (var query = $"verb=ListRecords&metadataPrefix={prefix}&from=2026-03-13&until=2026-03-17&set=cs"; query.Length > 0; pages++)
        {
            var list = (await GetXml("oai?" + query)).Element(Oai + "ListRecords")!;
            ids.AddRange(list.Elements(Oai + "record").Select(r => r.Element(Oai + "header")!.Element(Oai + "identifier")!.Value));
            var token = list.Element(Oai + "resumptionToken")!;
            Assert.Equal(Expected().Count(), (int)token.Attribute("completeListSize")!);
            query = token.Value.Length > 0 ? "verb=ListRecords&resumptionToken=" + Uri.EscapeDataString(token.Value) : "";
        }

        Assert.Equal(Expected().Order(), ids.Order());
        Assert.Equal((Expected().Count() + 16) / 17, pages);
        Assert.Empty(_server.Log.AskedTwice);
        Assert.Empty(_server.Log.Overlapping);
        Assert.Equal(TimeSpan.FromSeconds(3), _server.Log.LeastDistance("arxiv"));

        IEnumerable<string> Expected() => Archive.Papers.Values
            .Where(p => p.Datestamp.Day is >= 13 and <= 17 && p.Categories.Any(c => c.StartsWith("cs.", StringComparison.Ordinal)))
            .Select(p => "oai:arXiv.org:" + p.Id);
    }

    [Fact]
    public async Task A_record_says_what_the_archive_knows()
    {
        var paper = Archive.Living.First(p => p.Versions.Count > 1 && p.Authors.Count > 1);
        var record = (await GetXml($"oai?verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:{paper.Id}")).Descendants(Arxiv + "arXiv").Single();
        Assert.Equal(paper.Title, record.Element(Arxiv + "title")!.Value);
        Assert.Equal(paper.Authors.Select(a => a.Key), record.Descendants(Arxiv + "keyname").Select(k => k.Value));
        var raw = (await GetXml($"oai?verb=GetRecord&metadataPrefix=arXivRaw&identifier=oai:arXiv.org:{paper.Id}")).Descendants(Raw + "arXivRaw").Single();
        Assert.Equal(paper.Versions.Count, raw.Elements(Raw + "version").Count());
        Assert.Contains(" and " + paper.Authors[^1].Name, raw.Element(Raw + "authors")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verb=Nonsense", "badVerb")]
    [InlineData("verb=ListRecords", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=arXiv&from=2026-3-1", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat")]
    [InlineData("verb=ListRecords&metadataPrefix=arXiv&from=2026-03-14&until=2026-03-14", "noRecordsMatch")]
    [InlineData("verb=ListRecords&resumptionToken=x", "badResumptionToken")]
    [InlineData("verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:1", "idDoesNotExist")]
    public async Task Errors_are_those_of_the_protocol(string query, string code) =>
        Assert.Equal(code, (string?)(await GetXml("oai?" + query)).Element(Oai + "error")!.Attribute("code"));

    [Fact]
    public async Task A_token_is_dead_after_midnight()
    {
        _server.Oai.PageSize = 10;
        var token = (await GetXml("oai?verb=ListRecords&metadataPrefix=arXiv")).Descendants(Oai + "resumptionToken").Single().Value;
        _house.Clock.Pass(TimeSpan.FromHours(16));
        var late = await GetXml("oai?verb=ListRecords&resumptionToken=" + Uri.EscapeDataString(token));
        Assert.Equal("badResumptionToken", (string?)late.Element(Oai + "error")!.Attribute("code"));
    }

    [Fact]
    public async Task The_search_finds_by_ids_and_words_and_pages()
    {
        var some = Archive.Living.Take(5).Select(p => p.Id).ToList();
        var found = await GetXml($"api/query?id_list={string.Join(',', some)},2603.99999&max_results=100");
        Assert.Equal(some, found.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value.Split('/')[^1].Split('v')[0]));
        var page = await GetXml("api/query?search_query=cat:cs.CL+AND+submittedDate:[202603120000+TO+202603142359]&start=2&max_results=3");
        Assert.Equal(3, page.Elements(Atom + "entry").Count());
        Assert.Contains("it answered 400", (await _house.Failure($"{_server.Address}api/query?id_list=abc")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_lists_a_day_by_category()
    {
        var feed = await GetXml("rss/cs.CL+stat.ML");
        var ids = feed.Descendants("guid").Select(g => g.Value).ToList();
        var expected = Archive.Announcements.Where(a => a.Day == Archive.Days[^1])
            .Select(a => (a, Paper: Archive.Papers[a.Id]))
            .Where(x => !x.Paper.IsDeleted && (x.Paper.Categories.Contains("cs.CL") || x.Paper.Categories.Contains("stat.ML")))
            .Select(x => $"oai:arXiv.org:{x.a.Id}v{x.a.Version}");
        Assert.Equal(expected.Order(), ids.Order());
        _server.Faults.Add(Fault.YesterdaysBatch, "/rss");
        Assert.Empty((await GetXml("rss/cs.CL+stat.ML")).Descendants("guid").Select(g => g.Value).Intersect(ids));
    }

    [Fact]
    public async Task The_daily_papers_of_a_day_come_in_pages()
    {
        var day = Archive.Days.MaxBy(d => Archive.Living.Count(p => p.Feature?.Day == d));
        var all = Archive.Living.Where(p => p.Feature?.Day == day).Select(p => p.Id);
        var got = new List<string>();
        for (var p = 0; ; p++)
        {
            using var page = JsonDocument.Parse(await Get($"api/daily_papers?date={day:yyyy-MM-dd}&p={p}&limit=3"));
            got.AddRange(page.RootElement.EnumerateArray().Select(e => e.GetProperty("paper").GetProperty("id").GetString()!));
            if (page.RootElement.GetArrayLength() < 3)
                break;
        }

        Assert.Equal(all.Order(), got.Order());
        Assert.Contains("400", (await _house.Failure($"{_server.Address}api/daily_papers?date=2026-3-1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_come_at_the_request_that_they_were_ordered_for()
    {
        _server.Faults.Add(Fault.Unavailable, "/rss", nth: 2, times: 2);
        _server.Faults.Add(Fault.ServerError, "/oai");
        for (var i = 0; i < 3; i++)
            await Get("rss/cs.CL");
        await GetXml("oai?verb=Identify");
        Assert.Equal(
            [null, Fault.Unavailable, Fault.Unavailable, null, null, Fault.ServerError, null],
            _server.Log.All.Select(p => p.Fault));
    }

    [Fact]
    public async Task Files_of_other_services_are_served_as_they_are()
    {
        _server.Serve("/openalex/works", Encoding.UTF8.GetBytes("{\"results\":[]}"), "application/json");
        _server.Serve("/openalex/works?page=2", Encoding.UTF8.GetBytes("{\"error\":\"no\"}"), "application/json", 404);
        Assert.Equal("{\"results\":[]}", await Get("openalex/works?page=1"));
        Assert.Contains("404", (await _house.Failure($"{_server.Address}openalex/works?page=2")).Message, StringComparison.Ordinal);
    }

    private Task<string> Get(string path) => _house.Get($"{_server.Address}{path}");

    private async Task<XElement> GetXml(string path) => XDocument.Parse(await Get(path)).Root!;
}
