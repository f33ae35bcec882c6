using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Mail;

/// <summary>
/// The mails that wait, and the receipts of those that left. A mail goes queued -> claimed -> sent; it is claimed,
/// and that is committed, before the server is given the message, so that whatever is claimed when nobody sends any
/// more is a mail of which nobody knows whether it was taken.
/// </summary>
public sealed class Outbox(Database database)
{
    /// <summary>Puts a mail into the outbox, unless there is one for the same occasion already.</summary>
    /// <returns>The mail's number, or null when there was one.</returns>
    public static long? Enqueue(SqliteConnection connection, SqliteTransaction transaction, NewMail mail, MailState state, string words, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return connection.ExecuteScalar<long?>(
            """
            INSERT INTO mail (kind, reader, occasion, generation, state, sender, recipient, message_id, message,
                              queued_at, expires_at, next_attempt_at, words)
            VALUES ($Kind, $Reader, $Occasion, $Generation, $State, $Sender, $Recipient, $MessageId, $Message,
                    $Now, $Expires, $Now, $Words)
            ON CONFLICT (kind, reader, occasion) DO NOTHING RETURNING number
            """,
            new
            {
                Kind = Name(mail.Kind),
                mail.Reader,
                mail.Occasion,
                mail.Generation,
                State = Name(state),
                mail.Mail.Sender,
                mail.Mail.Recipient,
                mail.Mail.MessageId,
                mail.Mail.Message,
                Now = now.ToSql(),
                Expires = mail.ExpiresAt.ToSql(),
                Words = words,
            },
            transaction);
    }

    /// <summary>The numbers of the mails whose turn it is, the longest waiting first.</summary>
    public IReadOnlyList<long> Due(DateTimeOffset now, int most)
    {
        using var connection = database.Read();
        return connection.Query<long>(
            "SELECT number FROM mail WHERE state = 'queued' AND next_attempt_at <= $now ORDER BY next_attempt_at, number LIMIT $most",
            new { now = now.ToSql(), most }).AsList();
    }

    /// <summary>What happened to the mails of one occasion.</summary>
    public IReadOnlyList<Receipt> Receipts(MailKind kind, string occasion)
    {
        using var connection = database.Read();
        var rows = connection.Query<(string Recipient, string State, int Attempts, int Uncertain, string Words, string Next)>(
            """
            SELECT recipient, state, attempts, uncertain, words, next_attempt_at FROM mail
            WHERE kind = $kind AND occasion = $occasion ORDER BY recipient
            """,
            new { kind = Name(kind), occasion });
        return [.. rows.Select(r => Read(r.Recipient, r.State, r.Attempts, r.Uncertain, r.Words, r.Next))];
    }

    internal DueMail? Find(long number)
    {
        using var connection = database.Read();
        var row = connection.QuerySingleOrDefault<MailRow>(
            """
            SELECT attempts, uncertain, expires_at AS ExpiresAt, sender, recipient, message_id AS MessageId, message
            FROM mail WHERE number = $number AND state IN ('queued', 'claimed')
            """,
            new { number });
        return row is null
            ? null
            : new DueMail(number, row.Attempts, row.Uncertain, row.ExpiresAt.ToMoment(),
                new OutgoingMail(row.Sender, row.Recipient, row.MessageId, row.Message));
    }

    /// <summary>
    /// Commits that the mail's sending begins. False when another has claimed it, or when its reader has unsubscribed
    /// since it was queued.
    /// </summary>
    internal bool Claim(long number) => database.Write((connection, transaction) =>
        connection.Execute(
            """
            UPDATE mail SET state = 'claimed' WHERE number = $number AND state = 'queued' AND EXISTS (
              SELECT 1 FROM reader WHERE reader.number = mail.reader AND reader.generation = mail.generation)
            """,
            new { number },
            transaction) == 1);

    /// <summary>Gives back a claimed mail that was not sent, without counting an attempt.</summary>
    internal void Release(long number) => database.Write((connection, transaction) =>
    {
        connection.Execute("UPDATE mail SET state = 'queued' WHERE number = $number AND state = 'claimed'", new { number }, transaction);
    });

    /// <summary>Writes what came of an attempt, and where the mail is now.</summary>
    internal void Settle(DueMail mail, SendOutcome outcome, Settlement settlement, DateTimeOffset now) =>
        database.Write((connection, transaction) => Settle(connection, transaction, mail, outcome, settlement, now));

    /// <summary>The mails that were being sent when their sender came to its end.</summary>
    internal IReadOnlyList<long> Abandoned()
    {
        using var connection = database.Read();
        return connection.Query<long>("SELECT number FROM mail WHERE state = 'claimed' ORDER BY number").AsList();
    }

    /// <summary>Forgets the bytes of mails settled before a moment; their receipts stay.</summary>
    internal void EmptySettledBefore(DateTimeOffset moment) => database.Write((connection, transaction) =>
    {
        connection.Execute(
            "UPDATE mail SET message = x'' WHERE settled_at < $moment AND length(message) > 0",
            new { moment = moment.ToSql() },
            transaction);
    });

    private static void Settle(
        SqliteConnection connection, SqliteTransaction transaction, DueMail mail, SendOutcome outcome, Settlement settlement, DateTimeOffset now)
    {
        var waits = settlement.State == MailState.Queued;
        connection.Execute(
            """
            UPDATE mail SET state = $State, attempts = $Attempt, uncertain = $Uncertain, words = $Words,
                            next_attempt_at = CASE WHEN $Waits THEN $At ELSE next_attempt_at END,
                            settled_at = CASE WHEN $Waits THEN NULL ELSE $At END
            WHERE number = $Number AND state IN ('queued', 'claimed');
            INSERT INTO mail_attempt (mail, attempt, at, outcome, words, replies)
            SELECT $Number, $Attempt, $Now, $Outcome, $OutcomeWords, $Replies
            WHERE EXISTS (SELECT 1 FROM mail WHERE number = $Number) -- the reader may have been deleted since the mail was found
            """,
            new
            {
                mail.Number,
                Attempt = mail.Attempts + 1,
                State = Name(settlement.State),
                settlement.Uncertain,
                settlement.Words,
                Waits = waits,
                At = settlement.At.ToSql(),
                Now = now.ToSql(),
                Outcome = outcome.Result.ToString(),
                OutcomeWords = outcome.Words,
                Replies = JsonSerializer.Serialize(outcome.Replies),
            },
            transaction);
    }

    private static Receipt Read(string recipient, string name, int attempts, int uncertain, string words, string next)
    {
        var state = Enum.Parse<MailState>(name, ignoreCase: true);
        return new Receipt(recipient, state, attempts, uncertain, words, state == MailState.Queued ? next.ToMoment() : null);
    }

#pragma warning disable CA1308 // the catalog's words are in lower case
    private static string Name(Enum value) => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private sealed class MailRow
    {
        public int Attempts { get; init; }

        public int Uncertain { get; init; }

        public required string ExpiresAt { get; init; }

        public required string Sender { get; init; }

        public required string Recipient { get; init; }

        public required string MessageId { get; init; }

        public required byte[] Message { get; init; }
    }
}
