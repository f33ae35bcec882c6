using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Paperboy.Storage;

/// <summary>
/// Brings a catalog to this program's version by numbered SQL files, each in a transaction of its own that also
/// writes the number (<c>PRAGMA user_version</c>): a migration has happened whole or not at all.
/// </summary>
internal sealed class Migrator(DataFolder folder, TimeProvider time)
{
    private const string Prefix = "Paperboy.Storage.Migrations.";

    /// <summary>The version that this program's catalogs have.</summary>
    public static int Newest => All().Max(m => m.Number);

    public void BringUpToDate(SqliteConnection connection)
    {
        var version = (int)connection.Number("PRAGMA user_version");
        if (version > Newest)
        {
            throw new StorageException(
                $"{folder.Database} was made by a newer Paperboy (catalog version {version}; this program knows up to "
                + $"{Newest}). Update Paperboy, or restore a backup made by this version.");
        }

        if (version == Newest)
            return;
        if (version > 0)
            BackUpBefore(connection, version);
        foreach (var migration in All().Where(m => m.Number > version).OrderBy(m => m.Number))
            Apply(connection, migration);
    }

    private static void Apply(SqliteConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction(deferred: false);

        // Another process may have been faster between our look and the lock.
        if (connection.Number("PRAGMA user_version") < migration.Number)
        {
            connection.Run(migration.Sql);
            connection.Run($"PRAGMA user_version = {migration.Number.ToString(CultureInfo.InvariantCulture)}");
        }

        transaction.Commit();
    }

    private void BackUpBefore(SqliteConnection connection, int version)
    {
        Directory.CreateDirectory(folder.Backups);
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var file = Path.Combine(folder.Backups, $"before-migration-from-{version}-{stamp}.paperboy");
        Backup.Write(connection, folder, file);
    }

    private static IEnumerable<Migration> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            var number = int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture);
            yield return new Migration(number, reader.ReadToEnd());
        }
    }

    private sealed record Migration(int Number, string Sql);
}
