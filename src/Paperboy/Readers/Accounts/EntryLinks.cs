using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Readers.Accounts;

/// <summary>
/// Links that let somebody in once, without mail: the owner's, which the first start prints, and those that the owner hands to
/// others. Opening one does nothing; its button does.
/// </summary>
public sealed class EntryLinks(Database database, ServerSettings server, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Makes the link by which somebody becomes the owner, or by which the owner there is comes in. The one before is dead.</summary>
    /// <param name="listening">Where the server listens, when it does; by default what the settings say.</param>
    public Uri ForOwner(Uri? listening = null) => At(listening, database.Write((connection, transaction) =>
    {
        connection.Execute("DELETE FROM entry_link WHERE role = 'owner'", transaction: transaction);
        var owner = connection.ExecuteScalar<long?>(
            "SELECT number FROM account WHERE role = 'owner' AND state = 'active' ORDER BY number LIMIT 1", transaction: transaction);
        return Make(connection, transaction, Role.Owner, owner);
    }));

    /// <summary>Makes a link by which somebody makes an account.</summary>
    internal Uri ForNew(Role role) => At(null, database.Write((connection, transaction) => Make(connection, transaction, role, null)));

    /// <summary>Makes a link by which the account of a handle comes in; null when there is none that may.</summary>
    internal Uri? ForAccount(string handle)
    {
        var secret = database.Write((connection, transaction) =>
            connection.QuerySingleOrDefault<(long Number, string Role)?>(
                "SELECT number, role FROM account WHERE handle = $handle AND state = 'active'", new { handle }, transaction) is { } account
                ? Make(connection, transaction, Enum.Parse<Role>(account.Role, ignoreCase: true), account.Number)
                : null);
        return secret is null ? null : At(null, secret);
    }

    /// <summary>What a link would do; null when it is used, too old or none of ours.</summary>
    internal Entry? Look(string secret)
    {
        using var connection = database.Read();
        return Find(connection, null, secret);
    }

    /// <summary>Lets somebody in by a link, once.</summary>
    /// <param name="secret">What the link carries.</param>
    /// <param name="name">Of the account, where one is made.</param>
    /// <param name="browser">In words.</param>
    /// <returns>The secret of the new session; null when the link is no good any more.</returns>
    internal string? Use(string secret, string name, string browser) => database.Write((connection, transaction) =>
    {
        if (Find(connection, transaction, secret) is not { } entry)
            return null;
        connection.Execute("DELETE FROM entry_link WHERE hash = $hash", new { hash = Secret.Hash(secret) }, transaction);
        var now = time.GetUtcNow();
        var account = entry.Account ?? AccountStore.Make(connection, transaction, null, name, entry.Role, now).Number;
        return Sessions.Begin(connection, transaction, account, browser, now);
    });

    // Before a public address is set the owner sits at this machine, and so does the browser.
    private Uri At(Uri? listening, string secret)
    {
        var home = server.PublicAddress ?? listening ?? server.Address;
        if (server.PublicAddress is null && home.Host is "0.0.0.0" or "[::]")
            home = new UriBuilder(home) { Host = "localhost" }.Uri;
        return new Uri(home, "enter/" + secret);
    }

    private string Make(SqliteConnection connection, SqliteTransaction transaction, Role role, long? account)
    {
        var now = time.GetUtcNow();
        var secret = Secret.New();
        connection.Execute(
            "INSERT INTO entry_link (hash, role, account, made_at, expires_at) VALUES ($hash, $role, $account, $now, $expires)",
            new { hash = Secret.Hash(secret), role = AccountStore.ToSql(role), account, now = now.ToSql(), expires = (now + Lifetime).ToSql() },
            transaction);
        return secret;
    }

    private Entry? Find(SqliteConnection connection, SqliteTransaction? transaction, string secret) =>
        connection.QuerySingleOrDefault<(string Role, long? Account, string? Name)?>(
            """
            SELECT entry_link.role, entry_link.account, account.name
            FROM entry_link LEFT JOIN account ON account.number = entry_link.account
            WHERE hash = $hash AND expires_at > $now AND (entry_link.account IS NULL OR account.state = 'active')
            """,
            new { hash = Secret.Hash(secret), now = time.GetUtcNow().ToSql() },
            transaction) is { } row
            ? new Entry(Enum.Parse<Role>(row.Role, ignoreCase: true), row.Account, row.Name)
            : null;
}

/// <summary>What a link that lets somebody in does.</summary>
/// <param name="Role">Of the account that it makes.</param>
/// <param name="Account">Whom it lets in; null makes an account.</param>
/// <param name="Name">Of that account.</param>
public sealed record Entry(Role Role, long? Account, string? Name);
