using Paperboy.Settings;
using Quartz;

namespace Paperboy.Mail;

/// <summary>Sends what is due in the outbox, every few seconds.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxJob(OutboxSender sender, MailSettings settings) : IJob
{
    public async Task Execute(IJobExecutionContext context)
    {
        // Mail was switched off: what was queued before waits until it is switched on again.
        if (!settings.IsOn)
            return;
        var round = await sender.SendDueAsync(context.CancellationToken);
        // The mails are safe and wait; but whoever looks at /health must see that none leaves.
        if (round?.Fault is { } fault)
            throw new JobExecutionException(fault);
    }
}
