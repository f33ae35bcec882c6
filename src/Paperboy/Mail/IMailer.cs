namespace Paperboy.Mail;

/// <summary>
/// Hands mails over to whoever delivers them, one at a time. A mailer may keep a connection between mails; disposing
/// it says goodbye. It never throws for what a server or a network does: that is a <see cref="SendOutcome"/>.
/// </summary>
public interface IMailer : IAsyncDisposable
{
    /// <summary>Sends one mail.</summary>
    /// <param name="mail">Envelope and bytes.</param>
    /// <param name="claim">
    /// Called once, directly before the first byte of the message leaves: it must have committed, by its return, that
    /// this sending has begun. When it gives false, nothing is sent and the outcome is
    /// <see cref="SendResult.Withheld"/>.
    /// </param>
    /// <param name="cancel">Stops before the message is complete; after that the server's answer is waited for.</param>
    /// <exception cref="OperationCanceledException">Stopped; the server cannot have taken the mail.</exception>
    Task<SendOutcome> SendAsync(OutgoingMail mail, Func<bool> claim, CancellationToken cancel);
}

/// <summary>A mail as a server is given it.</summary>
/// <param name="Sender">The bare address of the envelope's sender (RFC 5321, 4.1.1.2).</param>
/// <param name="Recipient">The bare address of the one recipient.</param>
/// <param name="MessageId">With its angle brackets.</param>
/// <param name="Message">The message (RFC 5322): lines end with CRLF and have at most 998 bytes.</param>
public sealed record OutgoingMail(string Sender, string Recipient, string MessageId, byte[] Message);

/// <summary>What is known of a mail after an attempt to send it.</summary>
public enum SendResult
{
    /// <summary>The server has taken the responsibility for it.</summary>
    Accepted,

    /// <summary>The server refused it for now (4yz).</summary>
    RejectedTemporarily,

    /// <summary>The server refused it for good (5yz).</summary>
    RejectedPermanently,

    /// <summary>It cannot have been taken: connection, TLS or sign-in failed before the message was complete.</summary>
    NotSent,

    /// <summary>The whole message was given, and no answer came: it may have been taken or not.</summary>
    Unknown,

    /// <summary>It was not wanted any more when its turn came.</summary>
    Withheld,
}

/// <param name="Result">What is known.</param>
/// <param name="Words">The server's last words, or the reason in ours.</param>
/// <param name="Replies">All that the server said during this attempt, a line each, for the receipt.</param>
public sealed record SendOutcome(SendResult Result, string Words, IReadOnlyList<string> Replies);
