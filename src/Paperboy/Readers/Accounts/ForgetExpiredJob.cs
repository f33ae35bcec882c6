using Paperboy.Readers.Accounts.SignIn;
using Quartz;

namespace Paperboy.Readers.Accounts;

/// <summary>Forgets, every few minutes, the sign-ins that nobody went on with, and the sessions whose time is over.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetExpiredJob(SignIns signIns) : IJob
{
    public Task Execute(IJobExecutionContext context)
    {
        signIns.ForgetExpired();
        return Task.CompletedTask;
    }
}
