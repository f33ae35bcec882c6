using System.Text;
using Paperboy.Catalog.Bibliographies;
using Paperboy.Discover.Drafts;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog.Bibliographies;

public sealed class BibTexReaderTests
{
    [Fact]
    public void Values_stand_in_braces_quotes_numbers_and_strings()
    {
        var file = BibTexReader.Read(
            """
            @string{lamps = "Journal of Lamps"}
            Anything between entries is a comment, also me@example.org.
            @comment{@article{hidden, title = {Not read}}}
            @Article{one,
              Title  = {On {L}amps and {{Nested {Braces}}}},
              author = "G{\"o}del, Kurt and others",
              journal = lamps # { of } # 1931,
              year = 1931, month = jan
            }
            @misc(two, title = "Round brackets")
            """);
        Assert.Empty(file.Problems);
        Assert.Equal(["one", "two"], file.Entries.Select(entry => entry.Key));
        var one = file.Entries[0];
        Assert.Equal(("article", 4), (one.Type, one.Line));
        Assert.Equal("On {L}amps and {{Nested {Braces}}}", one.Fields["title"]);
        Assert.Equal("Journal of Lamps of 1931", one.Fields["JOURNAL"]);
        Assert.Equal("jan", one.Fields["month"]);
        Assert.Equal("Round brackets", file.Entries[1].Fields["title"]);
    }

    [Fact]
    public void A_broken_entry_is_told_with_its_line_and_the_others_are_read()
    {
        var file = BibTexReader.Read(
            """
            @article{first, title = {Whole}}

            @article{broken,
              title = {Never closed,
              year = 2020
            @article{third, title = {Whole, too}}
            @article{fourth, title {No sign}}
            @article{fifth, title = {Whole again}}
            """);
        Assert.Equal(["first", "broken", "third", "fourth", "fifth"], file.Entries.Select(entry => entry.Key));
        Assert.Equal("Whole, too", file.Entries[2].Fields["title"]);
        Assert.Equal("Whole again", file.Entries[4].Fields["title"]);
        Assert.Equal([3, 7], file.Problems.Select(problem => problem.Line));
        Assert.Equal("the entry “broken” has a field “title” whose value does not end", file.Problems[0].What);
        Assert.Equal("the entry “fourth” has no “=” behind “title”", file.Problems[1].What);
    }

    [Fact]
    public void A_lacking_comma_loses_nothing()
    {
        var entry = Assert.Single(BibTexReader.Read("@misc{a, title = {One}\n year = 2020\n doi = {10.1000/x}}").Entries);
        Assert.Equal("2020", entry.Fields["year"]);
        Assert.Equal("10.1000/x", entry.Fields["doi"]);
    }

    [Theory]
    [InlineData("eprint = {2503.11731}, archivePrefix = {arXiv}", "arXiv:2503.11731")]
    [InlineData("eprint = {2503.11731v2}", "arXiv:2503.11731")]
    [InlineData("eprint = {hep-th/9901001}, eprinttype = {arxiv}", "arXiv:hep-th/9901001")]
    [InlineData("eprint = {12345678}, eprinttype = {pubmed}", "")]
    [InlineData("url = {https://arxiv.org/abs/2503.11731}", "arXiv:2503.11731")]
    [InlineData("journal = {arXiv preprint arXiv:2503.11731}", "arXiv:2503.11731")]
    [InlineData("journal = {CoRR}, volume = {abs/1706.03762}", "arXiv:1706.03762")]
    [InlineData("doi = {10.48550/arXiv.2503.11731}", "arXiv:2503.11731")]
    [InlineData("doi = {https://doi.org/10.1000/XYZ}", "doi:10.1000/xyz")]
    [InlineData("doi = {10.18653/v1/2020.acl-main.1}", "ACL:2020.acl-main.1 doi:10.18653/v1/2020.acl-main.1")]
    [InlineData("url = {https://aclanthology.org/P19-1001/}", "ACL:P19-1001")]
    [InlineData("volume = {2503.11731}, pages = {1--2}", "")]
    public void Ids_are_found_where_bibliographies_put_them(string fields, string ids) =>
        Assert.Equal(ids, string.Join(' ', Citation.Of(BibTexReader.Read($"@misc{{k, {fields}}}").Entries[0]).Ids));

    [Fact]
    public void Accents_and_names_are_read_as_they_are_printed()
    {
        var citation = Citation.Of(BibTexReader.Read(
            """@misc{k, title = {{\"U}ber {\'e}tudes: {BERT} \& $n$-grams}, author = {G{\"o}del, Kurt and Example, Ada}, date = {1931-05}}""").Entries[0]);
        Assert.Equal("Über études: BERT & n-grams", citation.Title);
        Assert.Equal("Gödel, Kurt", citation.Author);
        Assert.Equal(1931, citation.Year);
        Assert.Equal("{OpenAI and Friends}".Trim('{', '}'), Citation.Of(BibTexReader.Read("@misc{k, author = {{OpenAI and Friends} and Example, Ada}}").Entries[0]).Author);
    }

    [Fact]
    public void An_export_of_a_reference_manager_is_read_whole()
    {
        var text = File.ReadAllText(SharedData.File("recorded/bibliographies/zotero-export.bib"));
        var file = BibTexReader.Read(text);
        Assert.Empty(file.Problems);
        Assert.Equal(75, file.Entries.Count);
        Assert.All(file.Entries.Select(Citation.Of), citation => Assert.NotEqual("", citation.Title));
    }

    [Fact]
    public void Any_text_is_read_and_in_time_that_grows_with_its_length()
    {
        string[] parts = ["@", "article", "{", "}", "(", ")", "=", ",", "#", "\"", "\n", "@comment{", "@string{", "title", " ", "\\", "é", "\n@misc{a,", "1"];
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(60); i > 0; i--)
                text.Append(parts[random.Next(parts.Length)]);
            var lines = text.ToString().Count(c => c == '\n') + 1;
            var file = BibTexReader.Read(text.ToString());
            Assert.All(file.Problems, problem => Assert.InRange(problem.Line, 1, lines));
            Assert.All(file.Entries, entry => Assert.NotNull(Citation.Of(entry).ToRecords().ToList()));
        }

        // A quadratic reader would need minutes for these.
        foreach (var part in new[] { "@comment{", "x @comment{", "@a{", "@a{b,c={", "{", "\n@a{b,", "@a{b,c=\"" })
            BibTexReader.Read(string.Concat(Enumerable.Repeat(part, 60_000)));
    }
}
