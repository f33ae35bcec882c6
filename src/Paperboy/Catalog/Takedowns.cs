using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>That a paper was taken down.</summary>
/// <param name="Paper">Its permanent id.</param>
/// <param name="Title">As its sources give it.</param>
/// <param name="Reason">For those who ask for it.</param>
/// <param name="At">When.</param>
public sealed record Takedown(string Paper, string Title, string Reason, DateTimeOffset At);

/// <summary>
/// Papers that curators took down. The paper's row stays, takes what sources say further and is recognised as before, but nothing
/// shows it: it stands in no edition, the index forgets it, and nobody finds it by its ids. What merges with it is hidden, too, and
/// so is a paper that went from the catalog and comes again under one of its ids.
/// </summary>
public sealed class Takedowns(Database database, TimeProvider time)
{
    /// <summary>Takes a paper down.</summary>
    /// <param name="paper">Its id.</param>
    /// <param name="reason">For those who ask for it.</param>
    /// <param name="alongside">Writes in the same transaction; is given the id.</param>
    /// <returns>False when there is no such paper, or it is down already.</returns>
    public bool TakeDown(string paper, string reason, Action<SqliteConnection, SqliteTransaction>? alongside = null) =>
        database.Write((connection, transaction) =>
        {
            if (Number(connection, transaction, paper, hidden: false) is not { } number)
                return false;
            using var batch = new PaperBatch(connection, new ImportRun());
            batch.Hide(number);
            batch.Complete();
            var keys = connection.QuerySingle<string>("SELECT keys FROM paper WHERE number = $number", new { number }, transaction);
            var takedown = connection.ExecuteScalar<long>(
                """
                INSERT INTO takedown (paper, reason, at) VALUES ($paper, $reason, $now)
                ON CONFLICT DO UPDATE SET reason = excluded.reason, at = excluded.at RETURNING number
                """,
                new { paper, reason, now = time.GetUtcNow().ToSql() },
                transaction);
            connection.Execute(
                "INSERT OR IGNORE INTO takedown_key (key, takedown) SELECT value, $takedown FROM json_each($keys)",
                new { takedown, keys = TakedownKeys.Of(paper, PaperKeys.FromJson(keys)) },
                transaction);
            alongside?.Invoke(connection, transaction);
            return true;
        });

    /// <summary>Shows a paper again.</summary>
    /// <inheritdoc cref="TakeDown"/>
    public bool Restore(string paper, Action<SqliteConnection, SqliteTransaction>? alongside = null) =>
        database.Write((connection, transaction) =>
        {
            if (Number(connection, transaction, paper, hidden: true) is not { } number)
                return false;

            // Of a paper that merged with others each takedown ends: else the next record would bring one back.
            var keys = connection.QuerySingle<string>("SELECT keys FROM paper WHERE number = $number", new { number }, transaction);
            connection.Execute(
                """
                DELETE FROM takedown WHERE paper = $paper OR paper IN (SELECT id FROM redirect WHERE paper_id = $paper)
                   OR number IN (SELECT takedown FROM takedown_key WHERE key IN (SELECT value FROM json_each($keys)))
                """,
                new { paper, keys = TakedownKeys.Of(paper, PaperKeys.FromJson(keys)) },
                transaction);
            connection.Execute("UPDATE paper SET hidden = 0 WHERE number = $number", new { number }, transaction);
            using var batch = new PaperBatch(connection, new ImportRun());
            batch.Rebuild(number);
            batch.Complete();
            alongside?.Invoke(connection, transaction);
            return true;
        });

    /// <summary>What is said to somebody who asks for a paper by this id; null when it is not one that was taken down.</summary>
    public Takedown? Of(string id)
    {
        if (ArxivId.TryParse(id, out var arxiv))
            id = arxiv.ToString();
        using var connection = database.Read();
        var found = connection.QueryFirstOrDefault<string>(
            """
            SELECT id FROM paper WHERE hidden = 1 AND (id = COALESCE((SELECT paper_id FROM redirect WHERE id = $id), $id)
              OR number IN (SELECT paper FROM identifier WHERE key = $key))
            """,
            new { id, key = Identity.SourceId + id });
        return found is null ? null : Read(connection, "WHERE hidden.id = $found", new { found }).FirstOrDefault();
    }

    /// <summary>All papers that are down, the last one first.</summary>
    public IReadOnlyList<Takedown> All()
    {
        using var connection = database.Read();
        return [.. Read(connection, "", new { })];
    }

    private static IEnumerable<Takedown> Read(SqliteConnection connection, string condition, object parameters) =>
        connection.Query<(string Id, string Title, string? Reason, string? At)>(
            $"""
            SELECT hidden.id, hidden.title, takedown.reason, takedown.at FROM (SELECT id, title FROM paper WHERE hidden = 1) AS hidden
            LEFT JOIN takedown ON takedown.paper = hidden.id OR takedown.paper IN (SELECT id FROM redirect WHERE paper_id = hidden.id)
            {condition} GROUP BY hidden.id ORDER BY MAX(takedown.at) DESC, hidden.id
            """,
            parameters).Select(row => new Takedown(row.Id, row.Title, row.Reason ?? "", row.At?.ToMoment() ?? DateTimeOffset.UnixEpoch));

    private static long? Number(SqliteConnection connection, SqliteTransaction transaction, string paper, bool hidden) =>
        connection.ExecuteScalar<long?>("SELECT number FROM paper WHERE id = $paper AND hidden = $hidden", new { paper, hidden }, transaction);
}
