using Paperboy.Readers;
using Paperboy.Settings;
using Quartz;

namespace Paperboy.Digest;

/// <summary>Looks every minute whose hour has come, and forgets who never confirmed.</summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestRound round, Subscriptions subscriptions, MailSettings mail) : IJob
{
    public async Task Execute(IJobExecutionContext context)
    {
        subscriptions.ForgetUnconfirmed();
        if (mail.IsOn)
            await round.QueueDueAsync(context.CancellationToken);
    }
}
