using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Readers.Events;
using Paperboy.Storage;

namespace Paperboy.Daily.Desk;

/// <summary>What became of an act at the desk.</summary>
public enum DeskOutcome
{
    Done,

    /// <summary>Somebody was faster: the desk is not as it was when the form was made. Nothing was changed.</summary>
    Conflict,

    /// <summary>It cannot be done, for a reason in words. Nothing was changed.</summary>
    Refused,
}

/// <summary>What curators decide of days: picks, their order, notes, and what is left out.</summary>
public sealed class DeskStore(Database database, TimeProvider time)
{
    /// <summary>How a day's desk stands.</summary>
    public DeskState Of(DateOnly day)
    {
        using var connection = database.Read();
        return Read(connection, null, day, day).GetValueOrDefault(day) ?? DeskState.Of(day);
    }

    /// <summary>The desks of all days from one to another, both included, on which somebody did something.</summary>
    public IReadOnlyDictionary<DateOnly, DeskState> Between(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        return Read(connection, null, first, last);
    }

    /// <summary>The days with picks from one to another, and how many each has.</summary>
    public IReadOnlyList<(DateOnly Day, int Picks)> Days(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        return
        [
            .. connection.Query<(string Day, int Picks)>(
                "SELECT day, COUNT(*) FROM pick WHERE day BETWEEN $first AND $last GROUP BY day ORDER BY day",
                new { first = first.ToSql(), last = last.ToSql() }).Select(row => (row.Day.ToDay(), row.Picks)),
        ];
    }

    /// <summary>The newest day with picks from one to another.</summary>
    public DateOnly? Last(DateOnly first, DateOnly last) => Day("SELECT MAX(day) FROM pick WHERE day BETWEEN $first AND $last", first, last);

    /// <summary>The first day with picks from one to another.</summary>
    public DateOnly? First(DateOnly first, DateOnly last) => Day("SELECT MIN(day) FROM pick WHERE day BETWEEN $first AND $last", first, last);

    /// <summary>Does something, if the desk still stands as the curator saw it.</summary>
    /// <param name="day">The edition's.</param>
    /// <param name="seen">The version that the curator looked at.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="actor">By whom.</param>
    /// <returns>What became of it, with the reason in words where it was refused.</returns>
    public (DeskOutcome Outcome, string? Fault) Do(DateOnly day, long seen, DeskAct act, long actor) =>
        database.Write<(DeskOutcome, string?)>((connection, transaction) =>
        {
            var state = Read(connection, transaction, day, day).GetValueOrDefault(day) ?? DeskState.Of(day);
            if (state.Version != seen)
                return (DeskOutcome.Conflict, null);
            var now = time.GetUtcNow();
            var plan = DeskPlan.Of(state, act, actor, now);
            if (plan.Fault is not null)
                return (DeskOutcome.Refused, plan.Fault);
            if (plan.Picks.SequenceEqual(state.Picks) && plan.LeftOut.SequenceEqual(state.LeftOut))
                return (DeskOutcome.Done, null);
            Write(connection, transaction, state, plan, actor, now);
            return (DeskOutcome.Done, null);
        });

    private static void Write(
        SqliteConnection connection, SqliteTransaction transaction, DeskState state, DeskPlan plan, long actor, DateTimeOffset now)
    {
        var day = state.Day.ToSql();
        connection.Execute(
            """
            INSERT INTO desk (day, version, changed_at, actor) VALUES ($day, $version, $now, $actor)
            ON CONFLICT (day) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at, actor = excluded.actor;
            INSERT OR IGNORE INTO desk_hand (day, actor, since) VALUES ($day, $actor, $now);
            DELETE FROM pick WHERE day = $day;
            DELETE FROM left_out WHERE day = $day;
            INSERT OR IGNORE INTO edition_due (day) VALUES ($day);
            """,
            new { day, version = state.Version + 1, now = now.ToSql(), actor },
            transaction);
        connection.Execute(
            "INSERT INTO pick (day, paper, place, note, actor, at) VALUES ($day, $Paper, $Place, $Note, $Actor, $At)",
            plan.Picks.Select(p => new { day, p.Paper, p.Place, p.Note, p.Actor, At = p.At.ToSql() }),
            transaction);
        connection.Execute(
            "INSERT INTO left_out (day, paper, actor, at) VALUES ($day, $Paper, $Actor, $At)",
            plan.LeftOut.Select(p => new { day, p.Paper, p.Actor, At = p.At.ToSql() }),
            transaction);
        foreach (var (kind, paper) in plan.Events)
            EventLog.Append(connection, transaction, now, actor, kind, paper, day);
        EditionStamp.Move(connection);
    }

