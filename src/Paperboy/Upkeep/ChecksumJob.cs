using Quartz;

namespace Paperboy.Upkeep;

/// <summary>Verifies a piece of the index each minute. When it meets damage it fails, so that /health names the file.</summary>
[DisallowConcurrentExecution]
public sealed class ChecksumJob(ChecksumPass pass) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public Task Execute(IJobExecutionContext context) => Task.Run(
        () =>
        {
            // A piece is a few megabytes: what it delays is its own next one, not a search.
            var usual = Thread.CurrentThread.Priority;
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
            try
            {
                pass.Advance();
            }
            finally
            {
                Thread.CurrentThread.Priority = usual;
            }
        },
        CancellationToken.None);
}
