using Quartz;

namespace Paperboy.Daily.Past;

/// <summary>Looks each minute which days are over and what has changed in them.</summary>
[DisallowConcurrentExecution]
internal sealed class EditionJob(EditionClosing closing, ILogger<EditionJob> log) : IJob
{
    // Old catalogs have years of days: they are done bit by bit, and pages are not kept waiting.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    public Task Execute(IJobExecutionContext context)
    {
        if (closing.Run(Budget, context.CancellationToken) is > 0 and var made)
            log.LogInformation("{Count} editions of past days were kept", made);
        return Task.CompletedTask;
    }
}
