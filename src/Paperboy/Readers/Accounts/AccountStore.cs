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

    internal sealed class Row
    {
        public long Number { get; init; }

        public required string Handle { get; init; }

        public long Actor { get; init; }

        public required string Name { get; init; }

        public required string Role { get; init; }

        public required string MadeAt { get; init; }

        public Account ToAccount() => new(Number, Handle, Actor, Name, Enum.Parse<Role>(Role, ignoreCase: true), MadeAt.ToMoment());
    }
}
