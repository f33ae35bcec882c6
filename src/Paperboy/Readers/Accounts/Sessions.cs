using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Readers.Accounts;

/// <summary>The browsers that are signed in. A cookie carries a secret of 256 bits; the catalog keeps its hash.</summary>
public sealed class Sessions(Database database, TimeProvider time)
{
    /// <summary>How long a browser stays signed in that does not come back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private const int SecretBytes = 32;

    /// <summary>Whose session this is the secret of; null where it is none that counts, or its account may not come in.</summary>
    public Account? Find(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<AccountStore.Row>(
            $"""
            SELECT {AccountStore.Columns} FROM session JOIN account ON account.number = session.account
            WHERE session.hash = $hash AND session.expires_at > $now AND account.state = 'active'
            """,
            new { hash = Hash(secret), now = time.GetUtcNow().ToSql() })?.ToAccount();
    }

    /// <summary>Signs a browser in; returns the secret for its cookie.</summary>
    internal static string Begin(SqliteConnection connection, SqliteTransaction transaction, long account, string browser, DateTimeOffset now)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        connection.Execute(
            """
            INSERT INTO session (hash, handle, account, browser, made_at, used_at, expires_at)
            VALUES ($hash, $handle, $account, $browser, $now, $now, $expires)
            """,
            new { hash = Hash(secret), handle = ReaderStore.NewHandle(), account, browser, now = now.ToSql(), expires = (now + Lifetime).ToSql() },
            transaction);
        return secret;
    }

    internal static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
