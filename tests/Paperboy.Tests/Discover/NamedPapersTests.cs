using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Tests.Indexing;
using Paperboy.Tests.Support;
using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Discover;

public sealed class NamedPapersTests
{
    [Fact]
    public void An_author_has_every_paper_of_the_name_the_newest_first()
    {
        using var all = new IndexedPapers(
            Invented.Line(),
            Invented.Line(("id", "arXiv:2602.00001"), ("listed", "2026-02-02"), ("title", "Later")),
            Invented.Line(("id", "arXiv:2602.00002"), ("title", "By others"), ("authors", new[] { "Ada Example-Smith", "Ben Sample" })));
        var author = Named(all).ByAuthor(AuthorName.Parse("Ada Example").Slug, 0, 10, CancellationToken.None)!;
        Assert.Equal(("Ada Example", 2), (author.Name, author.Total));
        Assert.Equal(["Later", "On the Patience of Small Caches"], author.Papers.Select(paper => paper.Title));
        Assert.Null(Named(all).ByAuthor("nobody", 0, 10, CancellationToken.None));
        Assert.Null(Named(all).ByAuthor("ada-example\" OR \"x", 0, 10, CancellationToken.None));
    }

    [Fact]
    public void A_name_stands_as_most_papers_write_it()
    {
        using var all = new IndexedPapers([.. Enumerable.Range(1, 3).Select(i => Invented.Line(
            ("id", $"arXiv:2602.0000{i}"), ("title", $"Number {i}"),
            ("authors", new[] { "Zoë Coauthor", i == 1 ? "Jose Álvarez" : "José Álvarez" })))]);
        var author = Named(all).ByAuthor("jose-alvarez", 0, 10, CancellationToken.None)!;
        Assert.Equal(("José Álvarez", 3), (author.Name, author.Total));
    }

    [Fact]
    public void Pages_of_a_category_hold_each_of_its_papers_once()
    {
        using var all = new IndexedPapers([.. Enumerable.Range(0, 50).Select(i => Invented.Line(
            ("id", $"arXiv:2601.{i:D5}"), ("title", $"Number {i}"), ("listed", $"2026-01-{1 + (i % 28):D2}"),
            ("categories", i % 5 == 0 ? ["cs.CV"] : new[] { "cs.CL", "cs.LG" })))]);
        var ids = new List<string>();
        for (var offset = 0; offset < 40; offset += 15)
        {
            var page = Named(all).ByCategory("cs.CL", offset, 15, CancellationToken.None)!;
            Assert.Equal(("cs.CL", 40), (page.Name, page.Total));
            ids.AddRange(page.Papers.Select(paper => paper.Id));
        }

        Assert.Equal(40, ids.Distinct().Count());
        var papers = new PaperStore(all.Database);
        var days = ids.ConvertAll(id => papers.Find(id)!.Day!.Value);
        Assert.Equal(days.OrderDescending(), days);
        Assert.Null(Named(all).ByCategory("cs", 0, 10, CancellationToken.None));
    }

    private static NamedPapers Named(IndexedPapers all) => new(all.Index, new PaperStore(all.Database));
}
