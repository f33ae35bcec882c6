using Paperboy.Harvest.OpenAlex;
using Xunit;

namespace Paperboy.Tests.Harvest.OpenAlex;

public sealed class RecordedOpenAlexTests
{
    private const string Outcomes = """
        test_does_openalex_work_not-in-openalex___0.txt bad
        test_does_openalex_work_not-oa-in-openalex___0.json 0/1
        test_does_openalex_work_oa-in-openalex1___0.json 0/1
        test_does_openalex_work_oa-in-openalex2___0.json 0/1
        test_doi_search_paper_attributes0___2.json 1/0
        test_doi_search_paper_attributes1___2.json 1/0
        test_doi_search_paper_attributes2___2.json 1/0
        test_doi_search_paper_attributes3___2.json 1/0
        test_doi_search_paper_attributes4___2.json 1/0
        test_title_search_paper_attributes0___3.json 1/0
        test_title_search_paper_attributes1___2.json 1/0
        test_title_search_paper_attributes2___3.json 2/0
        """;

    [Fact]
    public void Every_recorded_reply_has_its_outcome() => RecordedReplies.Compare("openalex", Outcomes, body =>
    {
        var page = OpenAlexWorks.Read(body, RecordedReplies.Latest);
        return (page.Records, page.Rejected);
    });

    [Fact]
    public void A_recorded_work_says_what_it_said()
    {
        var record = Assert.Single(OpenAlexWorks.Read(RecordedReplies.Bytes("openalex/test_doi_search_paper_attributes0___2.json"), RecordedReplies.Latest).Records);
        Assert.Equal(("openalex:W4408732759", "10.1016/j.xgen.2025.100814", "Cell Genomics"), (record.Key, record.Doi, record.Venue));
        Assert.Equal((3, "2025-03-01", false), (record.Citations, record.Published!.ToString(), record.Retracted));
        Assert.StartsWith("Michael Herger", record.Authors[0], StringComparison.Ordinal);
        Assert.Contains("CRISPR and Genetic Engineering", record.Topics);
    }

    [Fact]
    public void A_recorded_preprint_is_known_by_its_arxiv_id()
    {
        var record = Assert.Single(OpenAlexWorks.Read(RecordedReplies.Bytes("openalex/test_title_search_paper_attributes1___2.json"), RecordedReplies.Latest).Records);
        Assert.StartsWith("PaperQA", record.Title, StringComparison.Ordinal);
        Assert.Contains("arXiv:2312.07559", record.Ids);
        Assert.Null(record.Venue);
    }
}
