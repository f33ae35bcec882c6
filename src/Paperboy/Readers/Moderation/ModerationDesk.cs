using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Comments;
using Paperboy.Readers.Events;
using Paperboy.Storage;

namespace Paperboy.Readers.Moderation;

/// <summary>What curators do with comments, readers, papers and claims. Each act stands in the log, written in the same transaction.</summary>
public sealed class ModerationDesk(Database database, Takedowns takedowns, TimeProvider time)
{
    /// <summary>Hides a comment and settles the reports on it; false when it is not shown.</summary>
    public bool HideComment(Account curator, string comment, string words)
    {
        ArgumentNullException.ThrowIfNull(curator);
        return Act((connection, transaction, now) =>
        {
            if (Writer(connection, transaction, comment, "shown") is not var (paper, actor))
                return false;
            CommentStore.Leave(connection, transaction, comment, CommentState.Hidden, actor ?? curator.Actor, now);
            ReportStore.Settle(connection, transaction, paper, comment, now);
            Note(connection, transaction, curator, ModerationAct.HideComment, comment, paper, words, now);
            return true;
        });
    }

    /// <summary>Shows a comment again; false when it is not hidden.</summary>
    public bool RestoreComment(Account curator, string comment, string words)
    {
        ArgumentNullException.ThrowIfNull(curator);
        return Act((connection, transaction, now) =>
        {
            if (Writer(connection, transaction, comment, "hidden") is not var (paper, actor))
                return false;
            CommentStore.Return(connection, transaction, comment, actor ?? curator.Actor, now);
            Note(connection, transaction, curator, ModerationAct.RestoreComment, comment, paper, words, now);
            return true;
        });
    }

    /// <summary>Settles the reports on a comment, or else on a paper, and leaves it as it is.</summary>
    public void Dismiss(Account curator, string paper, string? comment, string words)
    {
        ArgumentNullException.ThrowIfNull(curator);
        Act((connection, transaction, now) =>
        {
            ReportStore.Settle(connection, transaction, paper, comment, now);
            Note(connection, transaction, curator, ModerationAct.Dismiss, comment ?? paper, paper, words, now);
            return true;
        });
    }

    /// <summary>Shuts an account out, or lets it in again. False when there is none, or it may as much as the curator.</summary>
    public bool Ban(Account curator, string account, bool banned, string words)
    {
        ArgumentNullException.ThrowIfNull(curator);
        return Act((connection, transaction, now) =>
        {
            var changed = connection.ExecuteScalar<long?>(
                "UPDATE account SET state = $state WHERE handle = $account AND state <> $state AND role IN (SELECT value FROM json_each($below)) RETURNING number",
                new { account, state = banned ? "banned" : "active", below = curator.Role == Role.Owner ? """["reader","curator"]""" : """["reader"]""" },
                transaction);
            if (changed is null)
                return false;
            if (banned)
                connection.Execute("DELETE FROM session WHERE account = $changed", new { changed }, transaction);
            Note(connection, transaction, curator, banned ? ModerationAct.Ban : ModerationAct.Unban, account, "", words, now);
            return true;
        });
    }

    /// <summary>Takes a paper down and settles the reports on it; false when there is none of this id.</summary>
    public bool TakeDown(Account curator, string paper, string reason)
    {
        ArgumentNullException.ThrowIfNull(curator);
        var now = time.GetUtcNow();
        return takedowns.TakeDown(paper, reason, (connection, transaction) =>
        {
            EventLog.Append(connection, transaction, now, curator.Actor, EventKind.Hide, paper);
            ReportStore.Settle(connection, transaction, paper, null, now);
            Note(connection, transaction, curator, ModerationAct.TakeDown, paper, paper, reason, now);
        });
    }

