using System.Net;
using System.Text;
using Paperboy.Harvest;
using Paperboy.Harvest.Crossref;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Crossref;

public sealed class CrossrefSourceTests
{
    private static readonly TestTime Time = new();

    private const string Work = """
        {"DOI": "10.1000/Wait.1", "type": "journal-article", "title": ["Patient <i>Caches</i>"], "subtitle": ["They Wait"],
         "abstract": "<jats:p>We wait.</jats:p>", "author": [{"given": "Ada", "family": "Example"}, {"name": "The Team"}, {"family": "Solo"}, {}],
         "container-title": ["Journal of Waiting &amp; Winning"], "issued": {"date-parts": [[2025, 2, 31]]}, "is-referenced-by-count": 12,
         "license": [{"URL": "https://publisher.example/tdm", "content-version": "tdm"}, {"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "vor"}],
         "relation": {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2503.11731"}, {"id-type": "doi", "id": "10.26434/other"}]}}
        """;

    [Fact]
    public void A_work_becomes_a_record()
    {
        var record = Assert.Single(Read(Work).Records);
        Assert.Equal(("crossref", "doi:10.1000/wait.1", "Patient Caches: They Wait", "We wait."), (record.Source, record.Key, record.Title, record.Abstract));
        Assert.Equal(["Ada Example", "The Team", "Solo"], record.Authors);
        Assert.Equal(("2025-02", "Journal of Waiting & Winning", 12), (record.Published!.ToString(), record.Venue, record.Citations));
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", record.License);
        Assert.Equal(["arXiv:2503.11731"], record.Ids);
        Assert.False(record.Retracted);
    }

    [Theory]
    [InlineData("\"updated-by\": [{\"type\": \"retraction\", \"DOI\": \"10.1/x\"}]", true, null)]
    [InlineData("\"updated-by\": [{\"type\": \"correction\", \"DOI\": \"10.1/x\"}]", false, null)]
    [InlineData("\"update-to\": [{\"type\": \"new_version\", \"DOI\": \"10.1/x\"}]", false, null)]
    [InlineData("\"update-to\": [{\"type\": \"retraction\", \"DOI\": \"10.1/x\"}]", false, "it is a notice (retraction of 10.1/x), and no paper")]
    [InlineData("\"type\": \"peer-review\"", false, "it is of the type peer-review, and no paper")]
    [InlineData("\"DOI\": \"nonsense\"", false, "DOI is missing, or none")]
    [InlineData("\"title\": []", false, "title is missing or empty")]
    [InlineData("\"issued\": {\"date-parts\": [[null]]}, \"published\": 3", false, null)]
    public void Retractions_and_what_is_no_paper_are_told_apart(string field, bool retracted, string? reason)
    {
        var page = Read(Work.TrimEnd()[..^1] + ", " + field + "}");
        Assert.Equal(reason, page.Rejected.Count > 0 ? page.Rejected[0].Reason : null);
        Assert.Equal(retracted, page.Records.Any(record => record.Retracted));
    }

    [Fact]
    public async Task Known_papers_with_a_publishers_doi_are_asked_for_together()
    {
        var service = new TableOfReplies
        {
            ["works?filter=doi:10.1000%2Fwait.1,doi:10.18653%2Fv1%2Fp19-1001&rows=20&mailto=owner%40paper.example"] =
                $$"""{"status": "ok", "message": {"items": [{{Work}}, {"DOI": "10.9/other", "title": ["Another"]}], "total-results": 2} }""",
        };
        var order = Order() with { Enrich = [["arXiv:2503.11731", "doi:10.1000/Wait.1"], ["ACL:P19-1001"], ["arXiv:2601.00001"]] };
        var source = Source(service, "owner@paper.example");
        var page = Assert.Single(await TableOfReplies.PagesOf(source, order));
        Assert.Equal("enrich/2026-03-17/arXiv%3A2503.11731,doi%3A10.1000%2FWait.1|ACL%3AP19-1001", Assert.Single(source.Plan(order)).Name);
        Assert.Equal("doi:10.1000/wait.1", Assert.Single(page.Records).Key);
        Assert.Equal([new RejectedRecord("doi:10.9/other", "it is not a paper that was asked for")], page.Rejected);
    }

