using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using Paperboy.Storage;

namespace Paperboy.Readers;

/// <summary>The readers of the catalog.</summary>
public sealed class ReaderStore(Database database)
{
    private const string Columns =
        """
        number, handle, address, state, generation, zone, hour, confirmed_at AS ConfirmedAt
        """;

    /// <summary>A new random handle: 96 bits, as text for links.</summary>
    public static string NewHandle() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public Reader? Find(ReaderAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM reader WHERE address_key = $Key", new { address.Key })?.ToReader();
    }

    public Reader? FindByHandle(string handle)
    {
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM reader WHERE handle = $handle", new { handle })?.ToReader();
    }

    /// <summary>All who get the daily mail.</summary>
    public IReadOnlyList<Reader> Confirmed()
    {
        using var connection = database.Read();
        return [.. connection.Query<Row>($"SELECT {Columns} FROM reader WHERE state = 'confirmed' ORDER BY number").Select(r => r.ToReader())];
    }

    /// <summary>
    /// Notes that a subscription was asked for. A reader who unsubscribed, or is new, now waits for a confirmation;
    /// for one who gets the mail already nothing changes before it is confirmed again.
    /// </summary>
    internal static Reader Ask(
        SqliteConnection connection, SqliteTransaction transaction, ReaderAddress address, string handle, Schedule wanted, DateTimeOffset now) =>
        connection.QuerySingle<Row>(
            $"""
            INSERT INTO reader (handle, address, address_key, state, generation, zone, hour, asked_at)
            VALUES ($handle, $Mailbox, $Key, 'pending', 1, $zone, $Hour, $now)
            ON CONFLICT (address_key) DO UPDATE SET
              asked_at = excluded.asked_at,
              state = CASE state WHEN 'confirmed' THEN 'confirmed' ELSE 'pending' END
            RETURNING {Columns}
            """,
            new { handle, address.Mailbox, address.Key, zone = wanted.Zone.Id, wanted.Hour, now = now.ToSql() },
            transaction).ToReader();

    /// <summary>The reader of an address whose owner has shown that it is theirs; a new one gets no daily mail before asking for it.</summary>
    /// <returns>The reader's number.</returns>
    internal static long Keep(SqliteConnection connection, SqliteTransaction transaction, ReaderAddress address, Schedule schedule, DateTimeOffset now) =>
        connection.ExecuteScalar<long>(
            """
            INSERT INTO reader (handle, address, address_key, state, generation, zone, hour, asked_at)
            VALUES ($handle, $Mailbox, $Key, 'unsubscribed', 1, $zone, $Hour, $now)
            ON CONFLICT (address_key) DO UPDATE SET address_key = excluded.address_key RETURNING number
            """,
            new { handle = NewHandle(), address.Mailbox, address.Key, zone = schedule.Zone.Id, schedule.Hour, now = now.ToSql() },
            transaction);

    /// <summary>The reader gets the daily mail from now on, if the generation is still the one that was asked.</summary>
    /// <returns>The reader, or null when there is none of this handle and generation.</returns>
    internal Reader? Confirm(string handle, long generation, Schedule wanted, DateTimeOffset now) =>
        database.Write((connection, transaction) => connection.QuerySingleOrDefault<Row>(
            $"""
            UPDATE reader SET state = 'confirmed', zone = $zone, hour = $Hour,
                              confirmed_at = CASE WHEN state = 'confirmed' AND zone = $zone AND hour = $Hour
                                                  THEN confirmed_at ELSE $now END
            WHERE handle = $handle AND generation = $generation RETURNING {Columns}
            """,
            new { handle, generation, zone = wanted.Zone.Id, wanted.Hour, now = now.ToSql() },
            transaction)?.ToReader());

    /// <summary>The reader gets no more mail, and what was sent so far confirms nothing any more.</summary>
    /// <returns>The reader, or null when there is none of this handle.</returns>
    internal Reader? Unsubscribe(string handle, DateTimeOffset now) =>
        database.Write((connection, transaction) =>
        {
            // Twice is once: a second click must not withdraw a confirmation asked for in between.
            connection.Execute(
                """
                UPDATE reader SET state = 'unsubscribed', generation = generation + 1, unsubscribed_at = $now
                WHERE handle = $handle AND state <> 'unsubscribed'
                """,
                new { handle, now = now.ToSql() },
                transaction);
            return connection.QuerySingleOrDefault<Row>(
                $"SELECT {Columns} FROM reader WHERE handle = $handle", new { handle }, transaction)?.ToReader();
        });

    /// <summary>Deletes the readers who never confirmed and last asked before a moment, with their mails.</summary>
    internal void ForgetUnconfirmed(DateTimeOffset moment) => database.Write((connection, transaction) =>
    {
        connection.Execute(
            """
            DELETE FROM reader WHERE state = 'pending' AND confirmed_at IS NULL AND asked_at < $moment
              AND NOT EXISTS (SELECT 1 FROM account WHERE account.reader = reader.number)
            """,
            new { moment = moment.ToSql() },
            transaction);
    });

    private sealed class Row
    {
        public long Number { get; init; }

        public required string Handle { get; init; }

        public required string Address { get; init; }

        public required string State { get; init; }

        public long Generation { get; init; }

        public required string Zone { get; init; }

        public int Hour { get; init; }

        public string? ConfirmedAt { get; init; }

        public Reader ToReader() => new(
            Number,
            Handle,
            Address,
            Enum.Parse<ReaderState>(State, ignoreCase: true),
            Generation,
            // A zone that a newer system's database knew, and this one's does not, must not stop all mails.
            new Schedule(Hour, DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc),
            ConfirmedAt?.ToMoment());
    }
}
