using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;

namespace Paperboy.Readers.Choices;

/// <summary>How far a claim is.</summary>
public enum ClaimState
{
    /// <summary>No curator has looked at it.</summary>
    Waiting,
    Confirmed,
    Refused,
}

/// <summary>That a reader is an author of a paper.</summary>
/// <param name="Handle">Random, in addresses.</param>
/// <param name="Paper">The paper's id when it was made.</param>
/// <param name="Reader">Who says so.</param>
/// <param name="Author">The name, as the paper gives it.</param>
/// <param name="Words">Why that is so, for the curators.</param>
/// <param name="State">How far it is.</param>
/// <param name="At">When it was made.</param>
public sealed record Claim(string Handle, string Paper, ClaimedBy Reader, string Author, string Words, ClaimState State, DateTimeOffset At);

/// <param name="Handle">The account's.</param>
/// <param name="Name">As it is shown.</param>
public sealed record ClaimedBy(string Handle, string Name);

/// <summary>The readers' claims of authorship. They are shown when a curator has confirmed them, and withdrawn at will.</summary>
public sealed class ClaimStore(Database database, TimeProvider time)
{
    private const string Columns =
        """
        claim.handle, claim.paper, account.handle AS Reader, account.name, claim.author, claim.words, claim.state, claim.at
        FROM claim JOIN account ON account.number = claim.account
        """;

    /// <summary>Claims; in place of an earlier claim of the same reader on the paper, of which there is one.</summary>
    /// <returns>False when there is no such paper.</returns>
    public bool Add(Account account, string paper, string author, string words)
    {
        ArgumentNullException.ThrowIfNull(account);
        return database.Write((connection, transaction) =>
        {
            if (PaperIds.Current(connection, transaction, paper) is not { } current)
                return false;
            Remove(connection, transaction, account, current);
            connection.Execute(
                "INSERT INTO claim (handle, paper, account, author, words, state, at) VALUES ($handle, $current, $account, $author, $words, 'waiting', $now)",
                new { handle = ReaderStore.NewHandle(), current, account = account.Number, author, words, now = time.GetUtcNow().ToSql() },
                transaction);
            return true;
        });
    }

    /// <summary>Withdraws a claim.</summary>
    public void Withdraw(Account account, string paper)
    {
        ArgumentNullException.ThrowIfNull(account);
        database.Write((connection, transaction) => Remove(connection, transaction, account, paper));
    }

    /// <summary>The claims on a paper that curators have confirmed.</summary>
    public IReadOnlyList<Claim> ConfirmedOf(string paper) =>
        Read($"WHERE claim.state = 'confirmed' AND account.state = 'active' AND claim.paper IN {PaperIds.OfPaper} ORDER BY claim.number", new { paper });

    /// <summary>What an account claims of a paper; null when nothing.</summary>
    public Claim? Of(Account account, string paper)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Read($"WHERE claim.account = $account AND claim.paper IN {PaperIds.OfPaper} ORDER BY claim.state = 'confirmed' DESC LIMIT 1", new { account = account.Number, paper }) is [var claim] ? claim : null;
    }

    /// <summary>All that an account claims, the newest first.</summary>
    public IReadOnlyList<Claim> By(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Read("WHERE claim.account = $account ORDER BY claim.number DESC", new { account = account.Number });
    }

    /// <summary>The claims that nobody has looked at, the oldest first.</summary>
    public IReadOnlyList<Claim> Waiting(int limit) => Read("WHERE claim.state = 'waiting' ORDER BY claim.number LIMIT $limit", new { limit });

    /// <summary>Writes what a curator decided; null when the claim is gone or was decided.</summary>
    internal static Claim? Settle(SqliteConnection connection, SqliteTransaction transaction, string handle, bool confirmed, DateTimeOffset now)
    {
        var settled = connection.Execute(
            "UPDATE claim SET state = $state, settled_at = $now WHERE handle = $handle AND state = 'waiting'",
            new { handle, state = confirmed ? "confirmed" : "refused", now = now.ToSql() },
            transaction);
        return settled == 0 ? null : connection.QuerySingle<Row>($"SELECT {Columns} WHERE claim.handle = $handle", new { handle }, transaction).ToClaim();
    }

    private static int Remove(SqliteConnection connection, SqliteTransaction transaction, Account account, string paper) => connection.Execute(
        $"DELETE FROM claim WHERE account = $account AND paper IN {PaperIds.OfPaper}", new { account = account.Number, paper }, transaction);

    private IReadOnlyList<Claim> Read(string condition, object parameters)
    {
        using var connection = database.Read();
        return [.. connection.Query<Row>($"SELECT {Columns} {condition}", parameters).Select(row => row.ToClaim())];
    }

    private sealed class Row
    {
        public required string Handle { get; init; }

        public required string Paper { get; init; }

        public required string Reader { get; init; }

        public required string Name { get; init; }

        public required string Author { get; init; }

        public required string Words { get; init; }

        public required string State { get; init; }

        public required string At { get; init; }

        public Claim ToClaim() => new(
            Handle, Paper, new ClaimedBy(Reader, Name), Author, Words, Enum.Parse<ClaimState>(State, ignoreCase: true), At.ToMoment());
    }
}