    [Fact]
    public async Task A_work_that_names_another_preprint_than_ours_is_rejected()
    {
        var service = new TableOfReplies { ["works/10.1000%2Fwait.1"] = $$"""{"message": {{Work}}}""" };
        var page = Assert.Single(await TableOfReplies.PagesOf(Source(service), Order() with { Enrich = [["arXiv:2501.00001", "doi:10.1000/wait.1"]] }));
        Assert.Empty(page.Records);
        Assert.Equal("it is arXiv:2503.11731, and the paper that was asked for is arXiv:2501.00001", Assert.Single(page.Rejected).Reason);
    }

    [Fact]
    public async Task A_doi_that_is_not_known_there_is_no_failure_and_one_with_a_comma_goes_alone()
    {
        var service = new TableOfReplies();
        var pages = await TableOfReplies.PagesOf(Source(service), Order() with { Enrich = [["doi:10.1000/a"], ["doi:10.1000/b,c"], ["doi:10.1000/d"]] });
        Assert.Equal(["works/10.1000%2Fa", "works/10.1000%2Fb%2Cc", "works/10.1000%2Fd"], service.Asked);
        Assert.All(pages, page => Assert.Empty(page.Records));
    }

    [Fact]
    public async Task Words_are_asked_for_by_cursor_until_a_short_page()
    {
        const string first = "works?query=graph%20nets&filter=from-pub-date:2026-03-10,until-pub-date:2026-03-17&rows=100&cursor=";
        var service = new TableOfReplies { [first + "%2A"] = Page(0, 100, "abc=="), [first + "abc%3D%3D"] = Page(100, 7, "abc==") };
        var pages = await TableOfReplies.PagesOf(Source(service), Order() with { Query = "graph nets" });
        Assert.Equal([100, 7], pages.Select(page => page.Records.Count));
        Assert.Equal(["100 abc==", null], pages.Select(page => page.Cursor));
        Assert.All(pages, page => Assert.Equal(107, page.Expected));
    }

    [Fact]
    public async Task A_cursor_that_crossref_knows_no_more_starts_the_window_again()
    {
        var service = new TableOfReplies();
        await Assert.ThrowsAsync<CursorExpiredException>(() => TableOfReplies.PagesOf(Source(service), Order() with { Query = "x" }, "100 abc"));
        service.Fail(
            "works?query=y&filter=from-pub-date:2026-03-10,until-pub-date:2026-03-17&rows=100&cursor=%2A", HttpStatusCode.BadRequest,
            """{"status": "failed", "message": [{"type": "parameter-not-allowed", "message": "This route does not support it"}]}""");
        var wrong = await Assert.ThrowsAsync<FetchFailedException>(() => TableOfReplies.PagesOf(Source(service), Order() with { Query = "y" }));
        Assert.EndsWith(": This route does not support it", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_ordered_is_nothing_planned() => Assert.Empty(Source(new TableOfReplies()).Plan(Order()));

    private static CrossrefPage Read(string work) => CrossrefWorks.Read(Encoding.UTF8.GetBytes($$"""{"message": {{work}}}"""), new DateOnly(2027, 3, 17));

    private static CrossrefSource Source(TableOfReplies service, string contact = "") => new(service.Client(), TableOfReplies.Settings(contact: contact), Time);

    private static HarvestOrder Order() => new(new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 17), []) { Now = Time.Now };

    private static string Page(int first, int count, string cursor) =>
        $$"""{"message": {"total-results": 107, "next-cursor": "{{cursor}}", "items": [{{string.Join(",", Enumerable.Range(first, count).Select(number => $$"""{"DOI": "10.1000/{{number}}", "title": ["Paper {{number}}"]}"""))}}]} }""";
}
