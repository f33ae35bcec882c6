using Paperboy.Catalog;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class PaperMergeTests
{
    [Fact]
    public void Each_field_says_whose_word_it_is_and_under_which_licence()
    {
        var merged = PaperMerge.Merge(
        [
            Invented.Record(("source", "s2"), ("id", "s2:1"), ("ids", new[] { "arXiv:2601.00001" }), ("citations", 7), ("tldr", "Short."), ("venue", "Somewhere")),
            Invented.Record(),
            Invented.Record(("source", "crossref"), ("id", "doi:10.1000/1"), ("doi", "10.1000/1"), ("venue", "Journal of Caches"), ("citations", 3)),
        ]);
        Assert.Equal("arXiv:2601.00001", merged.Id);
        Assert.Equal(
            [
                "arxiv CC0 1.0: title abstract authors categories",
                "crossref : venue doi",
                "s2 : tldr citations",
            ],
            merged.Origins.Select(o => $"{o.Source} {o.Licence}: {string.Join(' ', o.Fields)}"));
        Assert.Equal(("Journal of Caches", 7, "s2", "Short."), (merged.Venue, merged.Citations!.Count, merged.Citations.Source, merged.Tldr!.Text));
    }

    [Fact]
    public void A_sole_record_gives_everything() =>
        Assert.Equal(("arxiv", 0), PaperMerge.Merge([Invented.Record()]).Origins.Select(o => (o.Source, o.Fields.Count)).Single());

    [Fact]
    public void Citations_are_those_that_were_counted_last()
    {
        var merged = PaperMerge.Merge(
        [
            Invented.Record(("citations", 90), ("updated", "2025-01-01"), ("source", "openalex"), ("id", "openalex:W1")),
            Invented.Record(("citations", 80), ("updated", "2026-01-01"), ("source", "s2"), ("id", "s2:1"), ("influentialCitations", 4)),
        ]);
        Assert.Equal(new CitationCount(80, 4, "s2", new DateOnly(2026, 1, 1)), merged.Citations);
    }

    [Fact]
    public void Of_one_sources_records_the_higher_version_counts_whatever_the_day_it_speaks_of()
    {
        var older = Invented.Record(("version", 1), ("title", "Old"), ("listed", "2026-01-05"), ("withdrawn", false));
        var newer = Invented.Record(("version", 3), ("title", "New"), ("listed", null), ("withdrawn", true));
        foreach (var records in new[] { new[] { older, newer }, [newer, older] })
        {
            var merged = PaperMerge.Merge(records);
            Assert.Equal(("New", 3, true), (merged.Title, merged.Version, merged.Withdrawn));
            Assert.Equal(new DateOnly(2026, 1, 5), merged.Day);
        }
    }

    [Fact]
    public void A_source_announces_a_paper_once_on_the_later_day_that_its_records_tell()
    {
        var guessed = Invented.Record(("version", 1), ("listed", "2026-01-05"));
        var known = Invented.Record(("version", 2), ("listed", "2026-01-07"));
        foreach (var records in new[] { new[] { guessed, known }, [known, guessed] })
            Assert.Equal(new DateOnly(2026, 1, 7), Assert.Single(PaperMerge.Merge(records).Appearances).Day);
    }

    [Fact]
    public void What_a_newer_version_takes_back_is_not_said_any_more() =>
        Assert.False(PaperMerge.Merge(
            [Invented.Record(("version", 1), ("withdrawn", true)), Invented.Record(("version", 2), ("listed", null))]).Withdrawn);
}
