using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Readers.Accounts.SignIn;

/// <summary>
/// Signing in by a mail: asked for on a page, done in the same browser by the link's button or by the code. One works once,
/// for a quarter of an hour. Asking does the same for every address; whether anybody may come in by it is looked at
/// afterwards (<see cref="IsWelcome"/>), when the answer has long been given.
/// </summary>
public sealed class SignIns(Database database, AccountsSettings settings, DigestSettings digest, TimeProvider time)
{
    /// <summary>How long a link and its code work.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>So many wrong codes end a link.</summary>
    public const int MostWrongCodes = 5;

    private const string Columns = "number, code, address, address_key AS AddressKey, account, back, wrong";

    /// <summary>Notes that somebody wants to sign in by an address, or that an account wants to have it.</summary>
    /// <param name="address">The address.</param>
    /// <param name="account">Who wants to have the address; null to sign in.</param>
    /// <param name="back">The page to go on with.</param>
    internal AskedSignIn Ask(ReaderAddress address, Account? account, string back)
    {
        var now = time.GetUtcNow();
        var asked = new AskedSignIn(address, Secret.New(), Secret.New(), SignInCode.New(), account is not null);
        database.Write((connection, transaction) =>
        {
            connection.Execute(
                """
                DELETE FROM sign_in WHERE expires_at <= $now;
                INSERT INTO sign_in (link, browser, code, address, address_key, account, back, asked_at, expires_at)
                VALUES ($link, $browser, $code, $Mailbox, $Key, $account, $back, $now, $expires)
                """,
                new
                {
                    link = Secret.Hash(asked.Link),
                    browser = Secret.Hash(asked.Browser),
                    code = SignInCode.Hash(asked.Browser, asked.Code),
                    address.Mailbox,
                    address.Key,
                    account = account?.Number,
                    back,
                    now = now.ToSql(),
                    expires = (now + Lifetime).ToSql(),
                },
                transaction);
        });
        return asked;
    }

    /// <summary>Whether somebody may come in by an address: one with an account, or who may make one.</summary>
    internal bool IsWelcome(ReaderAddress address)
    {
        using var connection = database.Read();
        return FindAccount(connection, null, address.Key) is { } account ? !account.IsBarred : MayRegister(connection, null, address.Key, out _);
    }

    /// <summary>What a link would do in this browser, without doing it.</summary>
    /// <param name="link">What the link carries.</param>
    /// <param name="browser">The secret of the browser's cookie; null when it has none.</param>
    public SignInState Look(string link, string? browser)
    {
        ArgumentNullException.ThrowIfNull(link);
        using var connection = database.Read();
        var row = connection.QuerySingleOrDefault<(byte[] Browser, string Address)?>(
            "SELECT browser, address FROM sign_in WHERE link = $link AND expires_at > $now AND wrong < $MostWrongCodes",
            new { link = Secret.Hash(link), now = time.GetUtcNow().ToSql(), MostWrongCodes });
        return row is not { } asked ? SignInState.Dead
            : browser is not null && CryptographicOperations.FixedTimeEquals(asked.Browser, Secret.Hash(browser)) ? SignInState.Here
            : SignInState.Elsewhere;
    }

    /// <summary>The address that a browser asked for; null when it asked for none, or too long ago.</summary>
    internal string? AskedBy(string? browser)
    {
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<string>(
            "SELECT address FROM sign_in WHERE browser = $browser AND expires_at > $now AND wrong < $MostWrongCodes",
            new { browser = Secret.Hash(browser ?? ""), now = time.GetUtcNow().ToSql(), MostWrongCodes });
    }

    /// <summary>Presses the button of a link, in the browser that asked for it.</summary>
    internal SignInAnswer ByLink(string link, string? browser, string browserName) =>
        browser is null
            ? new SignInAnswer(Look(link, null))
            : database.Write((connection, transaction) =>
                connection.QuerySingleOrDefault<Row>(
                    $"SELECT {Columns} FROM sign_in WHERE link = $link AND browser = $browser AND expires_at > $now AND wrong < $MostWrongCodes",
                    new { link = Secret.Hash(link), browser = Secret.Hash(browser), now = time.GetUtcNow().ToSql(), MostWrongCodes },
                    transaction) is { } row
                    ? Complete(connection, transaction, row, browserName)
                    : new SignInAnswer(SignInState.Dead));

    /// <summary>Types a code, in the browser that asked for it.</summary>
    internal SignInAnswer ByCode(string? browser, string? typed, string browserName) => database.Write((connection, transaction) =>
    {
        var row = connection.QuerySingleOrDefault<Row>(
            $"SELECT {Columns} FROM sign_in WHERE browser = $browser AND expires_at > $now",
            new { browser = Secret.Hash(browser ?? ""), now = time.GetUtcNow().ToSql() },
            transaction);
        if (row is null || row.Wrong >= MostWrongCodes)
            return new SignInAnswer(SignInState.Dead);
        if (CryptographicOperations.FixedTimeEquals(row.Code, SignInCode.Hash(browser!, SignInCode.Read(typed))))
            return Complete(connection, transaction, row, browserName);
        connection.Execute("UPDATE sign_in SET wrong = wrong + 1 WHERE number = $Number", new { row.Number }, transaction);
        return new SignInAnswer(row.Wrong + 1 < MostWrongCodes ? SignInState.WrongCode : SignInState.Dead);
    });

