using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class VersionHistoryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperStore _papers;

    public VersionHistoryTests()
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
    public void A_version_that_is_replaced_is_kept_and_the_difference_shown()
    {
        Save(Version(1, "Nine Lamps"));
        Assert.Equal([SaveOutcome.Changed], Save(Version(2, "Ten Lamps")));
        var history = History()!;
        Assert.Equal([2, 1], history.Versions.Select(v => v.Number));
        Assert.Equal([new WordRun(WordChange.Deleted, "Nine"), new WordRun(WordChange.Inserted, "Ten"), new WordRun(WordChange.Kept, "Lamps")], history.Versions[0].Changes!.Title);
        Assert.Empty(history.Versions[0].Changes!.Abstract);
    }

    [Fact]
    public void An_older_version_that_comes_later_never_replaces_a_newer_one_but_is_kept()
    {
        Save(Version(3, "Ten Lamps"));
        Assert.Equal([SaveOutcome.Unchanged], Save(Version(1, "Nine Lamps")));
        Assert.Equal([SaveOutcome.Unchanged], Save(Version(1, "Nine Lamps")));
        Assert.Equal("Ten Lamps", Paper().Title);
        var history = History()!;
        Assert.Equal([(3, true), (2, false), (1, true)], history.Versions.Select(v => (v.Number, v.HasText)));
        Assert.Equal(1, history.Versions[0].Before);
        Assert.NotEmpty(history.Versions[0].Changes!.Title);
    }

    [Fact]
    public void A_correction_without_a_new_version_is_none()
    {
        Save(Version(1, "Nine Lamsp"));
        Assert.Equal([SaveOutcome.Changed], Save(Version(1, "Nine Lamps")));
        Assert.Empty(_papers.ReplacedVersionsOf(Paper()));
        Assert.Null(History());
    }

    [Fact]
    public void A_paper_without_versions_has_no_history()
    {
        Save(Invented.Record());
        Save(Invented.Record(("title", "Otherwise")));
        Assert.Null(History());
    }

    [Fact]
    public void Versions_go_with_their_record()
    {
        Save(Version(1, "Nine Lamps"));
        Save(Version(2, "Ten Lamps"));
        _papers.Withdraw("arxiv", ["arXiv:2601.00001"]);
        Save(Version(2, "Ten Lamps"));
        Assert.Empty(_papers.ReplacedVersionsOf(Paper()));
    }

    private static PaperRecord Version(int version, string title) => Invented.Record(
        ("version", version), ("title", title), ("versions", Enumerable.Range(1, version).Select(v => new { version = v, date = $"2026-0{v}-01" }).ToArray()));

    private Paper Paper() => _papers.Find("2601.00001")!;

    private VersionHistory? History() => VersionHistory.Of(Paper(), _papers.RecordsOf(Paper()), _papers.ReplacedVersionsOf(Paper()));

    private IReadOnlyList<SaveOutcome> Save(params PaperRecord[] records) => _papers.Save(records, new ImportRun());
}