    /// <summary>Shows a paper again; false when it is not down.</summary>
    public bool RestorePaper(Account curator, string paper, string words)
    {
        ArgumentNullException.ThrowIfNull(curator);
        var now = time.GetUtcNow();
        return takedowns.Restore(paper, (connection, transaction) =>
        {
            EventLog.Append(connection, transaction, now, curator.Actor, EventKind.Unhide, paper);
            Note(connection, transaction, curator, ModerationAct.RestorePaper, paper, paper, words, now);
        });
    }

    /// <summary>Confirms or refuses a claim of authorship; false when it is gone, or was decided.</summary>
    public bool Settle(Account curator, string claim, bool confirmed, string words)
    {
        ArgumentNullException.ThrowIfNull(curator);
        return Act((connection, transaction, now) =>
        {
            if (ClaimStore.Settle(connection, transaction, claim, confirmed, now) is not { } settled)
                return false;
            var said = $"{settled.Reader.Name} as {settled.Author}" + (words.Length > 0 ? $": {words}" : "");
            Note(connection, transaction, curator, confirmed ? ModerationAct.ConfirmClaim : ModerationAct.RefuseClaim, settled.Reader.Handle, settled.Paper, said, now);
            return true;
        });
    }

    /// <summary>What curators did, the last act first.</summary>
    public IReadOnlyList<ModerationEntry> Log(int offset, int limit)
    {
        using var connection = database.Read();
        return [.. connection.Query<(string At, string? Name, string Act, string Subject, string Paper, string Words)>(
            """
            SELECT moderation.at, account.name, moderation.act, moderation.subject, moderation.paper, moderation.words FROM moderation
            LEFT JOIN account ON account.number = moderation.account ORDER BY moderation.number DESC LIMIT $limit OFFSET $offset
            """,
            new { offset, limit })
            .Select(row => new ModerationEntry(row.At.ToMoment(), row.Name, Enum.Parse<ModerationAct>(row.Act), row.Subject, row.Paper, row.Words))];
    }

    public int CountLog()
    {
        using var connection = database.Read();
        return connection.ExecuteScalar<int>("SELECT COUNT(*) FROM moderation");
    }

    /// <summary>The accounts that are shut out: handle and name.</summary>
    public IReadOnlyList<CommentWriter> Banned()
    {
        using var connection = database.Read();
        return [.. connection.Query<(string Handle, string Name)>("SELECT handle, name FROM account WHERE state = 'banned' ORDER BY name, handle")
            .Select(row => new CommentWriter(row.Handle, row.Name))];
    }

    /// <summary>The handles of comments that curators hid, the last one first.</summary>
    public IReadOnlyList<string> Hidden(int limit)
    {
        using var connection = database.Read();
        return [.. connection.Query<string>("SELECT handle FROM comment WHERE state = 'hidden' ORDER BY number DESC LIMIT $limit", new { limit })];
    }

    private bool Act(Func<SqliteConnection, SqliteTransaction, DateTimeOffset, bool> act)
    {
        var now = time.GetUtcNow();
        return database.Write((connection, transaction) => act(connection, transaction, now));
    }

    // The event is the writer's, whose comment comes or goes: so that it counts for whom it counted before.
    private static (string Paper, long? Actor)? Writer(SqliteConnection connection, SqliteTransaction transaction, string comment, string state)
    {
        var found = connection.QuerySingleOrDefault<(string? Paper, long? Actor)>(
            "SELECT comment.paper, account.actor FROM comment LEFT JOIN account ON account.number = comment.account WHERE comment.handle = $comment AND comment.state = $state",
            new { comment, state },
            transaction);
        return found.Paper is { } paper ? (paper, found.Actor) : null;
    }

    private static void Note(
        SqliteConnection connection, SqliteTransaction transaction, Account curator, ModerationAct act, string subject, string paper, string words, DateTimeOffset now) =>
        connection.Execute(
            "INSERT INTO moderation (at, account, act, subject, paper, words) VALUES ($at, $account, $act, $subject, $paper, $words)",
            new { at = now.ToSql(), account = curator.Number, act = act.ToString(), subject, paper, words },
            transaction);
}
