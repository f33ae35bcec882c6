using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Daily.Past;

/// <summary>The editions of days that are over, version by version.</summary>
public sealed class PastEditions(Database database)
{
    /// <summary>All versions of the editions of some days, by day and version, without their papers.</summary>
    public IReadOnlyList<EditionVersion> Versions(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        return
        [
            .. connection.Query<(string Day, int Version, string MadeAt, string Changes)>(
                "SELECT day, version, made_at, changes FROM edition WHERE day BETWEEN $first AND $last ORDER BY day, version",
                new { first = first.ToSql(), last = last.ToSql() })
            .Select(row => new EditionVersion(row.Day.ToDay(), row.Version, row.MadeAt.ToMoment(), EditionChange.FromJson(row.Changes))),
        ];
    }

    /// <summary>The newest version of each day's edition that has any.</summary>
    internal IReadOnlyDictionary<DateOnly, PastEdition> Newest(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        return Read(
            connection, "version = (SELECT MAX(version) FROM edition AS other WHERE other.day = edition.day)", first, last, null)
            .ToDictionary(edition => edition.Version.Day);
    }

    /// <summary>One version of a day's edition; null where there is none such.</summary>
    internal PastEdition? Find(DateOnly day, int version)
    {
        using var connection = database.Read();
        return Read(connection, "version = $version", day, day, version).FirstOrDefault();
    }

    /// <summary>The numbers that papers have now, by the ids that they had; ids of papers that are gone are left out.</summary>
    internal IReadOnlyDictionary<string, (long Number, string Id)> Present(IEnumerable<string> ids)
    {
        using var connection = database.Read();
        return Present(connection, ids);
    }

    /// <summary>The permanent ids of papers, by number.</summary>
    internal IReadOnlyDictionary<long, string> Ids(IEnumerable<long> numbers)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, id FROM paper WHERE number IN (SELECT value FROM json_each($numbers))";
        command.Parameters.AddWithValue("$numbers", JsonSerializer.Serialize(numbers));
        using var reader = command.ExecuteReader();
        var ids = new Dictionary<long, string>();
        while (reader.Read())
            ids[reader.GetInt64(0)] = reader.GetString(1);
        return ids;
    }

    /// <summary>Keeps a version, if the edition and its desk are still those that it was made from.</summary>
    /// <param name="version">The version, with its changes.</param>
    /// <param name="edition">What it is.</param>
    /// <param name="desk">The desk's version that it was made from.</param>
    /// <returns>False when somebody was faster; nothing was kept then.</returns>
    internal bool Keep(EditionVersion version, FrozenDay edition, long desk) => database.Write((connection, transaction) =>
    {
        var day = version.Day.ToSql();
        if (connection.ExecuteScalar<long>("SELECT COALESCE(MAX(version), 0) FROM edition WHERE day = $day", new { day }, transaction) != version.Version - 1
            || connection.ExecuteScalar<long>("SELECT COALESCE((SELECT version FROM desk WHERE day = $day), 0)", new { day }, transaction) != desk)
        {
            return false;
        }

        connection.Execute(
            "INSERT INTO edition (day, version, made_at, changes, papers) VALUES ($day, $version, $at, $changes, $papers)",
            new
            {
                day,
                version = version.Version,
                at = version.MadeAt.ToSql(),
                changes = EditionChange.ToJson(version.Changes),
                papers = FrozenOrder.Write(edition.Papers),
            },
            transaction);
        connection.Execute(
            "INSERT INTO edition_pick (day, version, place, paper, note, actor) VALUES ($day, $version, $place, $Paper, $Note, $Actor)",
            edition.Picks.Select((pick, i) => new { day, version = version.Version, place = i + 1, pick.Paper, pick.Note, pick.Actor }),
            transaction);
        connection.Execute(
            "INSERT INTO edition_hand (day, version, place, actor) VALUES ($day, $version, $place, $actor)",
            edition.Hands.Select((actor, i) => new { day, version = version.Version, place = i + 1, actor }),
            transaction);
        connection.Execute("DELETE FROM edition_due WHERE day = $day", new { day }, transaction);
        EditionStamp.Move(connection);
        return true;
    });

    private static List<PastEdition> Read(SqliteConnection connection, string which, DateOnly first, DateOnly last, int? version)
    {
        var days = new { first = first.ToSql(), last = last.ToSql(), version };
        var rows = connection.Query<(string Day, int Version, string MadeAt, string Changes, byte[] Papers)>(
            $"SELECT day, version, made_at, changes, papers FROM edition WHERE day BETWEEN $first AND $last AND {which} ORDER BY day", days).AsList();
        if (rows.Count == 0)
            return [];
        var picks = connection.Query<(string Day, int Version, string Paper, string Note, long Actor, string? Name)>(
                """
                SELECT day, version, paper, note, edition_pick.actor, account.name
                FROM edition_pick LEFT JOIN account ON account.actor = edition_pick.actor
                WHERE day BETWEEN $first AND $last ORDER BY day, version, place
                """,
                days).ToLookup(row => (row.Day, row.Version));
        var hands = connection.Query<(string Day, int Version, long Actor, string? Name)>(
                """
                SELECT day, version, edition_hand.actor, account.name
                FROM edition_hand LEFT JOIN account ON account.actor = edition_hand.actor
                WHERE day BETWEEN $first AND $last ORDER BY day, version, place
                """,
                days).ToLookup(row => (row.Day, row.Version));
        return rows.ConvertAll(row => new PastEdition(
            new EditionVersion(row.Day.ToDay(), row.Version, row.MadeAt.ToMoment(), EditionChange.FromJson(row.Changes)),
            new FrozenDay(
                FrozenOrder.Read(row.Papers, row.Day.ToDay(), row.Version),
                [.. picks[(row.Day, row.Version)].Select(p => new FrozenPick(p.Paper, p.Note, p.Actor))],
                [.. hands[(row.Day, row.Version)].Select(h => h.Actor)]),
            picks[(row.Day, row.Version)].Select(p => (p.Actor, p.Name)).Concat(hands[(row.Day, row.Version)].Select(h => (h.Actor, h.Name)))
                .DistinctBy(p => p.Actor).ToDictionary(p => p.Actor, p => p.Name)));
    }

    private static Dictionary<string, (long Number, string Id)> Present(SqliteConnection connection, IEnumerable<string> ids)
    {
        var all = ids.Distinct(StringComparer.Ordinal).ToList();
        var found = new Dictionary<string, (long, string)>(all.Count, StringComparer.Ordinal);
        Look("SELECT id, number, id FROM paper WHERE hidden = 0 AND id IN (SELECT value FROM json_each($ids))", all);
        var missing = all.Where(id => !found.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            Look(
                """
                SELECT redirect.id, paper.number, paper.id FROM redirect JOIN paper ON paper.id = redirect.paper_id AND paper.hidden = 0
                WHERE redirect.id IN (SELECT value FROM json_each($ids))
                """,
                missing);
        }

        return found;

        void Look(string sql, IReadOnlyList<string> which)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$ids", JsonSerializer.Serialize(which));
            using var reader = command.ExecuteReader();
            while (reader.Read())
                found[reader.GetString(0)] = (reader.GetInt64(1), reader.GetString(2));
        }
    }
}

/// <summary>A version of an edition with what it holds.</summary>
/// <param name="Version">Which one it is.</param>
/// <param name="Edition">What it holds.</param>
/// <param name="Names">Of the actors in it; null for those who have left.</param>
internal sealed record PastEdition(EditionVersion Version, FrozenDay Edition, IReadOnlyDictionary<long, string?> Names);
