using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Jobs;
using Paperboy.Ledger;
using Paperboy.Search;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Upkeep;

/// <summary>Damage that no search meets, found by the slow pass and mended by the index job.</summary>
public sealed class ChecksumPassTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperIndex _index;
    private readonly IndexService _service;
    private readonly ChecksumPass _pass;

    public ChecksumPassTests()
    {
        _database = _folder.OpenDatabase();
        new PaperStore(_database).Save([.. Invented.Lines(300).Select(RecordJson.Read)], new ImportRun());
        _index = new PaperIndex(_folder.Data);
        _service = new IndexService(_database, _index, NullLogger<IndexService>.Instance);
        _pass = new ChecksumPass(_folder.Data, _index);
        _service.Drain(CancellationToken.None);
    }

    public void Dispose()
    {
        _pass.Dispose();
        _service.Dispose();
        _index.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private SourceBook Book()
    {
        var ledger = new LedgerStore(_database);
        return new SourceBook(ledger, new RunStore(_database), new DayBook(ledger, TimeProvider.System), TimeProvider.System);
    }

    [Fact]
    public void A_flipped_bit_shows_on_health_and_the_index_is_built_anew()
    {
        _pass.Advance();
        _pass.Advance();
        var segment = Assert.Single(Directory.GetFiles(_folder.Data.Index, "*.seg"));
        Flip(segment);
        var ledger = new JobLedger(TimeProvider.System);
        ledger.Planned("checksums");
        ledger.Ended("checksums", FindDamage());
        var health = HealthEndpoint.Get(
            new PaperStore(_database), new IndexQueue(_database), _index, _service, ledger, Book(), NullLogger<HealthEndpoint.Health>.Instance).Value!;
        Assert.Equal("degraded", health.Status);
        Assert.Contains(segment, Assert.Single(health.Jobs).LastError, StringComparison.Ordinal);

        _service.Drain(CancellationToken.None);
        Assert.Empty(new CatalogCheck(_database).Run(CancellationToken.None).Problems);
        Assert.Equal(300, new CatalogCheck(_database).Run(CancellationToken.None).Indexed);
        for (var i = 0; i < 5; i++)
            _pass.Advance();
    }

    [Fact]
    public void Damage_that_a_merge_finds_is_mended_by_the_next_job()
    {
        var segment = Assert.Single(Directory.GetFiles(_folder.Data.Index, "*.seg"));
        Flip(segment);
        Assert.Equal(segment, Assert.Throws<IndexCorruptException>(DrainUntilItFails).File);

        _service.Drain(CancellationToken.None);
        var report = new CatalogCheck(_database).Run(CancellationToken.None);
        Assert.Empty(report.Problems);
        Assert.Equal((300, 0), (report.Indexed, report.Waiting));
    }

    private void DrainUntilItFails()
    {
        // Most papers change, so that more than half of the segment is deleted and it is written anew, in the background.
        Save(250, "Changed");
        _service.Drain(CancellationToken.None);
        for (var round = 0; round < 500; round++)
        {
            Save(1, $"Changed again {round}");
            _service.Drain(CancellationToken.None);
        }
    }

    private void Save(int papers, string title) => new PaperStore(_database).Save(
        [.. Enumerable.Range(0, papers).Select(i => Invented.Record(("id", $"arXiv:2601.{i:D5}"), ("title", $"{title} {i}"), ("listed", "2026-02-01")))],
        new ImportRun());

    private string FindDamage()
    {
        for (var piece = 0; piece < 5; piece++)
        {
            try
            {
                _pass.Advance();
            }
            catch (IndexCorruptException e)
            {
                return e.Message;
            }
        }

        throw new InvalidOperationException("The pass did not find the damage.");
    }

    // In place: the server has the file mapped.
    private static void Flip(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Position = stream.Length / 2;
        var value = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(value ^ 0x10));
    }
}
