using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace Paperboy.Storage;

/// <summary>
/// A backup is one zip file: <c>paperboy.db</c>, a consistent copy of the catalog, and <c>keys/</c>, the signing
/// keys. The index is not in it: it is derived. The settings are not: they belong to a machine and hold passwords.
/// </summary>
public static class Backup
{
    internal const string DatabaseEntry = "paperboy.db";
    internal const string KeysEntry = "keys/";

    /// <summary>Writes a backup while others read and write; FILE appears whole or not at all.</summary>
    /// <exception cref="StorageException">FILE is one of the data folder's own files.</exception>
    public static void Write(Database database, string file)
    {
        using var connection = database.Read();
        Write(connection, database.Folder, file);
    }

    internal static void Write(SqliteConnection connection, DataFolder folder, string file)
    {
        file = Path.GetFullPath(file);
        if (folder.IsOwnFile(file))
            throw new StorageException($"{file} is a file of the data folder itself; a backup must not replace it.");
        var copy = file + ".copy";
        var partial = file + ".partial";
        try
        {
            // VACUUM INTO takes an empty file; one that it made itself others could read, and it holds addresses.
            PrivateFile.Create(copy).Dispose();
            // VACUUM INTO reads one snapshot and blocks no writer (sqlite.org/lang_vacuum.html).
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "VACUUM INTO $file";
                command.CommandTimeout = 0;
                command.Parameters.AddWithValue("$file", copy);
                command.ExecuteNonQuery();
            }

            Pack(copy, folder, partial);
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(partial);
        }
    }

    private static void Pack(string copy, DataFolder folder, string partial)
    {
        using var stream = PrivateFile.Create(partial);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntryFromFile(copy, DatabaseEntry, CompressionLevel.Fastest);
            if (Directory.Exists(folder.Keys))
            {
                foreach (var key in Directory.EnumerateFiles(folder.Keys).Order(StringComparer.Ordinal))
                    zip.CreateEntryFromFile(key, KeysEntry + Path.GetFileName(key));
            }
        }

        stream.Flush(flushToDisk: true);
    }
}
