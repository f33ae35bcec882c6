using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Paperboy.Storage;

/// <summary>
/// The catalog's SQLite file: WAL, foreign keys, full synchronisation, one writer at a time.
/// Any number of processes may hold one; a restore needs the file alone (<see cref="DataFolder.CatalogLock"/>).
/// </summary>
public sealed class Database : IDisposable
{
    // Imports and harvests touch pages all over the catalog: with SQLite's 2 MB of cache and a checkpoint every 1,000 pages they
    // would read and write the same ones again and again. The cache holds the inner pages of all trees of three million papers and
    // what a page of a harvest changes; it is memory only while somebody writes much (docs/decisions/0030).
    private const string WriterPragmas = "PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 16000";

    private readonly string _connectionString;
    private readonly FileLock _lock;

    // SQLite would make a second writer of this process poll for the file's lock; here it waits its turn instead.
    private readonly SemaphoreSlim _writer = new(1, 1);

    private Database(DataFolder folder, FileLock held)
    {
        Folder = folder;
        _lock = held;
        _connectionString = ConnectionString(folder.Database);
    }

    public DataFolder Folder { get; }

    /// <summary>Opens the catalog, makes it when there is none, and brings it to this program's version.</summary>
    /// <exception cref="StorageException">
    /// No libsqlite3; a restore is under way; the file is no database; it is newer than this program.
    /// </exception>
    public static Database Open(DataFolder folder, TimeProvider time)
    {
        Sqlite.EnsureLoaded();
        folder.Create();
        RestorePoint.FinishIfInterrupted(folder);
        var held = FileLock.TryShared(folder.CatalogLock)
            ?? throw new StorageException(
                $"{folder.Root} is being restored by {FileLock.Holder(folder.CatalogLock)}. Try again when that has ended.");
        var database = new Database(folder, held);
        try
        {
            using var connection = database.Read();
            connection.Run("PRAGMA page_size = 8192"); // of a catalog that is made now: most rows are as long as a whole page of 4096 bytes
            connection.Run("PRAGMA journal_mode=WAL");
            new Migrator(folder, time).BringUpToDate(connection);
            return database;
        }
        catch (SqliteException e)
        {
            database.Dispose();
            throw new StorageException($"{folder.Database} cannot be used as a catalog: {e.Message}", e);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A connection for reading; each statement sees the last commit.</summary>
    public SqliteConnection Read()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Runs a write in one transaction; nothing of it remains when it throws.</summary>
    public T Write<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        _writer.Wait();
        try
        {
            using var connection = Read();
            connection.Run(WriterPragmas);

            // Not deferred: the write lock is taken here, so that a number read in the transaction cannot be
            // handed out twice and two processes cannot deadlock upgrading their locks.
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = write(connection, transaction);
            Commit(connection, transaction);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public void Write(Action<SqliteConnection, SqliteTransaction> write) =>
        Write((connection, transaction) =>
        {
            write(connection, transaction);
            return true;
        });

    public void Dispose()
    {
        // Pooled connections keep the file open, which a restore or a deleted test folder would trip over.
        using (var connection = new SqliteConnection(_connectionString))
            SqliteConnection.ClearPool(connection);
        _lock.Dispose();
        _writer.Dispose();
    }

    internal static string ConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = 60,
    }.ToString();

    private static void Commit(SqliteConnection connection, SqliteTransaction transaction)
    {
        try
        {
            transaction.Commit();
        }
        catch (SqliteException) when (raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            // A COMMIT that fails on a full disk has rolled back already. The transaction rolls back again as it is
            // disposed of, and the complaint that there is none would hide the cause: so there is one.
            _ = raw.sqlite3_exec(connection.Handle, "BEGIN");
            throw;
        }
    }
}
