using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>Which papers stand in the editions of which days.</summary>
public sealed class EditionStore(Database database)
{
    /// <summary>All appearances from one day to another, both included. A paper may appear more than once.</summary>
    public IReadOnlyList<Appearance> Between(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = Command(
            connection,
            "SELECT paper, day, kind, source, upvotes, interest FROM appearance WHERE day BETWEEN $first AND $last",
            ("$first", first), ("$last", last));
        using var reader = command.ExecuteReader();
        var appearances = new List<Appearance>();
        while (reader.Read())
        {
            appearances.Add(new Appearance(
                reader.GetInt64(0),
                reader.GetString(1).ToDay(),
                PaperColumns.Kind(reader.GetString(2)),
                reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetInt32(4),
                reader.GetInt32(5)));
        }

        return appearances;
    }

    /// <summary>How many papers each day has, for the days that have any; by kind.</summary>
    public IReadOnlyList<DayCount> Counts(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = Command(
            connection,
            """
            SELECT day, SUM(kind = 'featured'), COUNT(DISTINCT paper) FROM appearance
            WHERE day BETWEEN $first AND $last GROUP BY day ORDER BY day
            """,
            ("$first", first), ("$last", last));
        using var reader = command.ExecuteReader();
        var counts = new List<DayCount>();
        while (reader.Read())
            counts.Add(new DayCount(reader.GetString(0).ToDay(), reader.GetInt32(1), reader.GetInt32(2)));
        return counts;
    }

    /// <summary>The newest day with papers that is not after <paramref name="day"/>.</summary>
    public DateOnly? LastUntil(DateOnly day) => Day("SELECT MAX(day) FROM appearance WHERE day <= $day", day);

    /// <summary>The newest day with papers before <paramref name="day"/>.</summary>
    public DateOnly? Before(DateOnly day) => Day("SELECT MAX(day) FROM appearance WHERE day < $day", day);

    /// <summary>The first day with papers after <paramref name="day"/>.</summary>
    public DateOnly? After(DateOnly day) => Day("SELECT MIN(day) FROM appearance WHERE day > $day", day);

    private DateOnly? Day(string sql, DateOnly day)
    {
        using var connection = database.Read();
        using var command = Command(connection, sql, ("$day", day));
        return command.ExecuteScalar() is string text ? text.ToDay() : null;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, DateOnly Day)[] days)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, day) in days)
            command.Parameters.AddWithValue(name, day.ToSql());
        return command;
    }
}

/// <summary>How many papers a day's edition has: featured ones, and all.</summary>
public sealed record DayCount(DateOnly Day, int Featured, int All);
