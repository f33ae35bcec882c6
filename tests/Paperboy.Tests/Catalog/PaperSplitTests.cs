using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class PaperSplitTests : IDisposable
{
    private readonly PaperRecord[] _records =
    [
        Invented.Record(("source", "acl"), ("id", "ACL:2026.long.1"), ("listed", null), ("published", "2026"), ("title", "On the Patience of Small Caches")),
        Invented.Record(),
        Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-07"), ("upvotes", 5)),
    ];

    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperStore _papers;
    private readonly PaperSplit _split;

    public PaperSplitTests()
    {
        _database = _folder.OpenDatabase();
        _papers = new PaperStore(_database);
        _split = new PaperSplit(_database);
        Save(_records);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_joined_by_title_only_gets_its_own_id_back()
    {
        Assert.Equal("arXiv:2601.00001", Find("ACL:2026.long.1").Id);
        var split = _split.Split(Find("arXiv:2601.00001"), []);
        Assert.Equal("arXiv:2601.00001", split.Kept.Id);
        Assert.Equal(["arxiv:arXiv:2601.00001", "hf:arXiv:2601.00001"], split.Kept.Records.Select(r => r.Name));
        Assert.Equal("ACL:2026.long.1", Assert.Single(split.Separated).Id);
        Assert.Equal("ACL:2026.long.1", Find("ACL:2026.long.1").Id);
        Assert.Equal(["acl"], _papers.RecordsOf(Find("ACL:2026.long.1")).Select(r => r.Source));
        Assert.Equal(2, _papers.Count());
        Assert.DoesNotContain(new CatalogCheck(_database).Run(CancellationToken.None).Problems, problem => !problem.Contains("index", StringComparison.Ordinal));
    }

    [Fact]
    public void It_stays_split_when_everything_is_imported_again_changed_or_told_by_somebody_new()
    {
        _split.Split(Find("arXiv:2601.00001"), []);
        Assert.All(Save(_records), outcome => Assert.Equal(SaveOutcome.Unchanged, outcome));
        Save(Invented.Record(("abstract", "Said otherwise.")));
        Save(Invented.Record(("source", "acl"), ("id", "ACL:2026.long.1"), ("listed", null), ("published", "2026"), ("abstract", "Another word.")));
        Save(Invented.Record(("source", "x"), ("id", "x:1"), ("listed", null), ("published", "2026")));
        Save(Invented.Record(("source", "y"), ("id", "y:1"), ("ids", new[] { "arXiv:2601.00001", "ACL:2026.long.1" }), ("listed", null)));
        Assert.Equal(2, _papers.Count());
        Assert.NotEqual(Find("ACL:2026.long.1").Number, Find("arXiv:2601.00001").Number);
    }

    [Fact]
    public void Named_records_leave_together_and_the_paper_may_give_its_id_back_too()
    {
        var split = _split.Split(Find("arXiv:2601.00001"), ["arxiv:arXiv:2601.00001", "hf:arXiv:2601.00001"]);
        Assert.Equal("ACL:2026.long.1", split.Kept.Id);
        Assert.Equal("arXiv:2601.00001", Assert.Single(split.Separated).Id);
        Assert.Equal(5, Find("arXiv:2601.00001").Upvotes);
        Assert.Null(Find("ACL:2026.long.1").Upvotes);
        Assert.Equal("arXiv:2601.00001", Find("arXiv:2601.00001").Id);
    }

    [Fact]
    public void A_dry_run_tells_the_same_and_changes_nothing()
    {
        Assert.Equal("ACL:2026.long.1", _split.Split(Find("arXiv:2601.00001"), [], dryRun: true).Separated[0].Id);
        Assert.Equal(1, _papers.Count());
    }

    [Fact]
    public void What_cannot_be_split_is_refused_with_the_reason()
    {
        Refused("has no record x:1", "x:1");
        Refused("All records", "acl:ACL:2026.long.1", "arxiv:arXiv:2601.00001", "hf:arXiv:2601.00001");
        Refused("would have the id arXiv:2601.00001", "hf:arXiv:2601.00001");
        Save(Invented.Record(("id", "arXiv:2601.00002"), ("title", "Alone")));
        Assert.Contains("one record only", Assert.Throws<PaperSplitException>(() => _split.Split(Find("arXiv:2601.00002"), [])).Message, StringComparison.Ordinal);
        Save(Invented.Record(("id", "arXiv:2601.00002"), ("source", "hf"), ("title", "Alone"), ("listed", null), ("featured", "2026-01-08")));
        Assert.Contains("all share ids", Assert.Throws<PaperSplitException>(() => _split.Split(Find("arXiv:2601.00002"), [])).Message, StringComparison.Ordinal);
    }

    private void Refused(string words, params string[] records) =>
        Assert.Contains(words, Assert.Throws<PaperSplitException>(() => _split.Split(Find("arXiv:2601.00001"), records)).Message, StringComparison.Ordinal);

    private Paper Find(string id) => _papers.Find(id)!;

    private IReadOnlyList<SaveOutcome> Save(params PaperRecord[] records) => _papers.Save(records, new ImportRun());
}
