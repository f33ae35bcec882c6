using Dapper;
using Paperboy.Mail;
using Paperboy.Storage;

namespace Paperboy.Readers;

/// <summary>
/// How somebody becomes a reader and ceases to be one: asked for on a page, confirmed by the owner of the address
/// (double opt-in), ended by one click.
/// </summary>
public sealed class Subscriptions(
    Database database, ReaderStore readers, ReaderLinks links, ConfirmationMail mails, TimeProvider time, ILogger<Subscriptions> log)
{
    /// <summary>So many confirmation mails go to one address in a day, however many are asked for.</summary>
    public const int ConfirmationsPerDay = 3;

    private static readonly TimeSpan BetweenConfirmations = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeepUnconfirmed = TimeSpan.FromDays(7);

    /// <summary>
    /// Queues a confirmation mail. The caller is told nothing, and the work is the same, whether the address is known
    /// or not: who reads Paperboy is nobody else's business.
    /// </summary>
    public async Task AskAsync(ReaderAddress address, Schedule wanted)
    {
        ArgumentNullException.ThrowIfNull(address);
        var now = time.GetUtcNow();
        var known = readers.Find(address);
        var expires = now + ReaderLinks.ConfirmationTime;
        var confirmation = new Confirmation(known?.Handle ?? ReaderStore.NewHandle(), known?.Generation ?? 1, expires, wanted);
        var mail = await mails.MakeAsync(address, confirmation, now);
        database.Write((connection, transaction) =>
        {
            var reader = ReaderStore.Ask(connection, transaction, address, confirmation.Handle, wanted, now);
            var recent = connection.Query<string>(
                "SELECT queued_at FROM mail WHERE reader = $Number AND kind = 'confirmation' AND queued_at > $since",
                new { reader.Number, since = (now - TimeSpan.FromDays(1)).ToSql() },
                transaction).Select(t => t.ToMoment()).ToList();
            // Two who asked at once for a new address made two handles, and one of them won: its mail is enough.
            var isOurs = reader.Handle == confirmation.Handle && reader.Generation == confirmation.Generation;
            if (isOurs && recent.Count < ConfirmationsPerDay && recent.All(t => now - t >= BetweenConfirmations))
                Outbox.Enqueue(connection, transaction, new NewMail(MailKind.Confirmation, reader.Number, now.ToSql(), reader.Generation, mail, expires), MailState.Queued, "", now);
        });
    }

    /// <summary>What a confirmation link would do, without doing it.</summary>
    public ConfirmationAnswer Look(string token)
    {
        if (links.OpenConfirmation(token) is not { } confirmation
            || readers.FindByHandle(confirmation.Handle) is not { } reader
            || reader.Generation != confirmation.Generation)
        {
            return new ConfirmationAnswer(ConfirmationState.Unknown, null);
        }

        var done = reader.State == ReaderState.Confirmed && reader.Schedule == confirmation.Wanted;
        return done ? new ConfirmationAnswer(ConfirmationState.Confirmed, reader)
            : time.GetUtcNow() > confirmation.ExpiresAt ? new ConfirmationAnswer(ConfirmationState.Expired, null)
            : new ConfirmationAnswer(ConfirmationState.Waiting, reader with { Schedule = confirmation.Wanted });
    }

    /// <summary>Does what a confirmation link says; twice is once.</summary>
    public ConfirmationAnswer Confirm(string token)
    {
        if (Look(token) is not { State: ConfirmationState.Waiting } answer)
            return Look(token);
        var confirmation = links.OpenConfirmation(token)!;
        if (readers.Confirm(confirmation.Handle, confirmation.Generation, confirmation.Wanted, time.GetUtcNow()) is not { } reader)
            return new ConfirmationAnswer(ConfirmationState.Unknown, null);
        log.LogInformation("Reader {Reader} confirmed, for {Hour} o'clock in {Zone}", reader.Number, reader.Schedule.Hour, reader.Schedule.Zone.Id);
        return answer with { State = ConfirmationState.Confirmed, Reader = reader };
    }

    /// <summary>Forgets the addresses whose owners never answered: nobody asked us to keep them.</summary>
    public void ForgetUnconfirmed() => readers.ForgetUnconfirmed(time.GetUtcNow() - KeepUnconfirmed);

    /// <summary>Whom an unsubscribe link is for, or null when it is not ours.</summary>
    public Reader? WhoUnsubscribes(string token) =>
        links.OpenUnsubscribe(token) is { } handle ? readers.FindByHandle(handle) : null;

    /// <summary>Ends a subscription; twice is once.</summary>
    /// <returns>The reader, or null when the link is not ours.</returns>
    public Reader? Unsubscribe(string token)
    {
        if (links.OpenUnsubscribe(token) is not { } handle || readers.Unsubscribe(handle, time.GetUtcNow()) is not { } reader)
            return null;
        log.LogInformation("Reader {Reader} unsubscribed", reader.Number);
        return reader;
    }
}

/// <summary>What is to be said to somebody who comes with a confirmation link.</summary>
public enum ConfirmationState
{
    /// <summary>The link is good; the button is still to be pressed.</summary>
    Waiting,

    /// <summary>It is done.</summary>
    Confirmed,

    /// <summary>It was good once.</summary>
    Expired,

    /// <summary>It is not ours, or the reader has unsubscribed since it was made.</summary>
    Unknown,
}

/// <param name="State">What is to be said.</param>
/// <param name="Reader">Whose link it is, with the schedule that it asks for; null when the link is no good.</param>
public sealed record ConfirmationAnswer(ConfirmationState State, Reader? Reader);
