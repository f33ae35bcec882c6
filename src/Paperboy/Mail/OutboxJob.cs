using Quartz;

namespace Paperboy.Mail;

/// <summary>Sends what is due in the outbox, every few seconds.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxJob(OutboxSender sender) : IJob
{
    public async Task Execute(IJobExecutionContext context)
    {
        var round = await sender.SendDueAsync(context.CancellationToken);
        // The mails are safe and wait; but whoever looks at /health must see that none leaves.
        if (round?.Fault is { } fault)
            throw new JobExecutionException(fault);
    }
}
