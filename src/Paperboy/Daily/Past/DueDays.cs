using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Daily.Past;

/// <summary>
/// Which days that are over must be looked at. Three things make a day due: that it ends, that a paper of it changes in the
/// catalog or goes from it, and that a curator changes it (<see cref="Desk.DeskStore"/>).
/// </summary>
public sealed class DueDays(Database database)
{
    private const string Until = "editions_until"; // the last day that was over at the last look, as DateOnly.DayNumber
    private const string Seen = "editions_seen"; // the catalog's number up to which changes were looked at

    /// <summary>Looks what has changed since the last look, and makes the days of it due.</summary>
    /// <param name="last">The last day that is over.</param>
    /// <param name="most">How many changed papers are looked at, at the most.</param>
    /// <returns>Whether there are more.</returns>
    public bool Look(DateOnly last, int most)
    {
        using var connection = database.Read();
        var (until, seen) = (Counter(connection, Until), Counter(connection, Seen));
        var end = connection.Number("SELECT value FROM counter WHERE name = 'sequence'");
        if (until == last.DayNumber && seen == end)
            return false;

        var days = new HashSet<string>(StringComparer.Ordinal);
        Ended(connection, until, last, days);
        var more = false;
        if (until >= 0)
            (end, more) = Changed(connection, seen, end, most, last, days);
        database.Write((writer, transaction) =>
        {
            writer.Execute("INSERT OR IGNORE INTO edition_due (day) SELECT value FROM json_each($days)", new { days = JsonSerializer.Serialize(days) }, transaction);
            writer.Execute(
                "UPDATE counter SET value = $value WHERE name = $name",
                new[] { new { name = Until, value = (long)last.DayNumber }, new { name = Seen, value = end } }, transaction);
        });
        return more;
    }

    /// <summary>The days that are due and over, the newest first.</summary>
    public IReadOnlyList<DateOnly> Days(DateOnly last)
    {
        using var connection = database.Read();
        return [.. connection.Query<string>("SELECT day FROM edition_due WHERE day <= $last ORDER BY day DESC", new { last = last.ToSql() }).Select(day => day.ToDay())];
    }

    public bool Has(DateOnly day)
    {
        using var connection = database.Read();
        return connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM edition_due WHERE day = $day)", new { day = day.ToSql() }) != 0;
    }

    /// <summary>A day needs nothing more. Returns false: no version was made.</summary>
    public bool Done(DateOnly day)
    {
        database.Write((connection, transaction) => connection.Execute("DELETE FROM edition_due WHERE day = $day", new { day = day.ToSql() }, transaction));
        return false;
    }

    // Of the first look all days of the catalog that are over; later those that have ended since.
    private static void Ended(SqliteConnection connection, long until, DateOnly last, HashSet<string> days)
    {
        if (until >= last.DayNumber)
            return;
        var after = until < 0 ? "" : DateOnly.FromDayNumber((int)until).ToSql();
        days.UnionWith(connection.Query<string>(
            "SELECT DISTINCT day FROM appearance WHERE day > $after AND day <= $last UNION SELECT day FROM pick WHERE day > $after AND day <= $last",
            new { after, last = last.ToSql() }));
    }

    private static (long Seen, bool More) Changed(SqliteConnection connection, long seen, long end, int most, DateOnly last, HashSet<string> days)
    {
        var range = new { seen, end, most };
        var papers = connection.Query<(long Sequence, string Editions)>(
            "SELECT sequence, editions FROM paper WHERE sequence > $seen AND sequence <= $end ORDER BY sequence LIMIT $most", range).AsList();
        if (papers.Count == most)
            end = papers[^1].Sequence;
        foreach (var edition in papers.SelectMany(p => p.Editions == "[]" ? [] : JsonSerializer.Deserialize<string[]>(p.Editions) ?? []))
        {
            // "2026-03-17 listed"
            if (string.CompareOrdinal(edition, 0, last.ToSql(), 0, 10) <= 0)
                days.Add(edition[..10]);
        }

        var gone = connection.Query<string>("SELECT id FROM removed WHERE sequence > $seen AND sequence <= $end", new { seen, end })
            .ToHashSet(StringComparer.Ordinal);
        if (gone.Count > 0)
            days.UnionWith(With(connection, gone));
        return (end, papers.Count == most);
    }

    // Papers go so rarely that no index leads from them to the editions they stood in: all are read, some 10,000 days a second.
    private static IEnumerable<string> With(SqliteConnection connection, HashSet<string> ids)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT day, MAX(version), papers FROM edition GROUP BY day";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var papers = FrozenOrder.Read((byte[])reader.GetValue(2), reader.GetString(0).ToDay(), reader.GetInt32(1));
            if (papers.Any(paper => ids.Contains(paper.Id)))
                yield return reader.GetString(0);
        }
    }

    private static long Counter(SqliteConnection connection, string name) =>
        connection.ExecuteScalar<long>("SELECT value FROM counter WHERE name = $name", new { name });
}
