using Quartz;

namespace Paperboy.Indexing;

/// <summary>Embeds what the index has and no vector; runs every few seconds, and costs next to nothing when there is nothing.</summary>
[DisallowConcurrentExecution]
public sealed class VectorJob(PaperVectors vectors) : IJob
{
    // A run ends now and then, so that the list of jobs tells of it.
    private const int MostBatches = 100;

    public async Task Execute(IJobExecutionContext context)
    {
        for (var batch = 0; batch < MostBatches && await vectors.AddAsync(context.CancellationToken); batch++)
            context.CancellationToken.ThrowIfCancellationRequested();
    }
}
