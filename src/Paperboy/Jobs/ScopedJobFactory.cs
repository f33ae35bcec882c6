using System.Collections.Concurrent;
using Quartz;
using Quartz.Spi;

namespace Paperboy.Jobs;

/// <summary>Makes each run's job from the services, in a scope that ends with the run.</summary>
internal sealed class ScopedJobFactory(IServiceScopeFactory scopes) : IJobFactory
{
    private readonly ConcurrentDictionary<IJob, IServiceScope> _open = new(ReferenceEqualityComparer.Instance);

    public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler)
    {
        var scope = scopes.CreateScope();
        try
        {
            var job = (IJob)scope.ServiceProvider.GetRequiredService(bundle.JobDetail.JobType);
            _open[job] = scope;
            return job;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    public void ReturnJob(IJob job)
    {
        if (_open.TryRemove(job, out var scope))
            scope.Dispose();
    }
}
