using FsCheck;
using FsCheck.Fluent;
using Paperboy.Catalog;
using Paperboy.Discover;
using Xunit;

namespace Paperboy.Tests.Discover;

public sealed class BibTexTests
{
    private static readonly Paper Plain = new()
    {
        Number = 1,
        Id = "arXiv:2601.00001",
        Title = "Small Lamps & 45\\% Less",
        Abstract = "",
        Authors = ["Ada Example", "The Shelf and Lamp Collaboration"],
        Categories = ["cs.CL"],
        Keywords = [],
        Published = PartialDate.TryParse("2026-01-05", out var date) ? date : null,
        Day = null,
    };

    [Fact]
    public void A_preprint_is_written_with_its_eprint() => Assert.Equal(
        """
        @misc{example2026-arXiv-2601.00001,
          title = {{Small Lamps \& 45\% Less}},
          author = {Ada Example and {The Shelf and Lamp Collaboration}},
          year = {2026},
          month = jan,
          eprint = {2601.00001},
          archivePrefix = {arXiv},
          primaryClass = {cs.CL}
        }
        """, BibTex.Of(Plain), ignoreLineEndingDifferences: true);

    [Fact]
    public void A_paper_of_a_conference_names_the_book()
    {
        var entry = BibTex.Of(Plain with { Id = "ACL:2020.demo-main.1", Venue = "Proceedings of Shelves" });
        Assert.StartsWith("@inproceedings{", entry, StringComparison.Ordinal);
        Assert.Contains("booktitle = {Proceedings of Shelves}", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("eprint", entry, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var entry = BibTex.Of(Plain with { Authors = [], Published = null, Categories = [] });
        Assert.StartsWith("@misc{arXiv-2601.00001,", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("author", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("year", entry, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_different_papers_differ() =>
        Assert.NotEqual(BibTex.Key(Plain), BibTex.Key(Plain with { Id = "arXiv:2601.00002" }));

    [Fact]
    public void Braces_are_balanced_whatever_the_title_holds() =>
        Prop.ForAll(
            Gen.Elements("{", "}", "\\", "$", "%", "#", "_", "~", "^", "&", "a", " ", "\\}", "\\{", "\n").ListOf().ToArbitrary(),
            parts =>
            {
                var title = string.Concat(parts);
                var entry = BibTex.Of(Plain with { Title = title + "x", Authors = [title + "y", title + " and " + title] });
                var depth = 0;
                foreach (var letter in entry)
                {
                    depth += letter switch { '{' => 1, '}' => -1, _ => 0 };
                    Assert.True(depth >= 0, entry);
                }

                Assert.Equal(0, depth);
            }).Check(Config.QuickThrowOnFailure.WithReplay(42, 43));
}
