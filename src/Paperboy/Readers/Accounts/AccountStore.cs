using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Readers.Accounts;

/// <summary>The accounts of the catalog.</summary>
public sealed class AccountStore(Database database)
{
    internal const string Columns =
        "account.number, account.handle, account.actor, account.name, account.role, account.made_at AS MadeAt";

    public Account? FindByHandle(string handle)
    {
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM account WHERE handle = $handle", new { handle })?.ToAccount();
    }

    /// <summary>The owner who has been there longest; null before anybody has become one.</summary>
    public Account? FirstOwner()
    {
        using var connection = database.Read();
        return connection.QueryFirstOrDefault<Row>(
            $"SELECT {Columns} FROM account WHERE role = 'owner' AND state = 'active' ORDER BY number LIMIT 1")?.ToAccount();
    }

    /// <summary>All accounts, as the owner sees them: the mightiest first, then by name.</summary>
    public IReadOnlyList<AccountEntry> All()
    {
        using var connection = database.Read();
        return
        [
            .. connection.Query<EntryRow>(
                $"""
                SELECT {Columns}, account.state AS State, reader.address AS Address,
                  (SELECT max(used_at) FROM session WHERE session.account = account.number) AS UsedAt
                FROM account LEFT JOIN reader ON reader.number = account.reader
                ORDER BY CASE account.role WHEN 'owner' THEN 0 WHEN 'curator' THEN 1 ELSE 2 END, account.name, account.number
                """).Select(row => new AccountEntry(row.ToAccount(), row.Address, row.State == "banned", row.UsedAt?.ToMoment())),
        ];
    }

    /// <summary>The account's mail address; null for one that was made without mail.</summary>
    public string? AddressOf(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<string>(
            "SELECT reader.address FROM account JOIN reader ON reader.number = account.reader WHERE account.number = $Number", new { account.Number });
    }

    internal void Rename(Account account, string name) => database.Write((connection, transaction) =>
        connection.Execute("UPDATE account SET name = $name WHERE number = $Number", new { account.Number, name }, transaction));

    /// <summary>Gives an account another role.</summary>
    /// <returns>False when there is none of this handle, or when no owner would be left.</returns>
    internal bool SetRole(string handle, Role role) => database.Write((connection, transaction) =>
        connection.Execute(
            $"UPDATE account SET role = $role WHERE handle = $handle AND ($role = 'owner' OR {OwnerIsLeft})",
            new { handle, role = ToSql(role) },
            transaction) == 1);

    /// <summary>Bars an account, and signs all its browsers out; or lets it in again.</summary>
    /// <returns>False when there is none of this handle, or when no owner would be left.</returns>
    internal bool Bar(string handle, bool isBarred) => database.Write((connection, transaction) =>
    {
        var changed = connection.Execute(
            $"UPDATE account SET state = $state WHERE handle = $handle AND ($state = 'active' OR {OwnerIsLeft})",
            new { handle, state = isBarred ? "banned" : "active" },
            transaction) == 1;
        if (changed && isBarred)
        {
            connection.Execute(
                """
                DELETE FROM session WHERE account = (SELECT number FROM account WHERE handle = $handle);
                DELETE FROM entry_link WHERE account = (SELECT number FROM account WHERE handle = $handle)
                """,
                new { handle },
                transaction);
        }

        return changed;
    });

    /// <summary>The owner of a Paperboy for one person, made when there is none.</summary>
    internal void EnsureOwner(DateTimeOffset now) => database.Write((connection, transaction) =>
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM account WHERE role = 'owner' AND state = 'active'", transaction: transaction) == 0)
            Make(connection, transaction, null, "Owner", Role.Owner, now);
    });

    /// <summary>Of an account: whether as many owners as there were are left without it, or at least one.</summary>
    internal const string OwnerIsLeft =
        "(account.role <> 'owner' OR EXISTS (SELECT 1 FROM account AS other WHERE other.role = 'owner' AND other.state = 'active' AND other.number <> account.number))";

    /// <summary>Makes an account with an actor of its own.</summary>
    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">In which it is made.</param>
    /// <param name="reader">Whose address it has; null for an owner without mail.</param>
    /// <param name="name">As it will stand beside comments.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="now">When it is made.</param>
    internal static Account Make(
        SqliteConnection connection, SqliteTransaction transaction, long? reader, string name, Role role, DateTimeOffset now)
    {
        var actor = NewActor(connection, transaction, now);
        return connection.QuerySingle<Row>(
            $"""
            INSERT INTO account (handle, reader, actor, name, role, state, made_at)
            VALUES ($handle, $reader, $actor, $name, $role, 'active', $now) RETURNING {Columns}
            """,
            new { handle = ReaderStore.NewHandle(), reader, actor, name, role = ToSql(role), now = now.ToSql() },
            transaction).ToAccount();
    }

    /// <summary>Makes an actor of a random number.</summary>
    internal static long NewActor(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset since)
    {
        // 62 bits: that one is drawn twice is not to be expected, and the table's key would refuse it.
        var number = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & (long.MaxValue >> 1);
        connection.Execute("INSERT INTO actor (number, since) VALUES ($number, $since)", new { number, since = since.ToSql() }, transaction);
        return number;
    }

#pragma warning disable CA1308 // the catalog's own words are in lower case
    internal static string ToSql(Role role) => role.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    internal class Row
    {
        public long Number { get; init; }

        public required string Handle { get; init; }

        public long Actor { get; init; }

        public required string Name { get; init; }

        public required string Role { get; init; }

        public required string MadeAt { get; init; }

        public Account ToAccount() => new(Number, Handle, Actor, Name, Enum.Parse<Role>(Role, ignoreCase: true), MadeAt.ToMoment());
    }

    private sealed class EntryRow : Row
    {
        public required string State { get; init; }

        public string? Address { get; init; }

        public string? UsedAt { get; init; }
    }
}

/// <summary>An account as the owner sees it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Address">Its mail address; null without one.</param>
/// <param name="IsBarred">Whether it may not come in.</param>
/// <param name="UsedAt">When one of its browsers last came, to the day; null when none is signed in.</param>
public sealed record AccountEntry(Account Account, string? Address, bool IsBarred, DateTimeOffset? UsedAt);
