using Paperboy.Catalog;
using Quartz;

namespace Paperboy.Upkeep;

/// <summary>After an update, merges papers anew that were merged by older rules; else it finds nothing to do.</summary>
[DisallowConcurrentExecution]
public sealed class RebuildJob(PaperRebuild rebuild) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public Task Execute(IJobExecutionContext context) => Task.Run(() => rebuild.Run(context.CancellationToken), CancellationToken.None);
}
