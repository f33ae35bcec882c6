using Paperboy.Harvest.SemanticScholar;
using Xunit;

namespace Paperboy.Tests.Harvest.SemanticScholar;

public sealed class RecordedSemanticScholarTests
{
    private const string Outcomes = """
        Citation.json bad
        PaperWithNullValues.json 0/1
        test_debug__0.json bad
        test_empty_paginated_results__0.json 0/0
        test_get_author__0.json bad
        test_get_author_papers__4.json 100/0
        test_get_author_papers__6.json 100/0
        test_get_author_papers__7.json 100/0
        test_get_authors__0.json bad
        test_get_authors_not_found_warning__0.json bad
        test_get_authors_return_not_found__0.json bad
        test_get_available_releases__0.json bad
        test_get_dataset_download_links__0.json bad
        test_get_paper_authors__0.json 0/4
        test_get_paper_citations__0.json 0/100
        test_get_paper_citations__1.json 0/100
        test_get_paper_citations__12.json 0/100
        test_get_paper_citations__14.json 0/100
        test_get_paper_citations__15.json 0/100
        test_get_paper_citations__16.json 0/100
        test_get_paper_citations__17.json 0/100
        test_get_paper_citations__2.json 0/100
        test_get_paper_citations__3.json 0/100
        test_get_paper_citations__4.json 0/100
        test_get_paper_citations__5.json 0/100
        test_get_paper_citations__6.json 0/100
        test_get_paper_citations__8.json 0/100
        test_get_paper_citations__9.json 0/100
        test_get_paper_sync_from_running_loop__0.json 1/0
        test_get_papers__0.json bad
        test_get_papers_not_found_warning__0.json bad
        test_get_papers_return_not_found__0.json bad
        test_get_recommended_papers__0.json bad
        test_get_recommended_papers_from_lists__0.json bad
        test_get_recommended_papers_from_lists_negative_only__0.json bad
        test_get_recommended_papers_pool_from__0.json bad
        test_not_found__0.json bad
        test_search_author__0.json 0/59
        test_search_paper_bulk_retrieval_sorted_results_asc__3.json 0/27
        test_search_paper_bulk_retrieval_sorted_results_default_order__2.json 0/674
        test_search_paper_bulk_retrieval_sorted_results_desc__3.json 0/27
        test_search_paper_fields_of_study__0.json 0/100
        test_search_paper_min_citation_count__0.json 0/70
        test_search_paper_next_page__0.json 100/0
        test_search_paper_open_access_pdf__0.json 0/100
        test_search_paper_publication_date_or_year__0.json 77/0
        test_search_paper_publication_date_or_year__2.json 100/0
        test_search_paper_publication_date_or_year__3.json 100/0
        test_search_paper_publication_date_or_year__4.json 100/0
        test_search_paper_publication_date_or_year__7.json 100/0
        test_search_paper_publication_date_or_year__8.json 100/0
        test_search_paper_publication_types__0.json 0/100
        test_search_paper_publication_types__1.json 0/100
        test_search_paper_traversing_results__0.json 89/0
        test_search_paper_venue__0.json 0/100
        test_search_paper_with_relevance_and_sort__0.json 100/0
        test_search_paper_year__0.json 0/21
        test_search_paper_year_range__0.json 0/47
        test_search_snippet__0.json 0/2
        """;

    [Fact]
    public void Every_recorded_reply_has_its_outcome() => RecordedReplies.Compare("semantic-scholar", Outcomes, body =>
    {
        var page = SemanticScholarPapers.Read(body, RecordedReplies.Latest);
        return (page.Records, page.Rejected);
    });

    [Theory]
    [InlineData("test_get_papers_not_found_warning__0.json", 4, 3, 0)]
    [InlineData("test_get_papers_return_not_found__0.json", 4, 3, 0)]
    [InlineData("test_get_papers__0.json", 3, 0, 3)]
    public void A_recorded_batch_leaves_out_what_is_not_known(string file, int asked, int records, int rejected)
    {
        var page = SemanticScholarPapers.ReadBatch(RecordedReplies.Bytes("semantic-scholar/" + file), asked, RecordedReplies.Latest);
        Assert.Equal((records, rejected), (page.Records.Count, page.Rejected.Count));
    }

    [Fact]
    public void A_recorded_paper_says_what_it_said()
    {
        var record = SemanticScholarPapers.ReadBatch(RecordedReplies.Bytes("semantic-scholar/test_get_papers_not_found_warning__0.json"), 4, RecordedReplies.Latest).Records[0];
        Assert.Equal(("s2:470667", "10.2139/ssrn.288970", "2001-10-01"), (record.Key, record.Doi, record.Published!.ToString()));
        Assert.Equal((10670, 578), (record.Citations, record.InfluentialCitations));
        Assert.Equal(["Psychology", "Economics", "Mathematics"], record.Topics);
        Assert.Equal(["Marianne Bertrand", "E. Duflo", "S. Mullainathan"], record.Authors);
    }
}
