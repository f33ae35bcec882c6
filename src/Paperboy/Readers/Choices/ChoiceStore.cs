using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Events;
using Paperboy.Storage;

namespace Paperboy.Readers.Choices;

/// <summary>
/// The readers' votes and saves. Each stands once by paper and account, and counts are read from where they stand: there is no
/// number beside them that could differ.
/// </summary>
public sealed class ChoiceStore(Database database, TimeProvider time)
{
    /// <summary>Makes a choice, or takes it back. What is so already stays so, and is no event.</summary>
    /// <returns>How the paper stands then; null when there is no such paper.</returns>
    public PaperStanding? Set(Account account, string paper, Choice choice, bool on)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(paper);
        var now = time.GetUtcNow();
        return database.Write((connection, transaction) =>
        {
            if (PaperIds.Current(connection, transaction, paper) is not { } current)
                return null;
            if (on)
                Add(connection, transaction, account, current, choice, now);
            else
                Remove(connection, transaction, account, current, choice, now);
            return Read(connection, [current], account)[current];
        });
    }

    /// <summary>How papers stand, by their ids.</summary>
    /// <param name="papers">Their ids, none of them a lost one.</param>
    /// <param name="account">Who asks; null for a visitor.</param>
    public IReadOnlyDictionary<string, PaperStanding> Of(IReadOnlyCollection<string> papers, Account? account)
    {
        using var connection = database.Read();
        return Read(connection, papers, account);
    }

    /// <summary>How many papers a reader has saved, of those that are still shown.</summary>
    public int CountSaved(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var connection = database.Read();
        return connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM ({Saved})", new { account = account.Number });
    }

    /// <summary>The ids of the papers that a reader has saved, the last one first.</summary>
    public IReadOnlyList<string> SavedBy(Account account, int offset, int limit)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var connection = database.Read();
        return [.. connection.Query<string>($"SELECT id FROM ({Saved}) ORDER BY saved DESC, id LIMIT $limit OFFSET $offset", new { account = account.Number, offset, limit })];
    }

    private const string Saved =
        """
        SELECT paper.id, MAX(choice.at) AS saved FROM choice
        LEFT JOIN redirect ON redirect.id = choice.paper
        JOIN paper ON paper.id = COALESCE(redirect.paper_id, choice.paper) AND paper.hidden = 0
        WHERE choice.account = $account AND choice.kind = 'save' GROUP BY paper.id
        """;

    private static void Add(SqliteConnection connection, SqliteTransaction transaction, Account account, string paper, Choice choice, DateTimeOffset now)
    {
        var added = connection.Execute(
            $"""
            INSERT INTO choice (paper, kind, account, at) SELECT $paper, $kind, $account, $now
            WHERE NOT EXISTS (SELECT 1 FROM choice WHERE paper IN {PaperIds.OfPaper} AND kind = $kind AND account = $account)
            """,
            new { paper, kind = Name(choice), account = account.Number, now = now.ToSql() },
            transaction);
        if (added > 0)
            EventLog.Append(connection, transaction, now, account.Actor, choice == Choice.Vote ? EventKind.Vote : EventKind.Save, paper);
    }

    // A paper that was merged of two may have been chosen under each id: each choice is taken back where it stands.
    private static void Remove(SqliteConnection connection, SqliteTransaction transaction, Account account, string paper, Choice choice, DateTimeOffset now)
    {
        var removed = connection.Query<string>(
            $"DELETE FROM choice WHERE paper IN {PaperIds.OfPaper} AND kind = $kind AND account = $account RETURNING paper",
            new { paper, kind = Name(choice), account = account.Number },
            transaction).ToList();
        foreach (var id in removed)
            EventLog.Append(connection, transaction, now, account.Actor, choice == Choice.Vote ? EventKind.Unvote : EventKind.Unsave, id);
    }

    private static Dictionary<string, PaperStanding> Read(SqliteConnection connection, IReadOnlyCollection<string> papers, Account? account)
    {
        var standings = papers.Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => PaperStanding.None, StringComparer.Ordinal);
        var parameters = new { papers = JsonSerializer.Serialize(papers), account = account?.Number };
        var choices = connection.Query<(string Paper, string Kind, int Count, bool Mine)>(
            $"""
            {PaperIds.Named}
            SELECT named.paper, choice.kind, COUNT(DISTINCT choice.account), COALESCE(MAX(choice.account = $account), 0)
            FROM named CROSS JOIN choice ON choice.paper = named.id GROUP BY named.paper, choice.kind
            """,
            parameters);
        foreach (var (paper, kind, count, mine) in choices)
        {
            standings[paper] = kind == Name(Choice.Vote)
                ? standings[paper] with { Votes = count, Voted = mine }
                : standings[paper] with { Saves = count, Saved = mine };
        }

        var comments = connection.Query<(string Paper, int Count)>(
            $"{PaperIds.Named} SELECT named.paper, COUNT(*) FROM named CROSS JOIN comment ON comment.paper = named.id AND comment.state = 'shown' GROUP BY named.paper",
            parameters);
        foreach (var (paper, count) in comments)
            standings[paper] = standings[paper] with { Comments = count };
        return standings;
    }

    private static string Name(Choice choice) => choice == Choice.Vote ? "vote" : "save";
}