    private static Dictionary<DateOnly, DeskState> Read(SqliteConnection connection, SqliteTransaction? transaction, DateOnly first, DateOnly last)
    {
        var days = new { first = first.ToSql(), last = last.ToSql() };
        var states = connection.Query<(string Day, long Version, string ChangedAt, string? Name)>(
                """
                SELECT day, version, changed_at, account.name FROM desk LEFT JOIN account ON account.actor = desk.actor
                WHERE day BETWEEN $first AND $last
                """,
                days, transaction)
            .ToDictionary(row => row.Day.ToDay(), row => DeskState.Of(row.Day.ToDay()) with
            {
                Version = row.Version,
                ChangedAt = row.ChangedAt.ToMoment(),
                ChangedBy = row.Name,
            });
        if (states.Count == 0)
            return states;
        var picks = connection.Query<Row>(Named("pick", "pick.place AS Place, pick.note AS Note, "), days, transaction)
            .ToLookup(row => row.Day.ToDay(), row => row.ToPick());
        var leftOut = connection.Query<Row>(Named("left_out", ""), days, transaction).ToLookup(row => row.Day.ToDay(), row => row.ToLeftOut());
        var hands = connection.Query<(string Day, long Actor, string? Name)>(
                """
                SELECT day, desk_hand.actor, account.name FROM desk_hand LEFT JOIN account ON account.actor = desk_hand.actor
                WHERE day BETWEEN $first AND $last ORDER BY day, since, desk_hand.actor
                """,
                days, transaction)
            .ToLookup(row => row.Day.ToDay(), row => new Hand(row.Actor, row.Name));

        // Two picks may have become one paper.
        return states.ToDictionary(state => state.Key, state => state.Value with
        {
            Picks = [.. picks[state.Key].OrderBy(p => p.Place).DistinctBy(p => p.Paper, StringComparer.Ordinal).Select((p, i) => p with { Place = i + 1 })],
            LeftOut = [.. leftOut[state.Key].DistinctBy(p => p.Paper, StringComparer.Ordinal)],
            Hands = [.. hands[state.Key]],
        });
    }

    private static string Named(string table, string more)
    {
        // A paper that was merged away is the one that its id leads to.
        var id = $"COALESCE((SELECT paper_id FROM redirect WHERE redirect.id = {table}.paper), {table}.paper)";
        return $"""
            SELECT {table}.day AS Day, {id} AS Paper, {more}{table}.actor AS Actor, account.name AS Curator, {table}.at AS At,
              COALESCE((SELECT number FROM paper WHERE paper.id = {id}), 0) AS Number
            FROM {table} LEFT JOIN account ON account.actor = {table}.actor
            WHERE {table}.day BETWEEN $first AND $last ORDER BY {table}.day, {table}.at, {table}.paper
            """;
    }

    private DateOnly? Day(string sql, DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<string?>(sql, new { first = first.ToSql(), last = last.ToSql() })?.ToDay();
    }

    private sealed class Row
    {
        public required string Day { get; init; }

        public required string Paper { get; init; }

        public int Place { get; init; }

        public string Note { get; init; } = "";

        public long Actor { get; init; }

        public string? Curator { get; init; }

        public required string At { get; init; }

        public long Number { get; init; }

        public Pick ToPick() => new(Day.ToDay(), Number, Paper, Place, Note, Actor, Curator, At.ToMoment());

        public LeftOut ToLeftOut() => new(Number, Paper, Actor, Curator, At.ToMoment());
    }
}
