using Paperboy.Mail.Smtp;

namespace Paperboy.Mail;

/// <summary>
/// Submits mails to an SMTP server over one connection, which it opens with the first mail and opens again when the
/// server has closed it between two.
/// </summary>
/// <remarks>
/// The client is our own because System.Net.Mail's raises one and the same exception for a connection lost before and
/// after the server took a message, and hides the server's replies.
/// </remarks>
internal sealed class SmtpMailer(SmtpOptions options) : IMailer
{
    private SmtpSession? _session;

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, Func<bool> claim, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(claim);
        var claimed = false;
        while (true)
        {
            var reused = _session is { IsUsable: true };
            var record = new List<string>();
            try
            {
                if (!reused)
                {
                    await DisposeAsync();
                    _session = await SmtpSession.OpenAsync(options, record, cancel);
                }

                return await _session!.SendAsync(mail, () => claimed = claim(), record, cancel);
            }
            catch (SmtpException) when (reused && !claimed)
            {
                // Servers end idle or long conversations at will; that says nothing about this mail.
                await DisposeAsync();
            }
            catch (SmtpException e)
            {
                await DisposeAsync();
                return new SendOutcome(SendResult.NotSent, e.Message, record);
            }
            catch (OperationCanceledException)
            {
                await DisposeAsync();
                throw;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
        _session = null;
    }
}
