using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Readers.Accounts;

/// <summary>The browsers that are signed in. A cookie carries a secret of 256 bits; the catalog keeps its hash.</summary>
public sealed class Sessions(Database database, TimeProvider time)
{
    /// <summary>How long a browser stays signed in that does not come back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    // That a session is used is written so often at most: reading pages must not become writing.
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(1);

    /// <summary>Whose session this is the secret of; null where it is none that counts, or its account may not come in.</summary>
    public Account? Find(string secret) => Look(secret)?.Account;

    /// <summary>The browsers that are signed in to an account, the last used first.</summary>
    public IReadOnlyList<Session> Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var connection = database.Read();
        return
        [
            .. connection.Query<(string Handle, string Browser, string MadeAt, string UsedAt)>(
                "SELECT handle, browser, made_at, used_at FROM session WHERE account = $Number AND expires_at > $now ORDER BY used_at DESC, handle",
                new { account.Number, now = time.GetUtcNow().ToSql() })
                .Select(row => new Session(row.Handle, row.Browser, row.MadeAt.ToMoment(), row.UsedAt.ToMoment())),
        ];
    }

    /// <summary>Who comes with this secret, by which session.</summary>
    internal OpenSession? Look(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var now = time.GetUtcNow();
        using var connection = database.Read();
        var row = connection.QuerySingleOrDefault<SessionRow>(
            $"""
            SELECT {AccountStore.Columns}, session.handle AS SessionHandle, session.used_at AS UsedAt
            FROM session JOIN account ON account.number = session.account
            WHERE session.hash = $hash AND session.expires_at > $now AND account.state = 'active'
            """,
            new { hash = Hash(secret), now = now.ToSql() });
        return row is null ? null : new OpenSession(row.ToAccount(), row.SessionHandle, now - row.UsedAt.ToMoment() >= Renewal);
    }

    /// <summary>A session that is used goes on.</summary>
    internal void Renew(string secret)
    {
        var now = time.GetUtcNow();
        database.Write((connection, transaction) => connection.Execute(
            "UPDATE session SET used_at = $now, expires_at = $expires WHERE hash = $hash AND used_at <= $due",
            new { hash = Hash(secret), now = now.ToSql(), expires = (now + Lifetime).ToSql(), due = (now - Renewal).ToSql() },
            transaction));
    }

    /// <summary>Signs a browser in; returns the secret for its cookie.</summary>
    internal static string Begin(SqliteConnection connection, SqliteTransaction transaction, long account, string browser, DateTimeOffset now)
    {
        var secret = Secret.New();
        connection.Execute(
            """
            INSERT INTO session (hash, handle, account, browser, made_at, used_at, expires_at)
            VALUES ($hash, $handle, $account, $browser, $now, $now, $expires)
            """,
            new { hash = Hash(secret), handle = ReaderStore.NewHandle(), account, browser, now = now.ToSql(), expires = (now + Lifetime).ToSql() },
            transaction);
        return secret;
    }

    /// <summary>Signs the browser out that has this secret.</summary>
    internal void End(string secret) => database.Write((connection, transaction) =>
        connection.Execute("DELETE FROM session WHERE hash = $hash", new { hash = Hash(secret) }, transaction));

    /// <summary>Signs one of an account's browsers out.</summary>
    internal void End(Account account, string handle) => database.Write((connection, transaction) =>
        connection.Execute("DELETE FROM session WHERE account = $Number AND handle = $handle", new { account.Number, handle }, transaction));

    /// <summary>Signs all of an account's browsers out but the one of this session.</summary>
    internal void EndOthers(Account account, string? handle) => database.Write((connection, transaction) =>
        connection.Execute("DELETE FROM session WHERE account = $Number AND handle IS NOT $handle", new { account.Number, handle }, transaction));

    internal static byte[] Hash(string secret) => Secret.Hash(secret);

    private sealed class SessionRow : AccountStore.Row
    {
        public required string SessionHandle { get; init; }

        public required string UsedAt { get; init; }
    }
}

/// <summary>A browser that is signed in.</summary>
/// <param name="Handle">By which it is ended.</param>
/// <param name="Browser">In words.</param>
/// <param name="Since">When it signed in.</param>
/// <param name="UsedAt">When it last came, to the day.</param>
public sealed record Session(string Handle, string Browser, DateTimeOffset Since, DateTimeOffset UsedAt);

/// <param name="Account">Who came.</param>
/// <param name="Session">The handle of the session.</param>
/// <param name="IsDue">Whether it is time to write that the session is used.</param>
internal sealed record OpenSession(Account Account, string Session, bool IsDue);
