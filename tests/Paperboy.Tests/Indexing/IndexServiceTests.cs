using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Indexing;

/// <summary>The server's index, and what people, disks and other programs do to its files while it runs.</summary>
public sealed class IndexServiceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperIndex _index;
    private readonly IndexService _service;

    public IndexServiceTests()
    {
        _database = _folder.OpenDatabase();
        new PaperStore(_database).Save([.. Invented.Lines(300).Select(RecordJson.Read)], new ImportRun());
        _index = new PaperIndex(_folder.Data);
        _service = new IndexService(_database, _index, NullLogger<IndexService>.Instance);
    }

    public void Dispose()
    {
        _service.Dispose();
        _index.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_index_that_is_deleted_under_the_server_is_built_again_by_its_next_job()
    {
        _service.Drain(CancellationToken.None);
        var before = Found();
        Directory.Delete(_folder.Data.Index, recursive: true);
        Assert.Equal(0, Found());
        _service.Drain(CancellationToken.None);
        Assert.Equal(before, Found());
    }

    [Fact]
    public void Damage_of_an_index_that_has_been_built_anew_meanwhile_does_not_have_it_built_again()
    {
        _service.Drain(CancellationToken.None);
        Assert.Throws<IndexCorruptException>(() => _index.AskAll<int>(_ => throw Damage()));
        Assert.NotNull(_index.TakeDamage());
        Assert.Throws<IndexCorruptException>(() => _index.AskAll<int>(_ =>
        {
            _index.ReportDamage("met by another question");
            _service.Drain(CancellationToken.None);
            throw Damage();
        }));
        Assert.Null(_index.TakeDamage());

        static IndexCorruptException Damage() => new("old.seg", "a block of postings is damaged");
    }

    [Fact]
    public void A_manifest_that_is_damaged_under_the_server_is_an_error_until_its_next_job()
    {
        _service.Drain(CancellationToken.None);
        var before = Found();
        FlipByte(Path.Combine(_folder.Data.Index, "manifest"), 20);
        Assert.Throws<IndexCorruptException>(() => Found());
        _service.Drain(CancellationToken.None);
        Assert.Equal(before, Found());
    }

    [Fact]
    public void An_index_that_was_damaged_before_the_start_is_built_again()
    {
        using (var owner = IndexOwner.TryBecome(_database, "test"))
            owner!.Drain(null, CancellationToken.None);
        File.Delete(Directory.GetFiles(_folder.Data.Index, "*.seg")[0]);
        _service.Drain(CancellationToken.None);
        Assert.True(Found() > 50);
    }

    [Fact]
    public void Damage_that_only_a_search_meets_is_mended_by_the_next_job()
    {
        _service.Drain(CancellationToken.None);
        var before = Found();
        var segment = Directory.GetFiles(_folder.Data.Index, "*.seg")[0];

        // Zeros over the middle of the segment, in place: the mapped file changes under the open searcher.
        using (var stream = new FileStream(segment, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Position = stream.Length / 4;
            stream.Write(new byte[stream.Length / 2]);
        }

        try
        {
            Found();
        }
        catch (IndexCorruptException)
        {
            _service.Drain(CancellationToken.None);
            Assert.Equal(before, Found());
            return;
        }

        Assert.Fail("The search did not meet the damage.");
    }

    [Fact]
    public void A_commit_that_fails_is_tried_again_and_leaves_no_rubbish()
    {
        _service.Drain(CancellationToken.None);
        var before = Found();
        new PaperStore(_database).Save(
            [.. Invented.Lines(600, seed: 2).Skip(300).Select(RecordJson.Read)], new ImportRun());

        // In the place of the new manifest stands something that cannot be written: as if the disk were full.
        var blocked = Directory.CreateDirectory(Path.Combine(_folder.Data.Index, "manifest.tmp"));
        Assert.ThrowsAny<SystemException>(() => _service.Drain(CancellationToken.None));
        Assert.Equal(before, Found());
        blocked.Delete();
        Assert.True(_service.Drain(CancellationToken.None));
        Assert.True(Found() > before);
        Assert.Equal(2, Directory.GetFiles(_folder.Data.Index, "*.seg").Length);
    }

    private long Found() => _index.Search(new SearchRequest("sparse towers", 1, 0, CountAll: true), CancellationToken.None).Total.Value;

    private static void FlipByte(string file, int offset)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[offset] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