    /// <summary>Forgets what was asked for and not done in time, and the sessions whose time is over.</summary>
    internal void ForgetExpired() => database.Write((connection, transaction) =>
    {
        connection.Execute(
            """
            DELETE FROM sign_in WHERE expires_at <= $now;
            DELETE FROM entry_link WHERE expires_at <= $now;
            DELETE FROM session WHERE expires_at <= $now
            """,
            new { now = time.GetUtcNow().ToSql() },
            transaction);
    });

    private SignInAnswer Complete(SqliteConnection connection, SqliteTransaction transaction, Row row, string browserName)
    {
        connection.Execute("DELETE FROM sign_in WHERE number = $Number", new { row.Number }, transaction);
        var known = FindAccount(connection, transaction, row.AddressKey);
        if (row.Account is { } wants)
            return Attach(connection, transaction, row, wants, known);
        var now = time.GetUtcNow();
        var account = known?.Number;
        if (known is null)
        {
            if (!MayRegister(connection, transaction, row.AddressKey, out var role))
                return new SignInAnswer(SignInState.Dead);
            account = AccountStore.Make(connection, transaction, Keep(connection, transaction, row), AccountName.New(), role, now).Number;
            connection.Execute("DELETE FROM invitation WHERE address_key = $AddressKey", new { row.AddressKey }, transaction);
        }
        else if (known.IsBarred)
        {
            return new SignInAnswer(SignInState.Dead);
        }

        var secret = Sessions.Begin(connection, transaction, account!.Value, browserName, now);
        return new SignInAnswer(SignInState.Done) { Session = secret, Back = row.Back, IsNew = known is null };
    }

    // An address leads to one account; whoever reads its mail may sign in there, and take it from there.
    private SignInAnswer Attach(SqliteConnection connection, SqliteTransaction transaction, Row row, long wants, KnownAccount? known)
    {
        if (known is not null && known.Number != wants)
            return new SignInAnswer(SignInState.Taken);
        var before = connection.ExecuteScalar<long?>("SELECT reader FROM account WHERE number = $wants", new { wants }, transaction);
        if (before is not null && connection.ExecuteScalar<long>("SELECT count(*) FROM reader WHERE address_key = $AddressKey", new { row.AddressKey }, transaction) == 0)
        {
            // The daily mail comes to the new address from now on.
            connection.Execute("UPDATE reader SET address = $Address, address_key = $AddressKey WHERE number = $before", new { row.Address, row.AddressKey, before }, transaction);
        }
        else
        {
            var reader = Keep(connection, transaction, row);
            connection.Execute(
                "UPDATE account SET reader = $reader WHERE number = $wants; DELETE FROM reader WHERE number = $before AND number <> $reader",
                new { reader, wants, before },
                transaction);
        }

        return new SignInAnswer(SignInState.Done) { Back = row.Back };
    }

    private long Keep(SqliteConnection connection, SqliteTransaction transaction, Row row) =>
        ReaderStore.Keep(connection, transaction, new ReaderAddress(row.Address, row.AddressKey), new Schedule(digest.Hour, digest.TimeZone), time.GetUtcNow());

    private bool MayRegister(SqliteConnection connection, SqliteTransaction? transaction, string key, out Role role)
    {
        var invited = connection.QuerySingleOrDefault<string>("SELECT role FROM invitation WHERE address_key = $key", new { key }, transaction);
        role = invited is null ? Role.Reader : Enum.Parse<Role>(invited, ignoreCase: true);
        return settings.Registration == Registration.Open || (invited is not null && settings.Registration == Registration.Invited);
    }

    private static KnownAccount? FindAccount(SqliteConnection connection, SqliteTransaction? transaction, string key) =>
        connection.QuerySingleOrDefault<(long Number, string State)?>(
            "SELECT account.number, account.state FROM account JOIN reader ON reader.number = account.reader WHERE reader.address_key = $key",
            new { key },
            transaction) is { } row
            ? new KnownAccount(row.Number, row.State == "banned")
            : null;

    private sealed record KnownAccount(long Number, bool IsBarred);

    private sealed class Row
    {
        public long Number { get; init; }

        public required byte[] Code { get; init; }

        public required string Address { get; init; }

        public required string AddressKey { get; init; }

        public long? Account { get; init; }

        public required string Back { get; init; }

        public int Wrong { get; init; }
    }
}

/// <summary>What is to be said to somebody who comes with a link or a code.</summary>
public enum SignInState
{
    /// <summary>The link is good, and this is the browser that asked for it.</summary>
    Here,

    /// <summary>The link is good, and was asked for in another browser.</summary>
    Elsewhere,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>The code is wrong; another may be tried.</summary>
    WrongCode,

    /// <summary>The address is another account's.</summary>
    Taken,

    /// <summary>Used, too old, tried too often, or never ours.</summary>
    Dead,
}

/// <param name="State">What is to be said.</param>
internal sealed record SignInAnswer(SignInState State)
{
    /// <summary>The secret of the new session; null where none began.</summary>
    public string? Session { get; init; }

    /// <summary>The page to go on with.</summary>
    public string Back { get; init; } = "/";

    /// <summary>Whether the account was made just now.</summary>
    public bool IsNew { get; init; }
}

/// <summary>A sign-in as it was asked for: only here are the secrets together.</summary>
/// <param name="Address">Where the mail goes.</param>
/// <param name="Browser">For the cookie of the browser that asked.</param>
/// <param name="Link">For the link in the mail.</param>
/// <param name="Code">For the mail.</param>
/// <param name="IsForAccount">Whether an account wants to have the address.</param>
internal sealed record AskedSignIn(ReaderAddress Address, string Browser, string Link, string Code, bool IsForAccount)
{
    // A record prints all of its properties; these are secrets.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("IsForAccount = ").Append(IsForAccount);
        return true;
    }
}
