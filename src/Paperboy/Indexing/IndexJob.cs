using Quartz;

namespace Paperboy.Indexing;

/// <summary>Takes over what the catalog has and the index has not; runs every second, and costs next to nothing when there is nothing.</summary>
[DisallowConcurrentExecution]
public sealed class IndexJob(IndexService indexing) : IJob
{
    public Task Execute(IJobExecutionContext context) =>
        Task.Run(() => indexing.Drain(context.CancellationToken), CancellationToken.None);
}
