using Quartz;

namespace Paperboy.Harvest.Requests;

/// <summary>Fetches what readers asked for, soon after they did.</summary>
[DisallowConcurrentExecution]
public sealed class RequestedHarvestJob(RequestedHarvest harvest) : IJob
{
    public const string Name = "requests";

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    public Task Execute(IJobExecutionContext context) =>
        harvest.IsScheduled ? harvest.DrainAsync(context.CancellationToken) : Task.CompletedTask;
}
