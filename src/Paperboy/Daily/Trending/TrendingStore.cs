using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Readers.Events;
using Paperboy.Storage;

namespace Paperboy.Daily.Trending;

/// <summary>Reads what was known at a moment: events, counts of stars, mentions. Nothing that is newer than the moment is asked for.</summary>
public sealed class TrendingStore(Database database)
{
    private static readonly string[] Kinds =
        [.. new[] { EventKind.Vote, EventKind.Unvote, EventKind.Save, EventKind.Unsave, EventKind.Comment, EventKind.Uncomment, EventKind.Pick, EventKind.Unpick }
            .Select(kind => kind.ToString())];

    /// <summary>The number of the newest event; 0 where there is none.</summary>
    public long LastEvent()
    {
        using var connection = database.Read();
        return connection.Number("SELECT COALESCE(MAX(number), 0) FROM event");
    }

    /// <summary>All that lists of a moment are made from, read from one state of the catalog.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="longest">The longest span that lists are made for.</param>
    public TrendingFacts At(DateTimeOffset at, TrendingSpan longest)
    {
        ArgumentNullException.ThrowIfNull(longest);
        using var connection = database.Read();
        using var transaction = connection.BeginTransaction(deferred: true);
        var (from, span) = (at - TrendingFacts.History, at - longest.Length);
        var events = Events(connection, from, at);
        var stars = Stars(connection, span, at);
        var mentions = Mentions(connection, span, at);
        var since = connection.Query<(long Number, string Since)>(
            "SELECT number, since FROM actor WHERE number IN (SELECT value FROM json_each($actors))", new { actors = Json(events.Select(e => e.Actor).Distinct()) })
            .ToDictionary(row => row.Number, row => row.Since.ToMoment());
        var named = events.Select(e => e.Paper).Concat(stars.Select(count => count.Paper)).Concat(mentions.Select(mention => mention.Paper));
        var redirects = connection.Query<(string Id, string PaperId)>(
            "SELECT id, paper_id FROM redirect WHERE id IN (SELECT value FROM json_each($ids))", new { ids = Json(named.Distinct()) })
            .ToDictionary(row => row.Id, row => row.PaperId, StringComparer.Ordinal);
        return new TrendingFacts(at, events, since, stars, mentions, redirects);
    }

    private static List<Event> Events(SqliteConnection connection, DateTimeOffset from, DateTimeOffset at)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT {EventLog.Columns} FROM event WHERE at > $from AND at <= $at AND kind IN (SELECT value FROM json_each($kinds))
            UNION ALL
            SELECT {EventLog.Columns} FROM event WHERE kind IN ('Hide', 'Unhide') AND at <= $at
            ORDER BY number
            """;
        command.Parameters.AddWithValue("$from", from.ToSql());
        command.Parameters.AddWithValue("$at", at.ToSql());
        command.Parameters.AddWithValue("$kinds", Json(Kinds));
        return EventLog.ReadAll(command);
    }

    // Of each paper that was counted in the span all counts: what was gained is gained since the one before.
    private static List<StarCount> Stars(SqliteConnection connection, DateTimeOffset from, DateTimeOffset at) =>
    [
        .. connection.Query<(string Paper, string Source, string CountedAt, string KnownAt, long Stars)>(
            """
            SELECT paper, source, counted_at, known_at, stars FROM star_count
            WHERE paper IN (SELECT paper FROM star_count WHERE counted_at > $from AND counted_at <= $at) AND known_at <= $at
            ORDER BY paper, source, counted_at
            """,
            new { from = from.ToSql(), at = at.ToSql() })
            .Select(row => new StarCount(row.Paper, row.Source, row.CountedAt.ToMoment(), row.KnownAt.ToMoment(), (int)row.Stars)),
    ];

    // A mention counts until a day after its edition's, so one more day is read.
    private static List<Mention> Mentions(SqliteConnection connection, DateTimeOffset from, DateTimeOffset at) =>
    [
        .. connection.Query<(string Paper, string Source, string Day, string KnownAt)>(
            "SELECT paper, source, day, known_at FROM mention WHERE day >= $day AND known_at <= $at ORDER BY paper, source, day",
            new { day = DateOnly.FromDateTime(from.UtcDateTime).AddDays(-1).ToSql(), at = at.ToSql() })
            .Select(row => new Mention(row.Paper, row.Source, row.Day.ToDay(), row.KnownAt.ToMoment())),
    ];

    private static string Json<T>(IEnumerable<T> values) => System.Text.Json.JsonSerializer.Serialize(values);
}
