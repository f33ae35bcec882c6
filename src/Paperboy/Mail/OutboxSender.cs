using Paperboy.Storage;

namespace Paperboy.Mail;

/// <summary>
/// Sends what is due in the outbox. One process of a data folder is the sender (<see cref="DataFolder.MailLock"/>),
/// and one round runs at a time, so that a claimed mail at the beginning of a round was left by a crash.
/// </summary>
public sealed class OutboxSender(
    Outbox outbox, Func<IMailer> mailer, DataFolder folder, TimeProvider time, ILogger<OutboxSender> log) : IDisposable
{
    private const int RoundSize = 200;
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepBytes = TimeSpan.FromDays(30);

    private readonly SemaphoreSlim _round = new(1, 1);
    private FileLock? _lock;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Why no mail can be sent at all at present (server down, sign-in refused), or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Sends all mails that are due, until there are none, or the server fails.</summary>
    /// <returns>What was done, or null when another process is the sender.</returns>
    public async Task<OutboxRound?> SendDueAsync(CancellationToken cancel)
    {
        await _round.WaitAsync(cancel);
        try
        {
            _lock ??= FileLock.TryExclusive(folder.MailLock, "the sender of mails");
            if (_lock is null)
                return null;
            if (time.GetUtcNow() < _pausedUntil)
                return new OutboxRound(0, 0, 0, Fault);
            SettleAbandoned();
            var round = await SendAllAsync(cancel);
            Fault = round.Fault;
            _pausedUntil = Fault is null ? DateTimeOffset.MinValue : time.GetUtcNow() + PauseAfterFault;
            return round;
        }
        finally
        {
            _round.Release();
        }
    }

    /// <summary>Who sends the mails of this data folder, when it is not us.</summary>
    public string OtherSender => FileLock.Holder(folder.MailLock);

    public void Dispose()
    {
        _lock?.Dispose();
        _round.Dispose();
    }

    private async Task<OutboxRound> SendAllAsync(CancellationToken cancel)
    {
        var round = new OutboxRound(0, 0, 0, null);
        await using var connection = mailer();
        while (outbox.Due(time.GetUtcNow(), RoundSize) is { Count: > 0 } due)
        {
            foreach (var number in due)
            {
                cancel.ThrowIfCancellationRequested();
                if (outbox.Find(number) is not { } mail)
                    continue;
                var (state, outcome) = await SendAsync(connection, mail, cancel);
                round = round.With(state);
                if (outcome.Result == SendResult.NotSent)
                    return round with { Fault = outcome.Words };
            }
        }

        outbox.EmptySettledBefore(time.GetUtcNow() - KeepBytes);
        return round;
    }

    private async Task<(MailState State, SendOutcome Outcome)> SendAsync(IMailer connection, DueMail mail, CancellationToken cancel)
    {
        SendOutcome outcome;
        try
        {
            outcome = time.GetUtcNow() > mail.ExpiresAt
                ? new SendOutcome(SendResult.RejectedPermanently, "too late to be of use", [])
                : await connection.SendAsync(mail.Mail, () => outbox.Claim(mail.Number), cancel);
        }
        catch (OperationCanceledException)
        {
            outbox.Release(mail.Number);
            throw;
        }
        catch (ArgumentException e)
        {
            // A message that no server may be given; the others must not wait behind it.
            outcome = new SendOutcome(SendResult.RejectedPermanently, e.Message, []);
        }

        var state = Settle(mail, outcome);
        return (state, outcome);
    }

    private MailState Settle(DueMail mail, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        var settlement = RetryPolicy.Settle(mail, outcome, now, Random.Shared.NextDouble());
        outbox.Settle(mail, outcome, settlement, now);
        if (settlement.State is MailState.Sent or MailState.Withdrawn)
            log.LogInformation("Mail {Number} is {State}: {Words}", mail.Number, settlement.State, settlement.Words);
        else
            log.LogWarning("Mail {Number} was not taken ({Result}) and is {State}: {Words}", mail.Number, outcome.Result, settlement.State, settlement.Words);
        return settlement.State;
    }

    private void SettleAbandoned()
    {
        foreach (var number in outbox.Abandoned())
        {
            if (outbox.Find(number) is { } mail)
                Settle(mail, new SendOutcome(SendResult.Unknown, "Paperboy ended before it knew the server's answer", []));
        }
    }
}

/// <summary>What a round of sending did.</summary>
/// <param name="Sent">Mails that were taken.</param>
/// <param name="Waiting">Mails that are tried again later.</param>
/// <param name="Failed">Mails that were given up.</param>
/// <param name="Fault">Why the round ended early, or null.</param>
public sealed record OutboxRound(int Sent, int Waiting, int Failed, string? Fault)
{
    internal OutboxRound With(MailState state) => state switch
    {
        MailState.Sent => this with { Sent = Sent + 1 },
        MailState.Failed => this with { Failed = Failed + 1 },
        MailState.Queued => this with { Waiting = Waiting + 1 },
        _ => this,
    };
}
