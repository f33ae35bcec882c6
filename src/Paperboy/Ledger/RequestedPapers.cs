using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Ledger;

/// <summary>How far a request is.</summary>
public enum RequestState
{
    Waiting,
    Found,

    /// <summary>No source that was asked knows the paper.</summary>
    Absent,

    /// <summary>The sources could not be asked, however often that was tried.</summary>
    Failed,
}

/// <summary>A paper that a reader asked for.</summary>
/// <param name="Id">arXiv:2503.11731, doi:10.1000/xyz, ACL:P19-1001.</param>
/// <param name="State">How far it is.</param>
/// <param name="Words">What came of it.</param>
/// <param name="AskedAt">When it was asked for.</param>
public sealed record RequestedPaper(string Id, RequestState State, string Words, DateTimeOffset AskedAt);

/// <summary>
/// The papers that readers asked for by id. Who asks writes here and fetches nothing; the harvest drains the queue through the
/// sources' gates.
/// </summary>
public sealed class RequestedPapers(Database database, TimeProvider time)
{
    // After how many tries that failed it is tried again.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(3), TimeSpan.FromHours(12)];

    /// <summary>Asks for a paper; one that was asked for in vain is asked for anew.</summary>
    public void Ask(long account, string id) => database.Write((connection, transaction) => connection.Execute(
        """
        INSERT INTO requested_paper (id, account, state, asked_at) VALUES ($id, $account, 'waiting', $now)
        ON CONFLICT (account, id) DO UPDATE SET state = 'waiting', tries = 0, words = '', asked_at = excluded.asked_at, tried_at = NULL, settled_at = NULL
          WHERE state IN ('absent', 'failed')
        """,
        new { id, account, now = time.GetUtcNow().ToSql() },
        transaction));

    /// <summary>What an account asked for, the newest first.</summary>
    public IReadOnlyList<RequestedPaper> Of(long account, int limit)
    {
        using var connection = database.Read();
        return [.. connection.Query<(string Id, string State, string Words, string AskedAt)>(
            "SELECT id, state, words, asked_at FROM requested_paper WHERE account = $account ORDER BY asked_at DESC, number DESC LIMIT $limit", new { account, limit })
            .Select(row => new RequestedPaper(row.Id, Enum.Parse<RequestState>(row.State, ignoreCase: true), row.Words, row.AskedAt.ToMoment()))];
    }

    /// <summary>How many papers an account asked for since a moment; it outlasts a restart.</summary>
    public int CountSince(long account, DateTimeOffset since)
    {
        using var connection = database.Read();
        return connection.ExecuteScalar<int>(
            "SELECT COUNT(*) FROM requested_paper WHERE account = $account AND asked_at > $since", new { account, since = since.ToSql() });
    }

    /// <summary>The ids that are to be asked for now, each once, the oldest request first.</summary>
    public IReadOnlyList<string> Due(int limit)
    {
        var now = time.GetUtcNow();
        using var connection = database.Read();
        return
        [
            .. connection.Query<(string Id, int Tries, string? TriedAt)>(
                "SELECT id, MAX(tries), MAX(tried_at) FROM requested_paper WHERE state = 'waiting' GROUP BY id ORDER BY MIN(number)")
            .Where(row => row.TriedAt is not { } tried || tried.ToMoment() + Pauses[Math.Clamp(row.Tries - 1, 0, Pauses.Length - 1)] <= now)
            .Select(row => row.Id).Take(limit),
        ];
    }

    /// <summary>A source could not be asked: it is tried again after a while, and given up in the end.</summary>
    public void Failed(string id, string words) => database.Write((connection, transaction) => connection.Execute(
        $"""
        UPDATE requested_paper SET tries = tries + 1, tried_at = $now, words = $words,
          state = CASE WHEN tries >= {Pauses.Length} THEN 'failed' ELSE 'waiting' END,
          settled_at = CASE WHEN tries >= {Pauses.Length} THEN $now END
        WHERE id = $id AND state = 'waiting'
        """,
        new { id, words, now = time.GetUtcNow().ToSql() },
        transaction));

    /// <summary>No source knows the paper.</summary>
    public void Absent(string id, string words) =>
        database.Write((connection, transaction) => _ = Settle(connection, transaction, id, RequestState.Absent, words, time.GetUtcNow()));

    /// <summary>Ends all requests for an id, in the transaction that saves the paper. Returns whose request was the first; null when that account is gone.</summary>
    internal static long? Settle(
        SqliteConnection connection, SqliteTransaction transaction, string id, RequestState state, string words, DateTimeOffset now)
    {
        var first = connection.ExecuteScalar<long?>(
            "SELECT account FROM requested_paper WHERE id = $id AND state = 'waiting' ORDER BY number LIMIT 1", new { id }, transaction);
        connection.Execute(
            "UPDATE requested_paper SET state = $state, words = $words, settled_at = $now WHERE id = $id AND state = 'waiting'",
            new { id, words, state = state == RequestState.Found ? "found" : "absent", now = now.ToSql() },
            transaction);
        return first;
    }
}
