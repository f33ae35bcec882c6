using System.Threading.Channels;
using Paperboy.Mail;

namespace Paperboy.Readers.Accounts.SignIn;

/// <summary>
/// Makes and sends the mails that let people in, after whoever asked has been answered: so the answer takes the same time
/// whatever comes of it. The mails are kept in memory alone and not in the outbox, whose rows are in every backup: what lets
/// somebody in is nowhere at rest. A stop forgets those that wait, and people ask again.
/// </summary>
public sealed class SignInPost(Func<IMailer> mailer, TimeProvider time, ILogger<SignInPost> log) : BackgroundService
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(20);

    private readonly Channel<Letter> _waiting = Channel.CreateBounded<Letter>(MostWaiting);
    private readonly SemaphoreSlim _round = new(1, 1);

    /// <summary>Sends all that waits; returns when it has been tried.</summary>
    public async Task SendWaitingAsync(CancellationToken cancel)
    {
        await _round.WaitAsync(cancel);
        try
        {
            await using var connection = mailer();
            while (_waiting.Reader.TryRead(out var letter))
                await SendAsync(connection, letter, cancel);
        }
        finally
        {
            _round.Release();
        }
    }

    public override void Dispose()
    {
        _round.Dispose();
        base.Dispose();
    }

    /// <summary>Takes a mail to be made and sent.</summary>
    /// <param name="make">Makes it; null when none is to be sent.</param>
    /// <param name="until">After which it is of no use any more.</param>
    internal void Add(Func<Task<OutgoingMail?>> make, DateTimeOffset until)
    {
        if (!_waiting.Writer.TryWrite(new Letter(make, until, null)))
            log.LogWarning("{Count} mails to sign in by wait already; another was not made", MostWaiting);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            await SendWaitingAsync(stoppingToken);
    }

    private async Task SendAsync(IMailer connection, Letter letter, CancellationToken cancel)
    {
        try
        {
            if ((letter.Mail ?? await letter.Make()) is not { } mail)
                return;
            var outcome = await connection.SendAsync(mail, () => true, cancel);
            if (outcome.Result == SendResult.Accepted)
            {
                log.LogInformation("A mail to sign in by was taken: {Words}", outcome.Words);
                return;
            }

            log.LogWarning("A mail to sign in by was not taken ({Result}): {Words}", outcome.Result, outcome.Words);
            if (outcome.Result != SendResult.RejectedPermanently)
                _ = AgainAsync(letter with { Mail = mail }, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One that cannot be made or given to a server must not keep the others back.
            log.LogError(e, "A mail to sign in by could not be sent: {Reason}", e.Message);
        }
    }

    private async Task AgainAsync(Letter letter, CancellationToken cancel)
    {
        await Task.Delay(PauseAfterFault, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancel.IsCancellationRequested && time.GetUtcNow() < letter.Until)
            _waiting.Writer.TryWrite(letter);
    }

    private sealed record Letter(Func<Task<OutgoingMail?>> Make, DateTimeOffset Until, OutgoingMail? Mail);
}
