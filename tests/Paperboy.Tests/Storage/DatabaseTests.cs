using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_database_newer_than_the_program_is_refused_in_words()
    {
        using (var database = _folder.OpenDatabase())
        using (var connection = database.Read())
            connection.Run("PRAGMA user_version = 4711");
        var refused = Assert.Throws<StorageException>(_folder.OpenDatabase);
        Assert.Contains("made by a newer Paperboy (catalog version 4711", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_its_name()
    {
        File.WriteAllText(_folder.Data.Database, new string('x', 5000));
        var refused = Assert.Throws<StorageException>(_folder.OpenDatabase);
        Assert.Contains(_folder.Data.Database, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migration_is_preceded_by_a_backup_of_the_older_catalog()
    {
        OldCatalog.Make(_folder.Data, version: 1).Dispose();
        _folder.OpenDatabase().Dispose();
        Assert.Single(Directory.GetFiles(_folder.Data.Backups, "before-migration-from-1-*.paperboy"));
    }

    [Fact]
    public void A_write_that_throws_leaves_nothing()
    {
        using var database = _folder.OpenDatabase();
        Assert.Throws<InvalidOperationException>(() => database.Write((connection, _) =>
        {
            connection.Run("UPDATE counter SET value = 99 WHERE name = 'sequence'");
            throw new InvalidOperationException();
        }));
        using var reading = database.Read();
        Assert.Equal(0, reading.Number("SELECT value FROM counter WHERE name = 'sequence'"));
    }

    [Fact]
    public async Task A_backup_made_while_others_write_restores_to_a_sound_catalog()
    {
        var file = _folder.File("copy.paperboy");
        using (var database = _folder.OpenDatabase())
        {
            var papers = new PaperStore(database);
            Directory.CreateDirectory(_folder.Data.Keys);
            File.WriteAllText(Path.Combine(_folder.Data.Keys, "k"), "secret");
            using var stop = new CancellationTokenSource();
            var writing = Task.Run(() =>
            {
                foreach (var line in Invented.Lines(5_000).TakeWhile(_ => !stop.IsCancellationRequested))
                    papers.Save([RecordJson.Read(line)], new ImportRun());
            });
            SpinWait.SpinUntil(() => papers.Count() > 20, TimeSpan.FromSeconds(30));
            Backup.Write(database, file);
            await stop.CancelAsync();
            await writing;
        }

        using var other = new TempFolder();
        RestorePoint.Restore(other.Data, file, TimeProvider.System);
        using var restored = other.OpenDatabase();
        Assert.True(new PaperStore(restored).Count() > 20);
        Assert.Equal("secret", File.ReadAllText(Path.Combine(other.Data.Keys, "k")));
    }

    [Fact]
    public void A_backup_never_replaces_a_file_of_the_data_folder_itself()
    {
        using var database = _folder.OpenDatabase();
        foreach (var own in new[] { _folder.Data.Database, _folder.Data.Settings, _folder.Data.CatalogLock, Path.Combine(_folder.Data.Keys, "links.key") })
            Assert.Contains(own, Assert.Throws<StorageException>(() => Backup.Write(database, own)).Message, StringComparison.Ordinal);
        Backup.Write(database, _folder.File("copy.paperboy"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("copy.paperboy")));
    }

    [Fact]
    public void A_database_that_is_no_catalog_is_not_restored_and_leaves_nothing_behind()
    {
        using (var zip = ZipFile.Open(_folder.File("odd.paperboy"), ZipArchiveMode.Create))
            zip.CreateEntry("paperboy.db");
        var refused = Assert.Throws<StorageException>(() => RestorePoint.Restore(_folder.Data, _folder.File("odd.paperboy"), TimeProvider.System));
        Assert.Contains("no catalog", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public void A_lock_whose_holder_cannot_be_written_down_is_not_held()
    {
        var path = _folder.File("some.lock");
        var blocked = Directory.CreateDirectory(path + ".holder");
        Assert.ThrowsAny<SystemException>(() => FileLock.TryExclusive(path, "test"));
        blocked.Delete();
        using var held = FileLock.TryExclusive(path, "test");
        Assert.NotNull(held);
    }

    [Fact]
    public void A_restore_is_refused_while_the_catalog_is_in_use()
    {
        var file = _folder.File("copy.paperboy");
        using var database = _folder.OpenDatabase();
        Backup.Write(database, file);
        var refused = Assert.Throws<StorageException>(() => RestorePoint.Restore(_folder.Data, file, TimeProvider.System));
        Assert.Contains("in use by a running Paperboy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_backup_changes_nothing()
    {
        using (var database = _folder.OpenDatabase())
        {
            new PaperStore(database).Save([Invented.Record()], new ImportRun());
            Backup.Write(database, _folder.File("copy.paperboy"));
        }

        var bytes = File.ReadAllBytes(_folder.File("copy.paperboy"));
        foreach (var length in new[] { 0, 100, bytes.Length / 2, bytes.Length - 10 })
        {
            File.WriteAllBytes(_folder.File("cut.paperboy"), bytes[..length]);
            Assert.Throws<StorageException>(() => RestorePoint.Restore(_folder.Data, _folder.File("cut.paperboy"), TimeProvider.System));
        }

        using var after = _folder.OpenDatabase();
        Assert.Equal(1, new PaperStore(after).Count());
    }

    [Fact]
    public void A_restore_killed_past_its_point_of_no_return_is_ended_by_the_next_start()
    {
        using var source = new TempFolder();
        using (var database = source.OpenDatabase())
            new PaperStore(database).Save([Invented.Record()], new ImportRun());
        SqliteConnection.ClearAllPools();
        _folder.OpenDatabase().Dispose();

        // What a killed restore leaves: the pending folder, and the old catalog with a log of its own.
        var pending = Directory.CreateDirectory(_folder.File("restore.pending"));
        File.Copy(source.Data.Database, Path.Combine(pending.FullName, "paperboy.db"));
        File.WriteAllText(_folder.Data.Database + "-wal", "of the old one");
        using var after = _folder.OpenDatabase();
        Assert.Equal(1, new PaperStore(after).Count());
        Assert.False(Directory.Exists(pending.FullName));
    }
}
