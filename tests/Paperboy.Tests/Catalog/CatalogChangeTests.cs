using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

/// <summary>What one transaction brings in, takes back, and writes beside it.</summary>
public sealed class CatalogChangeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperStore _papers;

    public CatalogChangeTests()
    {
        _database = _folder.OpenDatabase();
        _papers = new PaperStore(_database);
        _database.Write((connection, _) => connection.Run("CREATE TABLE cursor (outcomes TEXT)"));
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_written_alongside_knows_the_outcomes_and_is_committed_with_them()
    {
        _papers.Save([Invented.Record()], new ImportRun());
        _papers.Save(
            [Invented.Record(), Invented.Record(("id", "arXiv:2601.00002"), ("title", "Another"))],
            new ImportRun(),
            (connection, _, outcomes) => connection.Run($"INSERT INTO cursor VALUES ('{string.Join(' ', outcomes)}')"));
        Assert.Equal("Unchanged New", Cursor());
        Assert.Equal(2, _papers.Count());
    }

    [Fact]
    public void Where_writing_alongside_fails_nothing_is_saved()
    {
        Assert.Throws<InvalidOperationException>(() => _papers.Save(
            [Invented.Record()],
            new ImportRun(),
            (connection, _, _) =>
            {
                connection.Run("INSERT INTO cursor VALUES ('lost')");
                throw new InvalidOperationException("The ledger cannot be written.");
            }));
        Assert.Null(Cursor());
        Assert.Equal(0, _papers.Count());
    }

    [Fact]
    public void A_withdrawn_paper_of_which_nobody_else_tells_goes_and_the_index_is_told()
    {
        _papers.Save([Invented.Record()], new ImportRun());
        var before = new CatalogSequence(_database).Current();
        Assert.Equal(1, _papers.Withdraw("arxiv", ["arXiv:2601.00001", "arXiv:2601.99999"]));
        Assert.Null(_papers.Find("2601.00001"));
        Assert.True(new CatalogSequence(_database).Current() > before);
        Assert.Equal(1, Number("SELECT COUNT(*) FROM removed WHERE id = 'arXiv:2601.00001'"));
    }

    [Fact]
    public void A_withdrawn_record_leaves_what_others_say_of_the_paper()
    {
        _papers.Save(
            [
                Invented.Record(("title", "As arXiv has it")),
                Invented.Record(("source", "hf"), ("title", "As the daily papers have it"), ("listed", null), ("featured", "2026-01-06"), ("upvotes", 9)),
            ],
            new ImportRun());
        Assert.Equal(1, _papers.Withdraw("arxiv", ["arXiv:2601.00001"]));
        var paper = _papers.Find("2601.00001")!;
        Assert.Equal("As the daily papers have it", paper.Title);
        Assert.Equal(["hf"], _papers.RecordsOf(paper).Select(r => r.Source));
    }

    [Fact]
    public void What_another_source_says_under_the_same_key_is_not_withdrawn()
    {
        _papers.Save([Invented.Record()], new ImportRun());
        Assert.Equal(0, _papers.Withdraw("hf", ["arXiv:2601.00001"]));
        Assert.Equal(1, _papers.Count());
    }

    [Fact]
    public void One_change_withdraws_and_then_saves()
    {
        _papers.Save([Invented.Record(("listed", "2026-01-05")), Invented.Record(("id", "arXiv:2601.00002"), ("title", "Another"))], new ImportRun());
        var outcomes = _papers.Save(
            new CatalogChange(
                [Invented.Record(("listed", "2026-01-06"))],
                new Withdrawal("arxiv", ["arXiv:2601.00001", "arXiv:2601.00002"])),
            new ImportRun());
        Assert.Equal([SaveOutcome.New], outcomes);
        Assert.Equal(1, _papers.Count());
        Assert.Equal(new DateOnly(2026, 1, 6), _papers.Find("2601.00001")!.Day);
    }

    private string? Cursor()
    {
        using var connection = _database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT outcomes FROM cursor";
        return command.ExecuteScalar() as string;
    }

    private long Number(string sql)
    {
        using var connection = _database.Read();
        return connection.Number(sql);
    }
}
