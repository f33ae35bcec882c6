using Quartz;

namespace Paperboy.Readers.Visits;

/// <summary>Writes down who came.</summary>
[DisallowConcurrentExecution]
internal sealed class VisitJob(Visits visits) : IJob
{
    public Task Execute(IJobExecutionContext context)
    {
        visits.Write();
        return Task.CompletedTask;
    }
}
