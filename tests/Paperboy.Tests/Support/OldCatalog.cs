using System.Globalization;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Tests.Support;

/// <summary>A catalog as an earlier version of the program made it: by the same migrations, up to one of them.</summary>
internal static class OldCatalog
{
    /// <summary>Makes the file and leaves it open.</summary>
    public static SqliteConnection Make(DataFolder folder, int version)
    {
        Sqlite.EnsureLoaded();
        folder.Create();
        var connection = new SqliteConnection(Database.ConnectionString(folder.Database));
        connection.Open();
        connection.Run("PRAGMA journal_mode=WAL");
        var assembly = typeof(Database).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => NumberOf(name) <= version).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            connection.Run(reader.ReadToEnd());
        }

        connection.Run($"PRAGMA user_version = {version.ToString(CultureInfo.InvariantCulture)}");
        return connection;
    }

    private static int NumberOf(string resource)
    {
        const string prefix = "Paperboy.Storage.Migrations.";
        return resource.StartsWith(prefix, StringComparison.Ordinal)
            ? int.Parse(resource.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture)
            : int.MaxValue;
    }
}
