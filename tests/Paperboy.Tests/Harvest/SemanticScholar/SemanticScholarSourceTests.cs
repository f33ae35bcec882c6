using System.Diagnostics;
using System.Net;
using System.Text;
using Paperboy.Harvest;
using Paperboy.Harvest.Crossref;
using Paperboy.Harvest.Fetching;
using Paperboy.Harvest.OpenAlex;
using Paperboy.Harvest.SemanticScholar;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.SemanticScholar;

public sealed class SemanticScholarSourceTests
{
    private const string Batch = "graph/v1/paper/batch?fields=" + SemanticScholarPapers.Fields;

    private const string Paper = """
        {"paperId": "abc", "corpusId": 77, "externalIds": {"ArXiv": "2503.11731", "DOI": "10.18653/V1/P19-1001", "CorpusId": 77}, "title": "Patient Caches",
         "abstract": "We wait.", "venue": "arXiv.org", "year": 2025, "publicationDate": "2025-03-14", "citationCount": 9, "influentialCitationCount": 2,
         "tldr": {"model": "tldr@v2", "text": "Caches that wait."}, "s2FieldsOfStudy": [{"category": "Computer Science"}, {"category": "Computer Science"}],
         "authors": [{"authorId": "1", "name": "Ada Example"}]}
        """;

    private static readonly TestTime Time = new();

    [Fact]
    public async Task Known_papers_are_asked_for_in_one_batch_and_unknown_ones_are_no_fault()
    {
        var service = new TableOfReplies { [Batch] = $"[{Paper}, null, {Paper}]" };
        var order = Order() with { Enrich = [["arXiv:2503.11731"], ["ACL:P19-1002"], ["doi:10.1000/other"], ["sample:3"]] };
        var page = Assert.Single(await TableOfReplies.PagesOf(Source(service), order));
        Assert.Equal("""{"ids":["ARXIV:2503.11731","ACL:P19-1002","DOI:10.1000/other"]}""", service.Sent);
        Assert.Equal("secret", service.Headers!.GetValues("x-api-key").Single());

        var record = page.Records[0];
        Assert.Equal(("s2", "s2:77", "Patient Caches", "Caches that wait."), (record.Source, record.Key, record.Title, record.Tldr));
        Assert.Equal((9, 2, "2025-03-14", null), (record.Citations, record.InfluentialCitations, record.Published!.ToString(), record.Venue));
        Assert.Equal(["arXiv:2503.11731", "ACL:P19-1001"], record.Ids);
        Assert.Equal(["Computer Science"], record.Topics);
        Assert.Equal(["Ada Example"], record.Authors);
    }

    [Fact]
    public async Task Another_paper_than_the_one_asked_for_is_rejected()
    {
        var service = new TableOfReplies { [Batch] = $"[{Paper}]" };
        var page = Assert.Single(await TableOfReplies.PagesOf(Source(service), Order() with { Enrich = [["arXiv:2601.00001"]] }));
        Assert.Empty(page.Records);
        Assert.Equal([new RejectedRecord("s2:77", "it is not a paper that was asked for")], page.Rejected);
    }

    [Fact]
    public async Task A_batch_of_which_no_paper_is_known_is_no_fault_and_any_other_refusal_is()
    {
        var service = new TableOfReplies();
        service.Fail(Batch, HttpStatusCode.BadRequest, """{"error": "No valid paper ids given"}""");
        var order = Order() with { Enrich = [["arXiv:2601.00001"]] };
        Assert.Empty(Assert.Single(await TableOfReplies.PagesOf(Source(service), order)).Records);
        service.Fail(Batch, HttpStatusCode.BadRequest, """{"error": "Unrecognized or unsupported fields: [nonsense]"}""");
        var failure = await Assert.ThrowsAsync<FetchFailedException>(() => TableOfReplies.PagesOf(Source(service), order));
        Assert.EndsWith("unsupported fields: [nonsense]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_asked_for_by_offset_and_never_beyond_a_thousand()
    {
        var service = new TableOfReplies { Otherwise = path => Page(int.Parse(path.Split("offset=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture)) };
        var pages = await TableOfReplies.PagesOf(Source(service), Order() with { Query = "graph" });
        Assert.Equal((10, 1_000, "100", null), (pages.Count, pages[0].Expected, pages[0].Cursor, pages[^1].Cursor));
        Assert.StartsWith("graph/v1/paper/search?query=graph&publicationDateOrYear=2026-03-10:2026-03-17&offset=0&limit=100&fields=title,", service.Asked[0], StringComparison.Ordinal);
        Assert.Empty(Assert.Single(await TableOfReplies.PagesOf(Source(new TableOfReplies { Otherwise = _ => """{"total": 0, "offset": 0}""" }), Order() with { Query = "none" })).Records);

        static string Page(int offset) => $$"""{"total": 70498, "offset": {{offset}}, "next": {{offset + 100}}, "data": [{{Paper}}]}""";
    }

    [Fact]
    public void A_batch_of_another_length_is_a_bad_reply() =>
        Assert.Throws<BadReplyException>(() => SemanticScholarPapers.ReadBatch("[null]"u8.ToArray(), 2, new DateOnly(2027, 3, 17)));

    [Fact]
    public void Damaged_replies_of_all_services_give_records_or_a_bad_reply_and_nothing_else()
    {
        var latest = new DateOnly(2027, 3, 17);
        var random = new Random(13);
        var clock = Stopwatch.StartNew();
        byte[][] replies =
        [
            Encoding.UTF8.GetBytes($$"""{"total": 1, "data": [{{Paper}}, {{Paper}}]}"""),
            """{"message": {"items": [{"DOI": "10.1/a", "title": ["T<b>x</b>"], "abstract": "<p>y</p>", "issued": {"date-parts": [[2020, 1, 2]]}, "author": [{"given": "A", "family": "B"}]}]}}"""u8.ToArray(),
            """{"results": [{"id": "https://openalex.org/W1", "title": "T", "abstract_inverted_index": {"a": [0, 2], "b": [1]}, "publication_date": "2020-02-03"}], "meta": {"count": 1}}"""u8.ToArray(),
        ];
        for (var round = 0; round < 6_000; round++)
        {
            var body = replies[round % 3].ToArray();
            for (var damage = random.Next(3); damage >= 0; damage--)
                body[random.Next(body.Length)] = (byte)random.Next(round % 2 == 0 ? 128 : 256);
            try
            {
                _ = (round % 3) switch
                {
                    0 => SemanticScholarPapers.Read(body, latest).Records.Count,
                    1 => CrossrefWorks.Read(body, latest).Records.Count,
                    _ => OpenAlexWorks.Read(body, latest).Records.Count,
                };
            }
            catch (BadReplyException)
            {
                // Refused, which is right.
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"6,000 replies took {clock.Elapsed}.");
    }

    private static SemanticScholarSource Source(TableOfReplies service) => new(service.Client(), TableOfReplies.Settings("secret"), Time);

    private static HarvestOrder Order() => new(new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 17), []) { Now = Time.Now };
}
