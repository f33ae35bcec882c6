using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class PaperStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperStore _papers;

    public PaperStoreTests()
    {
        _database = _folder.OpenDatabase();
        _papers = new PaperStore(_database);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_paper_is_found_by_its_id_bare_or_with_a_version()
    {
        Save(Invented.Record());
        Assert.Equal("arXiv:2601.00001", _papers.Find("2601.00001v4")!.Id);
        Assert.Equal("arXiv:2601.00001", _papers.Find("arXiv:2601.00001")!.Id);
        Assert.Null(_papers.Find("arXiv:2601.00002"));
    }

    [Fact]
    public void Records_of_two_sources_with_one_arxiv_id_are_one_paper_that_knows_both()
    {
        Save(Invented.Record(), Invented.Record(
            ("source", "hf"), ("id", "2601.00001v2"), ("title", "A Retold Title"), ("listed", null), ("featured", "2026-01-06"), ("upvotes", 9)));
        Assert.Equal(1, _papers.Count());
        var paper = _papers.Find("2601.00001")!;
        Assert.Equal("On the Patience of Small Caches", paper.Title);
        Assert.Equal(9, paper.Upvotes);
        Assert.Equal(["arxiv", "hf"], _papers.RecordsOf(paper).Select(r => r.Source));
    }

    [Fact]
    public void A_shared_doi_makes_one_paper_and_the_lost_id_leads_to_it()
    {
        Save(
            Invented.Record(("source", "acl"), ("id", "ACL:2026.long.1"), ("title", "Another Wording"), ("doi", "10.1000/1")),
            Invented.Record(("doi", "10.1000/1")));
        Assert.Equal(1, _papers.Count());
        Assert.Equal("arXiv:2601.00001", _papers.Find("ACL:2026.long.1")!.Id);
    }

    [Fact]
    public void Title_surname_and_year_make_one_paper_where_ids_say_nothing()
    {
        Save(
            Invented.Record(),
            Invented.Record(("source", "acl"), ("id", "ACL:2026.long.1"), ("title", "On the patience of small caches."), ("authors", new[] { "Example, Ada" }), ("listed", null), ("published", "2026-07")));
        Assert.Equal(1, _papers.Count());
    }

    [Fact]
    public void A_preprint_and_its_article_of_the_next_year_are_one_paper_under_almost_the_same_title()
    {
        Save(
            Invented.Record(("title", "On the Patience of Small Winter Caches")),
            Invented.Record(("source", "crossref"), ("id", "doi:10.1000/7"), ("title", "On the patience of small winter cachs"), ("authors", new[] { "Sample, B.", "Example, A." }), ("listed", null), ("published", "2027")));
        Assert.Equal("arXiv:2601.00001", _papers.Find("doi:10.1000/7")!.Id);
    }

    [Fact]
    public void Of_two_papers_that_are_like_a_record_the_one_of_its_title_takes_it()
    {
        const string text = "We ask how long a small cache waits before it gives up and measure it on forty invented machines over one long winter by hand.";
        Save(
            Invented.Record(("abstract", text), ("title", "Optimal Patience of Caches")),
            Invented.Record(("id", "arXiv:2601.00002"), ("abstract", text), ("title", "Nonlinear Patience of Caches")),
            Invented.Record(("source", "x"), ("id", "x:1"), ("abstract", text), ("title", "Nonlinear patience of caches")));
        Assert.Equal("arXiv:2601.00002", _papers.Find("x:1")!.Id);
        Assert.Equal(2, _papers.Count());
    }

    [Theory]
    [InlineData("id", "arXiv:2601.00002")]
    [InlineData("published", "2022-07")]
    public void Papers_that_differ_in_arxiv_id_or_by_years_stay_two(string field, string value)
    {
        Save(Invented.Record(), Invented.Record(("source", "other"), ("id", "other:1"), ("listed", null), ("published", "2026"), (field, value)));
        Assert.Equal(2, _papers.Count());
    }

    [Fact]
    public void An_author_without_a_letter_is_none()
    {
        Save(Invented.Record(("id", "arXiv:2601.00001"), ("authors", new[] { "The Lantern Team", ":", "Ada Example" })));
        Assert.Equal(["The Lantern Team", "Ada Example"], _papers.Find("arXiv:2601.00001")!.Authors);
    }

    [Fact]
    public void Papers_without_authors_are_never_merged_by_title()
    {
        Save(
            Invented.Record(("source", "a"), ("id", "a:1"), ("title", "Preface"), ("authors", null)),
            Invented.Record(("source", "b"), ("id", "b:1"), ("title", "Preface"), ("authors", null)));
        Assert.Equal(2, _papers.Count());
    }

    [Fact]
    public void A_record_that_names_two_known_papers_joins_them()
    {
        Save(
            Invented.Record(("source", "acl"), ("id", "ACL:2026.long.1"), ("title", "First Wording"), ("doi", "10.1000/1")),
            Invented.Record(("title", "Second Wording")),
            Invented.Record(("source", "crossref"), ("id", "arXiv:2601.00001"), ("title", "Third Wording"), ("doi", "10.1000/1")));
        Assert.Equal(1, _papers.Count());
        Assert.Equal(3, _papers.RecordsOf(_papers.Find("ACL:2026.long.1")!).Count);
    }

    [Fact]
    public void Whatever_the_order_of_arrival_the_papers_are_the_same()
    {
        PaperRecord[] records =
        [
            Invented.Record(("doi", "10.1000/1")),
            Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-07"), ("title", "A Retold Title"), ("upvotes", 3)),
            Invented.Record(("source", "acl"), ("id", "ACL:2026.long.1"), ("doi", "10.1000/1"), ("venue", "Workshop"), ("title", "Else")),
            Invented.Record(("source", "other"), ("id", "other:1"), ("title", "A Retold Title"), ("repository", "https://example.org/r")),
            Invented.Record(("id", "arXiv:2601.00009"), ("title", "Unrelated")),
        ];
        var expected = Describe(records);
        foreach (var order in Permutations(records))
            Assert.Equal(expected, Describe(order));
    }

    [Fact]
    public void A_paper_featured_on_two_days_stands_in_both_editions()
    {
        Save(
            Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-07"), ("upvotes", 2)),
            Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-09"), ("upvotes", 42)));
        var appearances = new EditionStore(_database).Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31));
        Assert.Equal([(7, 2), (9, 42)], appearances.Select(a => (a.Day.Day, a.Upvotes!.Value)));
        Assert.Equal(1, _papers.Count());
    }

    [Fact]
    public void A_corrected_line_replaces_what_its_source_said()
    {
        Save(Invented.Record(("title", "A Tpyo")));
        Assert.Equal([SaveOutcome.Changed], Save(Invented.Record()));
        Assert.Equal([SaveOutcome.Changed], Save(Invented.Record(("title", "A Tpyo"))));
        Assert.Equal("A Tpyo", _papers.Find("2601.00001")!.Title);
    }

    [Fact]
    public void Of_two_lines_of_one_import_that_contradict_the_later_counts_and_a_repetition_changes_nothing()
    {
        PaperRecord[] file = [Invented.Record(("title", "First")), Invented.Record(("title", "Second"))];
        Assert.Equal([SaveOutcome.New, SaveOutcome.Changed], Save(file));
        Assert.Equal([SaveOutcome.Unchanged, SaveOutcome.Unchanged], Save(file));
        Assert.Equal("Second", _papers.Find("2601.00001")!.Title);
    }

    [Fact]
    public void The_sample_goes_without_a_trace_and_real_papers_stay()
    {
        Save(Invented.Record(), Invented.Record(("source", "sample"), ("id", "sample:1"), ("title", "Made Up"), ("authors", new[] { "Nobody Else" })));
        Assert.True(_papers.HasSample());
        Assert.Equal(1, _papers.RemoveSample());
        Assert.False(_papers.HasSample());
        Assert.Equal(1, _papers.Count());
    }

    private static string Describe(IReadOnlyList<PaperRecord> records)
    {
        using var folder = new TempFolder();
        using var database = folder.OpenDatabase();
        var papers = new PaperStore(database);
        papers.Save(records, new ImportRun());
        var described = records.Select(r => papers.Find(r.Key)!).DistinctBy(p => p.Id).OrderBy(p => p.Id, StringComparer.Ordinal);
        return string.Join("\n", described.Select(p =>
            $"{p.Id}|{p.Title}|{string.Join(',', p.Authors)}|{p.Doi}|{p.Venue}|{p.Repository}|{p.Upvotes}|{p.Day}|{papers.RecordsOf(p).Count}"));
    }

    private static IEnumerable<PaperRecord[]> Permutations(PaperRecord[] records) =>
        records.Length <= 1
            ? [records]
            : records.SelectMany((r, i) => Permutations([.. records[..i], .. records[(i + 1)..]]).Select(rest => (PaperRecord[])[r, .. rest]));

    private IReadOnlyList<SaveOutcome> Save(params PaperRecord[] records) => _papers.Save(records, new ImportRun());
}
