using Paperboy.Catalog;
using Paperboy.Harvest.Files.Bibliographies;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Files.Bibliographies;

public sealed class RecordedBibliographiesTests
{
    [Theory]
    [InlineData("example_basic.ris", 1, "")]
    [InlineData("example_bom.ris", 0, "1: title is missing or empty")]
    [InlineData("example_custom_list_tags.ris", 0, "2: title is missing or empty")]
    [InlineData("example_empty_tag.ris", 1, "")]
    [InlineData("example_extraneous_data.ris", 2, "")]
    [InlineData("example_full.ris", 2, "")]
    [InlineData("example_full_without_whitespace.ris", 2, "")]
    [InlineData("example_full_write.ris", 2, "")]
    [InlineData("example_multi_unknown_tags.ris", 1, "")]
    [InlineData("example_multiline.ris", 0, "1: title is missing or empty; 8: title is missing or empty; 17: title is missing or empty")]
    [InlineData("example_single_unknown_tag.ris", 1, "")]
    [InlineData("example_starting_newlines.ris", 1, "")]
    [InlineData("example_urls.ris", 4, "")]
    [InlineData("example_utf_chars.ris", 1, "")]
    [InlineData("example_wos.ris", 2, "")]
    public void Every_recorded_oddity_of_ris_has_its_outcome(string file, int records, string rejections)
    {
        var (read, rejected) = Read($"recorded/bibliographies/ris/{file}");
        Assert.Equal((records, rejections), (read.Count, string.Join("; ", rejected)));
    }

    [Fact]
    public void Recorded_entries_of_ris_say_what_they_said()
    {
        var shannon = Read("recorded/bibliographies/ris/example_basic.ris").Records[0];
        Assert.Equal(("A Mathematical Theory of Communication", "1948-07", "Bell System Technical Journal"), (shannon.Title, shannon.Published!.ToString(), shannon.Venue));
        Assert.Equal("Shannon", AuthorsFamily(shannon));
        var shoulder = Read("recorded/bibliographies/ris/example_empty_tag.ris").Records[0];
        Assert.Equal(("doi:10.1177/2325967120950040", "2020"), (shoulder.Key, shoulder.Published!.ToString()));
        Assert.EndsWith("safe return to sport...", shoulder.Abstract, StringComparison.Ordinal);
        var utf = Read("recorded/bibliographies/ris/example_utf_chars.ris").Records[0];
        Assert.StartsWith("Состояние рецепторного аппарата", utf.Title, StringComparison.Ordinal);
        Assert.EndsWith("in the late reproductive period", utf.Abstract, StringComparison.Ordinal);
        var science = Read("recorded/bibliographies/ris/example_wos.ris").Records[0];
        Assert.Equal(
            ("doi:10.1021/bi049798f", "2004-06-08", "BIOCHEMISTRY", 4),
            (science.Key, science.Published!.ToString(), science.Venue, science.Authors.Count));
        Assert.Equal("Interactions stabilizing the structure of the core light-harvesting complex (LHl) of photosynthetic bacteria and its subunit (B820)", science.Title);
    }

    [Fact]
    public void A_recorded_export_of_Zotero_comes_in_whole()
    {
        var (records, rejected) = Read("recorded/bibliographies/zotero-export.bib");
        Assert.Empty(rejected);
        Assert.Equal(75, records.Count);
        Assert.Equal(75, records.Select(record => record.Key).Distinct().Count());
        var sampling = records[0];
        Assert.Equal(("arXiv:2002.07764", "2021-10-20"), (sampling.Key, sampling.Published!.ToString()));
        Assert.Equal("Sampling in Software Engineering Research: A Critical Review and Guidelines", sampling.Title);
        Assert.Equal(["Baltes, Sebastian", "Ralph, Paul"], sampling.Authors);
        var spatial = records.Single(record => record.Doi == "10.1109/mmsp.2010.5662067");
        Assert.Equal(("2010 IEEE International Workshop on Multimedia Signal Processing", "2010-10"), (spatial.Venue, spatial.Published!.ToString()));
        Assert.All(records, record => Assert.DoesNotContain('{', record.Title + record.Venue));
    }

    private static string AuthorsFamily(PaperRecord record) => Paperboy.Text.AuthorName.Parse(record.Authors[0]).Family;

    private static (List<PaperRecord> Records, List<string> Rejected) Read(string relative)
    {
        using var raw = File.OpenRead(SharedData.File(relative));
        var entries = BibliographyFile.Read(relative, raw, new DateOnly(2027, 3, 17)).ToList();
        return ([.. entries.Select(entry => entry.Record).OfType<PaperRecord>()], [.. entries.Where(entry => entry.Record is null).Select(entry => $"{entry.Line}: {entry.Reason}")]);
    }
}
