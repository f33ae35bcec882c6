namespace Paperboy.Mail;

/// <summary>What a mail is for. With reader and occasion it names a mail: there is one of each.</summary>
public enum MailKind
{
    /// <summary>Asks whether the owner of an address wants what somebody asked for in that name.</summary>
    Confirmation,

    /// <summary>The day's papers.</summary>
    Digest,
}

/// <summary>A mail to be put into the outbox.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Reader">The reader's number.</param>
/// <param name="Occasion">Of a digest its day, of a confirmation the moment that it was asked for.</param>
/// <param name="Generation">The reader's, so that unsubscribing withdraws it.</param>
/// <param name="Mail">Envelope and bytes.</param>
/// <param name="ExpiresAt">When it is of no use any more.</param>
public sealed record NewMail(
    MailKind Kind, long Reader, string Occasion, long Generation, OutgoingMail Mail, DateTimeOffset ExpiresAt);

/// <summary>Where a mail is on its way.</summary>
public enum MailState
{
    /// <summary>Waits for its turn, or for its next attempt.</summary>
    Queued,

    /// <summary>Being sent; after a crash: nobody knows.</summary>
    Claimed,

    /// <summary>A server has taken it.</summary>
    Sent,

    /// <summary>Given up; the receipt says why.</summary>
    Failed,

    /// <summary>The reader unsubscribed before it left.</summary>
    Withdrawn,

    /// <summary>There was nothing to send.</summary>
    Nothing,
}

/// <summary>A mail of the outbox whose turn it is.</summary>
/// <param name="Number">The outbox's own.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Uncertain">How many of these attempts may have been taken by the server.</param>
/// <param name="ExpiresAt">When it is given up.</param>
/// <param name="Mail">Envelope and bytes.</param>
internal sealed record DueMail(long Number, int Attempts, int Uncertain, DateTimeOffset ExpiresAt, OutgoingMail Mail);

/// <summary>What became of a mail.</summary>
/// <param name="Recipient">The address.</param>
/// <param name="State">Where it is.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Uncertain">How many of these the server may have taken without our knowing.</param>
/// <param name="Words">The server's last words, or the reason in ours.</param>
/// <param name="NextAttemptAt">When it is tried again, while it waits.</param>
public sealed record Receipt(
    string Recipient, MailState State, int Attempts, int Uncertain, string Words, DateTimeOffset? NextAttemptAt);
