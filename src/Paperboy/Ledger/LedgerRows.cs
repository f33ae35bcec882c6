using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Ledger;

/// <summary>Rows of the ledger's tables, read.</summary>
internal static class LedgerRows
{
    public const string Window =
        """
        number, source, name, day, category, state, growing, cursor, pages, expected, fetched, added, changed, unchanged,
        withdrawn, rejected, tries, fault, error, begun_at, touched_at, named
        """;

    public const string Run =
        """
        number, source, process, state, words, windows, done, window, pages, expected, fetched, added, changed, unchanged,
        withdrawn, rejected, started_at, touched_at, ended_at
        """;

    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    public static List<T> ReadAll<T>(this SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public static LedgerWindow ReadWindow(SqliteDataReader row) =>
        new(row.GetString(1), row.GetString(2), row.GetString(3).ToDay(), row.GetString(4))
        {
            Number = row.GetInt64(0),
            State = Enum.Parse<WindowState>(row.GetString(5), ignoreCase: true),
            Growing = row.GetBoolean(6),
            Cursor = Text(row, 7),
            Pages = row.GetInt32(8),
            Expected = Count(row, 9),
            Tally = ReadTally(row, 10),
            Tries = row.GetInt32(16),
            Fault = Text(row, 17),
            Error = Text(row, 18),
            BegunAt = row.GetString(19).ToMoment(),
            TouchedAt = row.GetString(20).ToMoment(),
            Named = row.GetBoolean(21),
        };

    public static LedgerRun ReadRun(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), Enum.Parse<RunState>(row.GetString(3), ignoreCase: true),
        row.GetString(4), row.GetInt32(5), row.GetInt32(6), row.GetString(7), row.GetInt32(8), Count(row, 9), ReadTally(row, 10),
        row.GetString(16).ToMoment(), row.GetString(17).ToMoment(), Text(row, 18)?.ToMoment());

    /// <summary>Six counts, from a column on.</summary>
    public static Tally ReadTally(SqliteDataReader row, int first) => new(
        row.GetInt32(first), row.GetInt32(first + 1), row.GetInt32(first + 2),
        row.GetInt32(first + 3), row.GetInt32(first + 4), row.GetInt32(first + 5));

    public static string Name<TState>(TState state)
        where TState : struct, Enum =>
#pragma warning disable CA1308 // the names of the schema, not a comparison
        state.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static int? Count(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
