using Quartz;

namespace Paperboy.Jobs;

/// <summary>Runs the planned jobs with Quartz while the host runs, and records each run.</summary>
internal sealed class JobScheduler(
    IEnumerable<JobPlan> plans, ScopedJobFactory factory, JobLedger ledger, ILogger<JobScheduler> log) : IHostedService, IJobListener
{
    private IScheduler? _scheduler;

    public string Name => "ledger";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _scheduler = await SchedulerBuilder.Create()
            // Schedulers are found by name within a process; the hosts of tests must not find each other's.
            .WithName($"paperboy-{Guid.NewGuid():N}")
            .UseDefaultThreadPool(pool => pool.MaxConcurrency = 4)
            .WithInterruptJobsOnShutdownWithWait(true)
            .BuildScheduler();
        _scheduler.JobFactory = factory;
        _scheduler.ListenerManager.AddJobListener(this);
        foreach (var plan in plans)
        {
            ledger.Planned(plan.Name);
            await _scheduler.ScheduleJob(Detail(plan), Trigger(plan), cancellationToken);
        }

        await _scheduler.Start(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _scheduler?.Shutdown(waitForJobsToComplete: true, cancellationToken) ?? Task.CompletedTask;

    public Task JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ledger.Started(context.JobDetail.Key.Name);
        return Task.CompletedTask;
    }

    public Task JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        // Quartz wraps what a job throws, and may wrap it twice.
        Exception? cause = jobException;
        while (cause is JobExecutionException or SchedulerException && cause.InnerException is not null)
            cause = cause.InnerException;
        if (cause is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
            cause = null;
        // A job that runs every few seconds would fill the log with one and the same fault.
        if (cause is not null && cause.Message != ledger.LastError(name))
            log.LogError(cause, "The job {Job} failed and will be tried again: {Reason}", name, cause.Message);
        ledger.Ended(name, cause?.Message);
        return Task.CompletedTask;
    }

    private static IJobDetail Detail(JobPlan plan) => JobBuilder.Create(plan.Job).WithIdentity(plan.Name).Build();

    private static ITrigger Trigger(JobPlan plan) => TriggerBuilder.Create()
        .WithIdentity(plan.Name)
        .StartNow()
        .WithSimpleSchedule(schedule => schedule
            .WithInterval(plan.Interval)
            .RepeatForever()
            // A machine that slept owes one run, not all that it missed.
            .WithMisfireHandlingInstructionNextWithRemainingCount())
        .Build();
}
