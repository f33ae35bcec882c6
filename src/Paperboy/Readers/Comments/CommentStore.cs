using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Events;
using Paperboy.Storage;

namespace Paperboy.Readers.Comments;

/// <summary>The comments on papers. What is told of a change is written in the same transaction as an event.</summary>
public sealed class CommentStore(Database database, TimeProvider time)
{
    /// <summary>The most comments that a paper's page shows.</summary>
    public const int MostShown = 1_000;

    private const string Columns =
        """
        comment.handle, comment.paper, parent.handle AS Parent, account.handle AS Writer, account.name, comment.text, comment.state, comment.at, comment.edited_at AS EditedAt
        FROM comment LEFT JOIN comment AS parent ON parent.number = comment.parent LEFT JOIN account ON account.number = comment.account
        """;

    /// <summary>Writes a comment.</summary>
    /// <param name="account">Who writes.</param>
    /// <param name="paper">Under which paper.</param>
    /// <param name="parent">The handle of the comment that is answered; null to begin a thread.</param>
    /// <param name="text">Markdown.</param>
    /// <returns>Null when the paper, or the comment that is answered, is no longer there.</returns>
    public Comment? Add(Account account, string paper, string? parent, string text)
    {
        ArgumentNullException.ThrowIfNull(account);
        var now = time.GetUtcNow();
        return database.Write((connection, transaction) =>
        {
            if (PaperIds.Current(connection, transaction, paper) is not { } current)
                return null;
            var answered = parent is null ? (long?)null : connection.ExecuteScalar<long?>(
                $"SELECT number FROM comment WHERE handle = $parent AND state = 'shown' AND paper IN {PaperIds.OfPaper}", new { parent, paper = current }, transaction);
            if (parent is not null && answered is null)
                return null;
            var handle = ReaderStore.NewHandle();
            connection.Execute(
                "INSERT INTO comment (handle, paper, parent, account, text, state, at) VALUES ($handle, $current, $answered, $account, $text, 'shown', $now)",
                new { handle, current, answered, account = account.Number, text, now = now.ToSql() },
                transaction);
            EventLog.Append(connection, transaction, now, account.Actor, EventKind.Comment, current, handle);
            return Find(connection, handle);
        });
    }

    /// <summary>Changes the text of a comment; false when it is not the account's, or not shown.</summary>
    public bool Edit(Account account, string handle, string text)
    {
        ArgumentNullException.ThrowIfNull(account);
        return database.Write((connection, transaction) => connection.Execute(
            "UPDATE comment SET text = $text, edited_at = $now WHERE handle = $handle AND account = $account AND state = 'shown' AND text <> $text",
            new { handle, text, account = account.Number, now = time.GetUtcNow().ToSql() },
            transaction) > 0 || Owns(connection, transaction, account, handle));
    }

    /// <summary>Takes a comment back: its text is gone. False when it is not the account's, or not shown.</summary>
    public bool Delete(Account account, string handle)
    {
        ArgumentNullException.ThrowIfNull(account);
        var now = time.GetUtcNow();
        return database.Write((connection, transaction) =>
        {
            if (!Owns(connection, transaction, account, handle))
                return false;
            Leave(connection, transaction, handle, CommentState.Deleted, account.Actor, now);
            return true;
        });
    }

    /// <summary>The comment with this handle; null when there is none.</summary>
    public Comment? Find(string handle)
    {
        using var connection = database.Read();
        return Find(connection, handle);
    }

    /// <summary>The comments on a paper, also those that are not shown, the oldest first.</summary>
    public IReadOnlyList<Comment> Of(string paper)
    {
        using var connection = database.Read();
        return [.. connection.Query<Row>(
            $"SELECT {Columns} WHERE comment.paper IN {PaperIds.OfPaper} ORDER BY comment.number LIMIT {MostShown}", new { paper }).Select(row => row.ToComment())];
    }

    /// <summary>The comments of an account that are shown, on papers that are shown, the newest first.</summary>
    public IReadOnlyList<Comment> By(string account, int limit)
    {
        using var connection = database.Read();
        return [.. connection.Query<Row>(
            $"""
            SELECT {Columns} LEFT JOIN redirect ON redirect.id = comment.paper
            JOIN paper ON paper.id = COALESCE(redirect.paper_id, comment.paper) AND paper.hidden = 0
            WHERE account.handle = $account AND comment.state = 'shown' ORDER BY comment.number DESC LIMIT $limit
            """,
            new { account, limit }).Select(row => row.ToComment())];
    }

    /// <summary>Takes a comment from the page, and notes it as an event of its writer.</summary>
    internal static void Leave(
        SqliteConnection connection, SqliteTransaction transaction, string handle, CommentState state, long actor, DateTimeOffset now)
    {
        var paper = connection.ExecuteScalar<string?>(
            "UPDATE comment SET state = $state, text = CASE WHEN $state = 'deleted' THEN '' ELSE text END WHERE handle = $handle AND state = 'shown' RETURNING paper",
            new { handle, state = Name(state) },
            transaction);
        if (paper is not null)
            EventLog.Append(connection, transaction, now, actor, EventKind.Uncomment, paper, handle);
    }

    /// <summary>Shows a comment again that a curator hid.</summary>
    internal static bool Return(SqliteConnection connection, SqliteTransaction transaction, string handle, long actor, DateTimeOffset now)
    {
        var paper = connection.ExecuteScalar<string?>(
            "UPDATE comment SET state = 'shown' WHERE handle = $handle AND state = 'hidden' RETURNING paper", new { handle }, transaction);
        if (paper is not null)
            EventLog.Append(connection, transaction, now, actor, EventKind.Comment, paper, handle);
        return paper is not null;
    }

    private static bool Owns(SqliteConnection connection, SqliteTransaction transaction, Account account, string handle) =>
        connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM comment WHERE handle = $handle AND account = $account AND state = 'shown')", new { handle, account = account.Number }, transaction);

    private static Comment? Find(SqliteConnection connection, string handle) =>
        connection.QuerySingleOrDefault<Row>($"SELECT {Columns} WHERE comment.handle = $handle", new { handle })?.ToComment();

    private static string Name(CommentState state) => state switch
    {
        CommentState.Shown => "shown",
        CommentState.Deleted => "deleted",
        _ => "hidden",
    };

    private sealed class Row
    {
        public required string Handle { get; init; }

        public required string Paper { get; init; }

        public string? Parent { get; init; }

        public string? Writer { get; init; }

        public string? Name { get; init; }

        public required string Text { get; init; }

        public required string State { get; init; }

        public required string At { get; init; }

        public string? EditedAt { get; init; }

        public Comment ToComment() => new(
            Handle, Paper, Parent, Writer is null ? null : new CommentWriter(Writer, Name!), Text, Enum.Parse<CommentState>(State, ignoreCase: true), At.ToMoment(), EditedAt?.ToMoment());
    }
}
