using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Indexing;

/// <summary>What the index knows of papers: each field and each column, asked through the query language.</summary>
public sealed class PaperDocumentTests : IDisposable
{
    private const string Caches = "arXiv:2601.00001";
    private const string Towers = "ACL:2020.towers-1.1";
    private const string Lamps = "yours:17";

    private readonly IndexedPapers _papers = new(
        Invented.Line(("doi", "10.1000/Caches"), ("upvotes", 12), ("repository", "https://example.org/caches"), ("keywords", new[] { "waiting rooms" })),
        Invented.Line(
            ("source", "acl"), ("id", Towers), ("title", "Towers of Sand"), ("abstract", ""), ("authors", new[] { "Zoë Müller" }),
            ("categories", null), ("listed", null), ("published", "2020"), ("venue", "Proceedings of the “Second” Workshop on Towers (TOWERS 2020)")),
        Invented.Line(
            ("source", "yours"), ("id", Lamps), ("title", "Lamps at Noon"), ("categories", new[] { "stat.ML", "hep-th" }), ("listed", null),
            ("published", "2024-03"), ("authors", new[] { "Cy Third" }), ("upvotes", 3), ("projectPage", "https://example.org/lamps")));

    public void Dispose() => _papers.Dispose();

    [Theory]
    [InlineData("ti:patience", Caches)]
    [InlineData("abs:wait", Caches, Lamps)]
    [InlineData("au:muller", Towers)]
    [InlineData("au:\"Ada Example\"", Caches)]
    [InlineData("kw:rooms", Caches)]
    [InlineData("venue:workshop", Towers)]
    [InlineData("cat:cs.CL", Caches)]
    [InlineData("cat:stat", Lamps)]
    [InlineData("cat:hep-th", Lamps)]
    [InlineData("-cat:cs", Lamps, Towers)]
    [InlineData("year:2020", Towers)]
    [InlineData("year:>=2024", Caches, Lamps)]
    [InlineData("date:2024-03", Lamps)]
    [InlineData("date:2024-04..2026-01-05", Caches)]
    [InlineData("votes:>10", Caches)]
    [InlineData("votes:3+", Caches, Lamps)]
    [InlineData("has:code", Caches)]
    [InlineData("has:project", Lamps)]
    [InlineData("-has:abstract", Towers)]
    [InlineData("has:doi", Caches)]
    [InlineData("has:venue", Towers)]
    [InlineData("source:acl", Towers)]
    [InlineData("2601.00001", Caches)]
    [InlineData("https://arxiv.org/abs/2601.00001v3", Caches)]
    [InlineData("10.1000/caches", Caches)]
    [InlineData("https://aclanthology.org/2020.towers-1.1/", Towers)]
    [InlineData("id:yours:17", Lamps)]
    [InlineData("journal:\"Proceedings of the Second Workshop on Towers (TOWERS 2020)\"", Towers)]
    public void A_paper_is_found_by_what_is_known_of_it(string query, params string[] ids)
    {
        var answer = _papers.Ask(query);
        Assert.Empty(answer.Read.Notes);
        Assert.Equal(ids.Order(StringComparer.Ordinal), answer.Results.Select(found => found.Paper.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_paper_is_found_by_every_id_that_its_records_name_and_by_those_that_it_had()
    {
        _papers.Save(Invented.Line(("source", "hf"), ("id", "hf:9"), ("title", "Lanterns"), ("authors", new[] { "Ada Example" })));
        Assert.Equal(["hf:9"], _papers.Ids("id:hf:9"));
        _papers.Save(
            Invented.Line(("source", "acl"), ("id", "ACL:2026.lanterns-1.1"), ("title", "Lanterns"), ("authors", new[] { "Ada Example" })),
            Invented.Line(("id", "arXiv:2601.77777"), ("title", "Lanterns"), ("authors", new[] { "Ada Example" })));
        foreach (var id in new[] { "id:hf:9", "ACL:2026.lanterns-1.1", "2601.77777" })
            Assert.Equal(["arXiv:2601.77777"], _papers.Ids(id));
        Assert.Equal(["arXiv:2601.77777"], _papers.Ids("ti:lanterns source:hf source:acl source:arxiv"));
    }

    [Fact]
    public void Votes_and_days_that_come_later_reach_the_index()
    {
        Assert.Equal([], _papers.Ids("votes:>=40"));
        _papers.Save(Invented.Line(("source", "hf"), ("listed", null), ("featured", "2026-01-02"), ("upvotes", 40)));
        Assert.Equal([Caches], _papers.Ids("votes:>=40 date:2026-01-02 source:hf"));
        Assert.Equal([], _papers.Ids("date:2026-01-05"));
        Assert.Equal([Caches, Lamps], _papers.Ids("has:abstract sort:top"));
    }

    [Fact]
    public void An_index_of_an_older_schema_is_built_again()
    {
        using var folder = new TempFolder();
        using var database = folder.OpenDatabase();
        new PaperStore(database).Save([.. Invented.Lines(20).Select(RecordJson.Read)], new ImportRun());
        using (IndexOwner.TryBecome(database, "test"))
        {
        }

        // Of this catalog, as it was before authors and columns were indexed.
        Directory.Delete(folder.Data.Index, recursive: true);
        using (var old = IndexWriter.Open(folder.Data.Index, new IndexSchema([new("title", 2), new("abstract", 1)])))
        {
            old.Upsert(new IndexDocument("arXiv:2601.00000").Add("title", "What was before"));
            old.Commit(20);
        }

        using var owner = IndexOwner.TryBecome(database, "test")!;
        Assert.NotNull(owner.RebuiltBecause);
        Assert.Equal(20, owner.Drain(null, CancellationToken.None));
        using var searcher = Searcher.Open(folder.Data.Index);
        Assert.Equal(20, searcher.DocumentCount);
        Assert.Equal(0, searcher.Search(new SearchRequest("before", 1)).Total.Value);
    }

    [Fact]
    public void Batches_cut_the_queue_anywhere_and_lose_nothing()
    {
        using var folder = new TempFolder();
        using var database = folder.OpenDatabase();
        var store = new PaperStore(database);
        store.Save([.. Invented.Lines(30).Select(RecordJson.Read)], new ImportRun());

        // Two papers of one title become one: an id that goes stands between papers that stay.
        store.Save(
            [
                Invented.Record(("id", "hf:1"), ("source", "hf"), ("title", "Twins")),
                Invented.Record(("id", "arXiv:2601.55555"), ("title", "Twins")),
            ],
            new ImportRun());
        store.Save([.. Invented.Lines(40).Skip(30).Select(RecordJson.Read)], new ImportRun());
        var queue = new IndexQueue(database);
        var whole = queue.After(0, 1_000);
        Assert.Contains(whole, change => change.Paper is null);
        Assert.Equal(queue.CatalogSequence(), whole[^1].Sequence);
        for (var size = 1; size <= 7; size++)
        {
            var pieces = new List<PaperChange>();
            while (queue.After(pieces.Count == 0 ? 0 : pieces[^1].Sequence, size) is { Count: > 0 } batch)
                pieces.AddRange(batch);
            Assert.Equal(
                whole.Select(change => (change.Sequence, change.Id, string.Join(' ', change.Identifiers), string.Join(' ', change.Sources))),
                pieces.Select(change => (change.Sequence, change.Id, string.Join(' ', change.Identifiers), string.Join(' ', change.Sources))));
        }
    }
}
