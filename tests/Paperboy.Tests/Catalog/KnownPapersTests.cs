using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class KnownPapersTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly KnownPapers _known;

    public KnownPapersTests()
    {
        _database = _folder.OpenDatabase();
        var store = new PaperStore(_database);
        store.Save(
            [
                Invented.Record(("id", "arXiv:2601.00001"), ("title", "On the Patience of Small Caches"), ("authors", new[] { "Ada Gödel" })),
                Invented.Record(("id", "ACL:2020.acl-main.1"), ("source", "acl"), ("title", "Towers"), ("doi", "10.18653/v1/2020.acl-main.1"), ("listed", null), ("published", "2020")),
                Invented.Record(("id", "x:3"), ("source", "x"), ("title", "Sparse Maps"), ("doi", "10.1000/maps"), ("listed", null), ("published", "2019-05")),
            ],
            new ImportRun());
        _known = new KnownPapers(_database, store);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Papers_are_recognised_by_ids_in_the_order_of_the_records() => Assert.Equal(
        ["x:3", null, "arXiv:2601.00001", "ACL:2020.acl-main.1"],
        _known.Recognise(
            [
                Record("doi:10.1000/maps") with { Doi = "10.1000/maps" }, Record("arXiv:2601.99999"), Record("arXiv:2601.00001"), Record("ACL:2020.acl-main.1"),
            ]).Select(paper => paper?.Id));

    [Theory]
    [InlineData("On the patience of {Small} caches", "Gödel, Ada", 2026, true)]
    [InlineData("On the patience of small caches", "A. Godel", 2027, true)]
    [InlineData("On the patience of small caches", "A. Godel", 2025, true)]
    [InlineData("On the patience of small caches", "A. Godel", 2030, false)]
    [InlineData("On the patience of small caches", "B. Sample", 2026, false)]
    [InlineData("On the patience of large caches", "A. Godel", 2026, false)]
    public void Papers_are_recognised_by_title_surname_and_about_the_year(string title, string author, int year, bool isKnown) =>
        Assert.Equal(isKnown, _known.Recognise([Record("cited:") with { Title = title, Authors = [author], Published = Year(year) }])[0] is not null);

    [Fact]
    public void A_shared_title_does_not_outweigh_ids_that_differ() =>
        Assert.Null(_known.Recognise(
            [Record("arXiv:2601.77777") with { Title = "On the Patience of Small Caches", Authors = ["Ada Gödel"], Published = Year(2026) }])[0]);

    [Fact]
    public void Nothing_is_recognised_in_nothing() => Assert.Empty(_known.Recognise([]));

    private static PaperRecord Record(string key) => new() { Source = "cited", Key = key, Title = "", Body = "" };

    private static PartialDate? Year(int year) =>
        PartialDate.TryParse(year.ToString(System.Globalization.CultureInfo.InvariantCulture), out var date) ? date : null;
}
