using Paperboy.Settings;
using Quartz;

namespace Paperboy.Digest;

/// <summary>Looks every minute whose hour has come.</summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestRound round, MailSettings mail) : IJob
{
    public Task Execute(IJobExecutionContext context) =>
        mail.IsOn ? round.QueueDueAsync(context.CancellationToken) : Task.CompletedTask;
}
