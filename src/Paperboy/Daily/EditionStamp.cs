using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Daily;

/// <summary>A number that moves with whatever the order of editions follows from besides papers: picks, versions, predictions.</summary>
public sealed class EditionStamp(Database database)
{
    public long Current()
    {
        using var connection = database.Read();
        return connection.Number("SELECT value FROM counter WHERE name = 'editions'");
    }

    /// <summary>Says, within the transaction of <paramref name="connection"/>, that something has changed.</summary>
    public static void Move(SqliteConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Run("UPDATE counter SET value = value + 1 WHERE name = 'editions'");
    }
}
