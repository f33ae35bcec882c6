using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Readers.Events;

/// <summary>What readers do with papers.</summary>
public enum EventKind
{
    Vote,
    Unvote,
    Save,
    Unsave,

    /// <summary>The detail is the comment's handle.</summary>
    Comment,

    /// <summary>A comment went: by its writer or a curator. The detail is its handle.</summary>
    Uncomment,

    /// <summary>A curator put the paper into an edition. The detail is its day.</summary>
    Pick,

    /// <summary>A curator took it out again. The detail is its day.</summary>
    Unpick,

    /// <summary>A curator took the paper from all pages; where the detail is a day, from that day's edition only.</summary>
    Hide,

    /// <summary>A curator took that back. The detail is as before.</summary>
    Unhide,

    /// <summary>A reader brought the paper here.</summary>
    Submit,
}

/// <param name="Number">In the order in which they happened.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Whose; see the table of that name.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Paper">The permanent id, as it was then: a merge redirects it. Empty where it is about none.</param>
/// <param name="Detail">What the kind says of it.</param>
public sealed record Event(long Number, DateTimeOffset At, long Actor, EventKind Kind, string Paper, string Detail);

/// <summary>
/// What readers did, in its order. Each event is written in the transaction that does what it tells, so that every count can be
/// made again from here, for any moment of the past.
/// </summary>
public sealed class EventLog(Database database)
{
    /// <summary>What <see cref="ReadAll"/> expects of a row.</summary>
    internal const string Columns = "number, at, actor, kind, paper, detail";

    private static readonly Dictionary<string, EventKind> KindOf = Enum.GetValues<EventKind>().ToDictionary(kind => kind.ToString(), StringComparer.Ordinal);

    /// <summary>Events of some kinds from a moment on and before another, in their order.</summary>
    public IReadOnlyList<Event> Between(DateTimeOffset from, DateTimeOffset until, params IReadOnlyList<EventKind> kinds)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT {Columns} FROM event WHERE at >= $from AND at < $until AND kind IN (SELECT value FROM json_each($kinds)) ORDER BY number";
        command.Parameters.AddWithValue("$from", from.ToSql());
        command.Parameters.AddWithValue("$until", until.ToSql());
        command.Parameters.AddWithValue("$kinds", JsonSerializer.Serialize(kinds.Select(kind => kind.ToString())));
        return ReadAll(command);
    }

    /// <summary>Notes what is done in the same transaction.</summary>
    public static void Append(
        SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset at, long actor, EventKind kind, string paper, string detail = "") =>
        connection.Execute(
            "INSERT INTO event (at, actor, kind, paper, detail) VALUES ($at, $actor, $kind, $paper, $detail)",
            new { at = at.ToSql(), actor, kind = kind.ToString(), paper, detail },
            transaction);

    /// <summary>The events that a query of <see cref="Columns"/> gives.</summary>
    internal static List<Event> ReadAll(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        var events = new List<Event>();
        while (row.Read())
            events.Add(new Event(row.GetInt64(0), row.GetString(1).ToMoment(), row.GetInt64(2), KindOf[row.GetString(3)], row.GetString(4), row.GetString(5)));
        return events;
    }
}
