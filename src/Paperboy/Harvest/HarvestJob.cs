using Quartz;

namespace Paperboy.Harvest;

/// <summary>Looks each minute which source is due.</summary>
[DisallowConcurrentExecution]
public sealed class HarvestJob(ScheduledHarvests harvests) : IJob
{
    public const string Name = "harvest";

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public Task Execute(IJobExecutionContext context) => Task.Run(harvests.Look, CancellationToken.None);
}
