using Quartz;

namespace Paperboy.Train;

/// <summary>Adapts the built-in model to the catalog when that is due; looks every ten minutes.</summary>
[DisallowConcurrentExecution]
public sealed class AdaptationJob(AutomaticAdaptation adaptation) : IJob
{
    public const string Name = "adaptation";

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public Task Execute(IJobExecutionContext context) => adaptation.LookAsync(context.CancellationToken);
}
