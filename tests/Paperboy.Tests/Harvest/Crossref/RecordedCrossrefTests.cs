using Paperboy.Harvest.Crossref;
using Xunit;

namespace Paperboy.Tests.Harvest.Crossref;

public sealed class RecordedCrossrefTests
{
    private const string Outcomes = """
        hepcrawl/2018.3804742.json 1/0
        hepcrawl/9781316535783.011.json 1/0
        hepcrawl/PhysRevB.33.3547.2.json 1/0
        hepcrawl/s1463-4988(99)00060-3.json 1/0
        hepcrawl/sample_crossref_record.json 1/0
        hepcrawl/sample_crossref_record_with_unknown_type.json 1/0
        hepcrawl/tasc.2017.2776938.json 1/0
        test_arxiv_doi_is_used_when_available__0.json 1/0
        test_author_matching__0.json 1/0
        test_author_matching__4.txt bad
        test_bad_dois__1.json 0/0
        test_bad_titles__0.json 0/0
        test_bad_titles__3.json 1/0
        test_bad_titles__4.txt bad
        test_bulk_doi_search__10.json 1/0
        test_bulk_doi_search__11.txt bad
        test_bulk_doi_search__12.txt bad
        test_bulk_doi_search__13.txt bad
        test_bulk_doi_search__14.txt bad
        test_bulk_doi_search__15.txt bad
        test_bulk_doi_search__16.txt bad
        test_bulk_doi_search__6.json 1/0
        test_bulk_doi_search__7.json 1/0
        test_bulk_doi_search__8.json 1/0
        test_bulk_doi_search__9.json 1/0
        test_bulk_title_search__0.json 1/0
        test_bulk_title_search__10.txt bad
        test_bulk_title_search__13.txt bad
        test_bulk_title_search__14.txt bad
        test_bulk_title_search__15.txt bad
        test_bulk_title_search__16.txt bad
        test_bulk_title_search__3.json 1/0
        test_bulk_title_search__4.json 1/0
        test_bulk_title_search__5.json 1/0
        test_bulk_title_search__6.json 1/0
        test_bulk_title_search__7.json 1/0
        test_crossref_journalquality_fields_filtering__0.json 1/0
        test_crossref_journalquality_fields_filtering__1.json 1/0
        test_crossref_retraction_status__0.json 1/0
        test_cursor__0.json 20/0
        test_cursor_fails_cursor_value__0.json bad
        test_cursor_max__0.json 20/0
        test_cursor_max__1.json 20/0
        test_cursor_max__2.json 20/0
        test_cursor_max__3.json 20/0
        test_cursor_max__4.json 20/0
        test_docs_lifecycle__1.json 1/0
        test_docs_lifecycle__4.json 1/0
        test_docs_lifecycle__5.txt bad
        test_doi_search_paper_attributes0___3.json 1/0
        test_doi_search_paper_attributes0___4.txt bad
        test_doi_search_paper_attributes1___3.json 1/0
        test_doi_search_paper_attributes1___4.txt bad
        test_doi_search_paper_attributes2___3.json 1/0
        test_doi_search_paper_attributes2___4.txt bad
        test_doi_search_paper_attributes3___3.json 1/0
        test_doi_search_paper_attributes3___4.txt bad
        test_doi_search_paper_attributes4___3.json 1/0
        test_doi_search_paper_attributes4___4.txt bad
        test_ensure_sequential_run__0.txt bad
        test_ensure_sequential_run__2.txt bad
        test_ensure_sequential_run__3.json 1/0
        test_ensure_sequential_run__4.txt bad
        test_ensure_sequential_run_early_stop__1.txt bad
        test_image_enrichment_normal_use__1.json 1/0
        test_image_enrichment_normal_use__2.txt bad
        test_minimal_fields_filtering__1.txt bad
        test_minimal_fields_filtering__2.json 1/0
        test_odd_client_requests__0.json 1/0
        test_odd_client_requests__10.json 1/0
        test_odd_client_requests__11.txt bad
        test_odd_client_requests__12.txt bad
        test_odd_client_requests__2.txt bad
        test_odd_client_requests__4.json 1/0
        test_odd_client_requests__5.txt bad
        test_odd_client_requests__6.json 1/0
        test_odd_client_requests__8.txt bad
        test_pdf_reader_match_doc_details__1.json 1/0
        test_s2_only_fields_filtering__1.txt bad
        test_title_search_paper_attributes0___0.json 1/0
        test_title_search_paper_attributes0___1.txt bad
        test_title_search_paper_attributes1___0.json 1/0
        test_title_search_paper_attributes2___0.json 1/0
        test_title_search_paper_attributes2___1.txt bad
        test_tricky_journal_quality_results_10.1016-j.bbcan.2023.188947-1___0.json 1/0
        test_tricky_journal_quality_results_10.1016-j.bbcan.2023.188947-1___1.txt bad
        test_tricky_journal_quality_results_10.1016-j.semcdb.2016.08.024-1___0.json 1/0
        test_tricky_journal_quality_results_10.1016-j.semcdb.2016.08.024-1___1.txt bad
        test_tricky_journal_quality_results_10.1038-s41598-018-27044-6-1___0.json 1/0
        test_tricky_journal_quality_results_10.1038-s41598-018-27044-6-1___1.txt bad
        test_tricky_journal_quality_results_10.1073-pnas.1205508109-3___0.json 1/0
        test_tricky_journal_quality_results_10.1073-pnas.1205508109-3___1.txt bad
        test_tricky_journal_quality_results_10.1146-annurev.pathol.4.110807.092311-2___0.json 1/0
        test_tricky_journal_quality_results_10.1146-annurev.pathol.4.110807.092311-2___1.txt bad
        test_tricky_journal_quality_results_10.1186-1471-2148-11-4-2___0.json 1/0
        test_tricky_journal_quality_results_10.1186-1471-2148-11-4-2___1.txt bad
        test_works_bad_id_warn__0.txt bad
        test_works_field_queries__0.json 20/0
        test_works_field_query_publisher_name__0.json 20/0
        test_works_mixed_ids_warn__0.json 1/0
        test_works_mixed_ids_warn__1.txt bad
        test_works_mixed_ids_warn__2.json 1/0
        test_works_no_id_withlimit__0.json 2/0
        test_works_query__0.json 2/0
        test_works_query_filters_not_allowed_with_dois__0.json bad
        test_works_sample__0.json 1/1
        test_works_with_many_ids__0.json 1/0
        test_works_with_many_ids__1.json 1/0
        test_works_with_many_ids__2.json 1/0
        test_works_with_many_ids__3.json 1/0
        test_works_with_many_ids__4.json 1/0
        test_works_with_one_id__0.json 1/0
        test_works_with_select_param__0.json 20/0
        test_workscontainer_failure_behavior__0.json bad
        test_workscontainer_failure_behavior__1.json bad
        test_workscontainer_with_cursor__0.json 4/1
        test_workscontainer_with_cursor__1.json 5/0
        test_workscontainer_with_cursor__2.json 5/0
        test_workscontainer_with_cursor__3.json 5/0
        test_workscontainer_with_many__0.json 4/1
        test_workscontainer_with_one_id__0.json 1/0
        test_workscontainer_with_two_ids__0.json 1/0
        test_workscontainer_with_two_ids__1.json 1/0
        test_worksquery_execute__0.json 3/0
        test_worksquery_same_as_wrapped_method_real_requests__0.json 3/0
        test_worksquery_same_as_wrapped_method_real_requests__1.json 3/0
        """;

