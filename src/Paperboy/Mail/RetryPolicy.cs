namespace Paperboy.Mail;

/// <summary>When a mail is tried again, and when it is given up: a pure function of what is known.</summary>
internal static class RetryPolicy
{
    /// <summary>
    /// So often may one mail be sent without an answer. Each time may bring the reader a copy, so there must be an end.
    /// </summary>
    public const int MostUncertain = 5;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>What becomes of a mail after an attempt.</summary>
    /// <param name="mail">As it was before the attempt.</param>
    /// <param name="outcome">Of the attempt.</param>
    /// <param name="now">The attempt's end.</param>
    /// <param name="jitter">From 0 to 1: spreads those that failed together.</param>
    public static Settlement Settle(DueMail mail, SendOutcome outcome, DateTimeOffset now, double jitter)
    {
        var uncertain = mail.Uncertain + (outcome.Result == SendResult.Unknown ? 1 : 0);
        switch (outcome.Result)
        {
            case SendResult.Accepted:
                return new Settlement(MailState.Sent, now, uncertain, outcome.Words);
            case SendResult.Withheld:
                return new Settlement(MailState.Withdrawn, now, uncertain, outcome.Words);
            case SendResult.RejectedPermanently:
                return new Settlement(MailState.Failed, now, uncertain, outcome.Words);
            case SendResult.Unknown when uncertain >= MostUncertain:
                return new Settlement(
                    MailState.Failed, now, uncertain, $"given up after {uncertain} sendings without an answer: {outcome.Words}");
            default:
                var next = now + Delay(mail.Attempts + 1, jitter);
                return next <= mail.ExpiresAt
                    ? new Settlement(MailState.Queued, next, uncertain, outcome.Words)
                    : new Settlement(MailState.Failed, now, uncertain, $"given up after {mail.Attempts + 1} attempts: {outcome.Words}");
        }
    }

    /// <summary>The pause after so many attempts: a minute, doubled each time up to an hour, give or take a fifth.</summary>
    public static TimeSpan Delay(int attempts, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var doubled = First * Math.Pow(2, Math.Min(attempts - 1, 10));
        return (doubled < Longest ? doubled : Longest) * (0.8 + (0.4 * jitter));
    }
}

/// <param name="State">Where the mail is now.</param>
/// <param name="At">When it is tried again, while it waits; else when it was settled.</param>
/// <param name="Uncertain">How many attempts the server may have taken without our knowing.</param>
/// <param name="Words">For the receipt.</param>
internal sealed record Settlement(MailState State, DateTimeOffset At, int Uncertain, string Words);
