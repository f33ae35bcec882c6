using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Upkeep;

public sealed class CatalogCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_import_that_runs_meanwhile_is_no_problem()
    {
        using var database = _folder.OpenDatabase();
        var papers = new PaperStore(database);
        using var index = new PaperIndex(_folder.Data);
        using var service = new IndexService(database, index, NullLogger<IndexService>.Instance);
        using var stop = new CancellationTokenSource();
        var importing = Task.Run(() =>
        {
            // Each paper comes from two sources under two ids, so that papers are joined and removed, too.
            foreach (var (line, i) in Invented.Lines(20_000).Select((line, i) => (line, i)))
            {
                if (stop.IsCancellationRequested)
                    return;
                papers.Save([Told(i, "one"), Told(i, "two"), RecordJson.Read(line)], new ImportRun());
                service.Drain(CancellationToken.None);
            }
        });
        for (var i = 0; i < 40; i++)
            Assert.Empty(new CatalogCheck(database).Run(CancellationToken.None).Problems);
        await stop.CancelAsync();
        await importing;
        var report = new CatalogCheck(database).Run(CancellationToken.None);
        Assert.Equal((0, report.Papers), (report.Waiting, report.Indexed));
    }

    [Fact]
    public void A_paper_that_the_index_lost_is_named()
    {
        using var database = _folder.OpenDatabase();
        new PaperStore(database).Save([.. Invented.Lines(3).Select(RecordJson.Read)], new ImportRun());
        using (var owner = IndexOwner.TryBecome(database, "test"))
            owner!.Drain(null, CancellationToken.None);
        using (var writer = IndexWriter.Open(_folder.Data.Index, PaperDocument.Schema))
        {
            writer.Delete("arXiv:2601.00001");
            writer.Commit(writer.CommittedSequence);
        }

        Assert.Equal(["1 papers are not in the index: arXiv:2601.00001"], new CatalogCheck(database).Run(CancellationToken.None).Problems);
    }

    [Theory]
    [InlineData("INSERT INTO identifier VALUES ('doi:10.1000/stray', 1)", "the database: 1 keys of papers stand where no paper names them")]
    [InlineData("DELETE FROM recent_title_key WHERE paper = 2", "the database: 2 title keys of papers are missing")]
    [InlineData("UPDATE appearance SET paper = 99 WHERE paper = 3", "the database: 1 appearances of papers are missing")]
    public void Derived_tables_that_do_not_agree_with_the_papers_are_named(string damage, string problem)
    {
        using var database = _folder.OpenDatabase();
        new PaperStore(database).Save([.. Invented.Lines(3).Select(RecordJson.Read)], new ImportRun());
        Assert.DoesNotContain(new CatalogCheck(database).Run(CancellationToken.None).Problems, words => words.StartsWith("the database", StringComparison.Ordinal));
        database.Write((connection, _) => connection.Run(damage));
        Assert.Contains(problem, new CatalogCheck(database).Run(CancellationToken.None).Problems);
    }

    private static PaperRecord Told(int number, string source) => Invented.Record(
        ("source", source), ("id", $"{source}:{number}"), ("title", $"Told twice {number}"), ("doi", source == "one" ? null : $"10.1000/{number}"));
}