    [Fact]
    public void Every_recorded_reply_has_its_outcome() => RecordedReplies.Compare("crossref", Outcomes, body =>
    {
        var page = CrossrefWorks.Read(body, RecordedReplies.Latest);
        return (page.Records, page.Rejected);
    });

    [Fact]
    public void Recorded_works_say_what_they_said()
    {
        var preprint = One("test_bulk_doi_search__6.json");
        Assert.Equal("2024-04-01", preprint.Published!.ToString());
        Assert.StartsWith("Understanding the effects of rare genetic variants", preprint.Abstract, StringComparison.Ordinal);
        var sections = One("test_bulk_title_search__0.json");
        Assert.StartsWith("Objective: To automate scientific claim verification using PubMed abstracts.\n\nMaterials and Methods: We developed CliVER", sections.Abstract, StringComparison.Ordinal);
        var gene = One("test_tricky_journal_quality_results_10.1073-pnas.1205508109-3___0.json");
        Assert.EndsWith("phosphoinositide 3-kinase p110α ( PIK3CA )", gene.Title, StringComparison.Ordinal);
        Assert.Contains("Donald Hora Jr.", One("test_works_with_many_ids__1.json").Authors);
        Assert.False(One("test_works_with_one_id__0.json").Retracted);
        Assert.Null(One("hepcrawl/9781316535783.011.json").Published);
        Assert.Equal("2018-04", One("hepcrawl/tasc.2017.2776938.json").Published!.ToString());
    }

    private static Paperboy.Catalog.PaperRecord One(string file) =>
        Assert.Single(CrossrefWorks.Read(RecordedReplies.Bytes("crossref/" + file), RecordedReplies.Latest).Records);
}
