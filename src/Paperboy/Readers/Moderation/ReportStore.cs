using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Storage;

namespace Paperboy.Readers.Moderation;

/// <summary>What readers ask curators to look at.</summary>
public sealed class ReportStore(Database database, TimeProvider time)
{
    /// <summary>Reports a comment, or a paper; again, while nobody has looked, is the same report with other words.</summary>
    /// <returns>False when there is nothing of that kind to be read.</returns>
    public bool Add(Account account, string paper, string? comment, ReportReason reason, string words)
    {
        ArgumentNullException.ThrowIfNull(account);
        var now = time.GetUtcNow().ToSql();
        return database.Write((connection, transaction) =>
        {
            if (PaperIds.Current(connection, transaction, paper) is not { } current)
                return false;
            var number = comment is null ? (long?)null : connection.ExecuteScalar<long?>(
                $"SELECT number FROM comment WHERE handle = $comment AND state = 'shown' AND paper IN {PaperIds.OfPaper}", new { comment, paper = current }, transaction);
            if (comment is not null && number is null)
                return false;
            connection.Execute(
                """
                INSERT INTO report (handle, paper, comment, account, reason, words, at) VALUES ($handle, $current, $number, $account, $reason, $words, $now)
                ON CONFLICT (account, paper, COALESCE(comment, 0)) WHERE settled_at IS NULL DO UPDATE SET reason = excluded.reason, words = excluded.words
                """,
                new { handle = ReaderStore.NewHandle(), current, number, account = account.Number, reason = reason.ToString(), words, now },
                transaction);
            return true;
        });
    }

    /// <summary>What waits for a curator, what was reported first first.</summary>
    public IReadOnlyList<ReportedThing> Open(int limit)
    {
        using var connection = database.Read();
        return
        [
            .. connection.Query<(string Paper, string? Comment, string Reason, string Words, string? Name, string At)>(
                """
                SELECT COALESCE(redirect.paper_id, report.paper), comment.handle, report.reason, report.words, account.name, report.at FROM report
                LEFT JOIN comment ON comment.number = report.comment LEFT JOIN account ON account.number = report.account
                LEFT JOIN redirect ON redirect.id = report.paper
                WHERE report.settled_at IS NULL ORDER BY report.number LIMIT $limit
                """,
                new { limit })
            .GroupBy(row => (row.Paper, row.Comment))
            .Select(group => new ReportedThing(
                group.Key.Paper,
                group.Key.Comment,
                [.. group.Select(row => new Report(Enum.Parse<ReportReason>(row.Reason), row.Words, row.Name, row.At.ToMoment()))])),
        ];
    }

    /// <summary>How many reports wait.</summary>
    public int CountOpen()
    {
        using var connection = database.Read();
        return connection.ExecuteScalar<int>("SELECT COUNT(*) FROM report WHERE settled_at IS NULL");
    }

    /// <summary>The reports on a comment, or else on a paper, have been looked at.</summary>
    internal static void Settle(SqliteConnection connection, SqliteTransaction transaction, string paper, string? comment, DateTimeOffset now) =>
        connection.Execute(
            comment is null
                ? $"UPDATE report SET settled_at = $now WHERE settled_at IS NULL AND comment IS NULL AND paper IN {PaperIds.OfPaper}"
                : "UPDATE report SET settled_at = $now WHERE settled_at IS NULL AND comment = (SELECT number FROM comment WHERE handle = $comment)",
            new { paper, comment, now = now.ToSql() },
            transaction);
}
