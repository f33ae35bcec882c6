using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace Paperboy.Storage;

/// <summary>
/// Puts a backup in the place of a data folder's catalog and keys. The backup is unpacked and verified first; then
/// the unpacked folder gets its final name, which is the point of no return: from there on every start finishes
/// the exchange, so that a restore killed at any moment has either not begun or will end.
/// </summary>
public static class RestorePoint
{
    private const string Unpacked = "restore.unpacked";
    private const string Pending = "restore.pending";

    /// <summary>Restores FILE. What was there before goes into <see cref="DataFolder.Backups"/>.</summary>
    /// <exception cref="StorageException">Something uses the data folder, or FILE is not a sound backup.</exception>
    public static void Restore(DataFolder folder, string file, TimeProvider time)
    {
        Sqlite.EnsureLoaded();
        folder.Create();
        using var alone = FileLock.TryExclusive(folder.CatalogLock, "restore")
            ?? throw new StorageException(
                $"{folder.Root} is in use by a running Paperboy. Stop it (and any other verb on this folder), then restore.");
        Exchange(folder);
        try
        {
            Unpack(folder, file);
            KeepPrevious(folder, time);
        }
        catch
        {
            // On a full disk the half-unpacked backup would keep the very space that is missing.
            Directory.Delete(Path.Combine(folder.Root, Unpacked), recursive: true);
            throw;
        }

        Directory.Move(Path.Combine(folder.Root, Unpacked), Path.Combine(folder.Root, Pending));
        Exchange(folder);
    }

    /// <summary>Ends a restore that was killed after its point of no return.</summary>
    internal static void FinishIfInterrupted(DataFolder folder)
    {
        if (!Directory.Exists(Path.Combine(folder.Root, Pending)))
            return;
        using var alone = FileLock.TryExclusive(folder.CatalogLock, "restore")
            ?? throw new StorageException($"{folder.Root} is being restored by {FileLock.Holder(folder.CatalogLock)}.");
        Exchange(folder);
    }

    // Moves what is pending into place. Safe to repeat from the start, wherever it was cut off.
    private static void Exchange(DataFolder folder)
    {
        var pending = Path.Combine(folder.Root, Pending);
        if (!Directory.Exists(pending))
            return;

        var database = Path.Combine(pending, Backup.DatabaseEntry);
        if (File.Exists(database))
        {
            // A write-ahead log of the old catalog must never meet the new one.
            File.Delete(folder.Database + "-wal");
            File.Delete(folder.Database + "-shm");
            File.Move(database, folder.Database, overwrite: true);
        }

        var keys = Path.Combine(pending, Backup.KeysEntry.TrimEnd('/'));
        if (Directory.Exists(keys))
        {
            if (Directory.Exists(folder.Keys))
                Directory.Delete(folder.Keys, recursive: true);
            Directory.Move(keys, folder.Keys);
        }

        // The index tells of the other catalog; the next start builds it anew.
        if (Directory.Exists(folder.Index))
            Directory.Delete(folder.Index, recursive: true);
        Directory.Delete(pending, recursive: true);
    }

    private static void Unpack(DataFolder folder, string file)
    {
        var target = Path.Combine(folder.Root, Unpacked);
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        var keys = Directory.CreateDirectory(Path.Combine(target, Backup.KeysEntry.TrimEnd('/')));
        try
        {
            using var zip = ZipFile.OpenRead(file);
            var database = zip.GetEntry(Backup.DatabaseEntry)
                ?? throw new StorageException($"{file} is not a Paperboy backup: it holds no {Backup.DatabaseEntry}.");
            database.ExtractToFile(Path.Combine(target, Backup.DatabaseEntry));
            foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith(Backup.KeysEntry, StringComparison.Ordinal)))
            {
                // Only the bare name: an entry called keys/../../x must not leave the folder.
                if (entry.Name.Length > 0)
                    entry.ExtractToFile(Path.Combine(keys.FullName, Path.GetFileName(entry.Name)));
            }
        }
        catch (InvalidDataException e)
        {
            throw new StorageException($"{file} is not a whole Paperboy backup: {e.Message}", e);
        }
        catch (FileNotFoundException e)
        {
            throw new StorageException($"There is no backup {file}.", e);
        }

        Verify(Path.Combine(target, Backup.DatabaseEntry), file);
    }

    private static void Verify(string database, string file)
    {
        try
        {
            using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            if (command.ExecuteScalar() as string is not "ok")
                throw new StorageException($"{file} holds a damaged catalog; nothing was restored.");
            var version = connection.Number("PRAGMA user_version");
            if (version < 1)
                throw new StorageException($"{file} holds a database that is no catalog; nothing was restored.");
            if (version > Migrator.Newest)
                throw new StorageException($"{file} was made by a newer Paperboy (catalog version {version}); nothing was restored.");
        }
        catch (SqliteException e)
        {
            throw new StorageException($"{file} holds no readable catalog ({e.Message}); nothing was restored.", e);
        }
    }

    private static void KeepPrevious(DataFolder folder, TimeProvider time)
    {
        if (!File.Exists(folder.Database))
            return;
        Directory.CreateDirectory(folder.Backups);
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        try
        {
            using var connection = new SqliteConnection(Database.ConnectionString(folder.Database) + ";Pooling=False");
            connection.Open();
            Backup.Write(connection, folder, Path.Combine(folder.Backups, $"before-restore-{stamp}.paperboy"));
        }
        catch (SqliteException)
        {
            // A restore is asked for most often because the catalog is damaged: then its bytes are kept as they are.
            File.Copy(folder.Database, Path.Combine(folder.Backups, $"before-restore-{stamp}.damaged.db"));
        }
    }
}
