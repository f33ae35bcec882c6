using System.Text;
using Paperboy.Harvest;
using Paperboy.Harvest.OpenAlex;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.OpenAlex;

public sealed class OpenAlexSourceTests
{
    private const string Fields =
        "&select=id,doi,title,display_name,publication_date,publication_year,primary_location,locations,authorships,topics,keywords,cited_by_count,is_retracted,is_paratext,abstract_inverted_index";

    private const string Work = """
        {"id": "https://openalex.org/W123", "doi": "https://doi.org/10.1000/Wait.1", "title": "Patient Caches", "publication_date": "2025-01-01",
         "primary_location": {"source": {"display_name": "Journal of Waiting", "type": "journal"}, "landing_page_url": "https://doi.org/10.1000/wait.1"},
         "locations": [{"landing_page_url": "http://arxiv.org/abs/2503.11731"}, {"landing_page_url": "https://aclanthology.org/P19-1001/"}, {"landing_page_url": null}],
         "authorships": [{"author": {"display_name": "Ada Example"}}, {"author": {}, "raw_author_name": "B. Raw"}],
         "topics": [{"display_name": "Caching"}], "keywords": [{"display_name": "Patience"}], "cited_by_count": 5, "is_retracted": true,
         "abstract_inverted_index": {"We": [0], "wait.": [1]}}
        """;

    private static readonly TestTime Time = new();

    [Fact]
    public void A_work_becomes_a_record()
    {
        var record = Assert.Single(Read(Work).Records);
        Assert.Equal(("openalex", "openalex:W123", "Patient Caches", "We wait."), (record.Source, record.Key, record.Title, record.Abstract));
        Assert.Equal(["Ada Example", "B. Raw"], record.Authors);
        Assert.Equal(("2025", "Journal of Waiting", 5, true), (record.Published!.ToString(), record.Venue, record.Citations, record.Retracted));
        Assert.Equal(["arXiv:2503.11731", "ACL:P19-1001"], record.Ids);
        Assert.Equal(["Caching"], record.Topics);
        Assert.Equal(["Patience"], record.Keywords);
        Assert.Equal("10.1000/wait.1", record.Doi);
    }

    [Theory]
    [InlineData("\"id\": \"https://openalex.org/\"", "id")]
    [InlineData("\"title\": null, \"display_name\": \" \"", "title is missing or empty")]
    [InlineData("\"is_paratext\": true", "it is paratext (a cover, a table of contents) and no paper")]
    public void What_is_no_paper_is_rejected(string field, string reason) =>
        Assert.StartsWith(reason, Assert.Single(Read(Work.TrimEnd()[..^1] + ", " + field + "}").Rejected).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task Up_to_fifty_dois_are_asked_for_in_one_request()
    {
        var service = new TableOfReplies
        {
            ["works?filter=doi:10.1000%2Fwait.1%7C10.48550%2Farxiv.2503.11731%7C10.48550%2Farxiv.2601.00001&per-page=100" + Fields + "&mailto=o%40p.example"] =
                $$"""{"meta": {"count": 2}, "results": [{{Work}}, {"id": "https://openalex.org/W9", "title": "Another", "doi": "https://doi.org/10.9/other"}]}""",
        };
        var source = new OpenAlexSource(service.Client(), TableOfReplies.Settings("secret", "o@p.example"), Time);
        var order = Order() with { Enrich = [["arXiv:2503.11731", "doi:10.1000/wait.1", "sample:1"], ["arXiv:2601.00001"], ["sample:2"], ["doi:10.1/a|b"]] };
        var page = Assert.Single(await TableOfReplies.PagesOf(source, order));
        Assert.Equal("openalex:W123", Assert.Single(page.Records).Key);
        Assert.Equal("it is not a paper that was asked for", Assert.Single(page.Rejected).Reason);
        Assert.Equal("Bearer secret", service.Headers!.Authorization!.ToString());

        var many = Enumerable.Range(10_000, 120).Select(number => (IReadOnlyList<string>)[$"arXiv:2601.{number}"]).ToList();
        Assert.Equal([50, 50, 20], source.Plan(Order() with { Enrich = many }).Select(window => Enrichment.Of(window).Count));
    }

    [Fact]
    public async Task Words_are_asked_for_by_cursor_until_the_empty_page()
    {
        const string first = "works?search=graph&filter=from_publication_date:2026-03-10,to_publication_date:2026-03-17&per-page=100&cursor=";
        var service = new TableOfReplies
        {
            [first + "%2A" + Fields] = $$"""{"meta": {"count": 1, "next_cursor": "next"}, "results": [{{Work}}]}""",
            [first + "next" + Fields] = """{"meta": {"count": 1, "next_cursor": null}, "results": []}""",
        };
        var pages = await TableOfReplies.PagesOf(Source(service), Order() with { Query = "graph" });
        Assert.Equal([1, 0], pages.Select(page => page.Records.Count));
        Assert.Equal(["1 next", null], pages.Select(page => page.Cursor));
        Assert.Equal([first + "next" + Fields], (await AskedFrom("1 next")).Asked);

        async Task<TableOfReplies> AskedFrom(string cursor)
        {
            var again = new TableOfReplies { [first + "next" + Fields] = """{"results": []}""" };
            await TableOfReplies.PagesOf(Source(again), Order() with { Query = "graph" }, cursor);
            return again;
        }
    }

    [Fact]
    public async Task A_repeated_cursor_is_no_way_forward()
    {
        var service = new TableOfReplies { Otherwise = _ => $$"""{"meta": {"next_cursor": "same"}, "results": [{{Work}}]}""" };
        await Assert.ThrowsAsync<CursorExpiredException>(() => TableOfReplies.PagesOf(Source(service), Order() with { Query = "x" }));
    }

    [Fact]
    public async Task A_question_without_end_ends_after_a_thousand_papers()
    {
        var page = 0;
        var service = new TableOfReplies
        {
            Otherwise = _ => $$"""{"meta": {"count": 99999, "next_cursor": "{{page++}}"}, "results": [{{string.Join(",", Enumerable.Repeat(Work, 100))}}]}""",
        };
        var pages = await TableOfReplies.PagesOf(Source(service), Order() with { Query = "x" });
        Assert.Equal((10, 1_000), (pages.Count, pages[0].Expected));
    }

    private static OpenAlexPage Read(string work) => OpenAlexWorks.Read(Encoding.UTF8.GetBytes(work), new DateOnly(2027, 3, 17));

    private static OpenAlexSource Source(TableOfReplies service) => new(service.Client(), TableOfReplies.Settings(), Time);

    private static HarvestOrder Order() => new(new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 17), []) { Now = Time.Now };
}
