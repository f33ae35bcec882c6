using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paperboy.Jobs;
using Quartz;
using Xunit;

namespace Paperboy.Tests.Jobs;

public sealed class JobSchedulerTests
{
    [Fact]
    public async Task A_job_that_fails_stands_in_the_ledger_and_is_tried_again_in_a_scope_of_its_own()
    {
        var runs = new Runs();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(runs).AddScoped<Scoped>();
        builder.Services.AddJobs().AddRepeatedJob<MoodyJob>("moody", TimeSpan.FromMilliseconds(20));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var ledger = host.Services.GetRequiredService<JobLedger>();
        await UntilAsync(() => ledger.All.Single() is { ConsecutiveFailures: >= 2, LastError: "no mood" });
        runs.Good = true;
        await UntilAsync(() => ledger.All.Single() is { ConsecutiveFailures: 0, LastError: null, LastEnd: not null });
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(runs.Started, runs.Scopes);
    }

    [Fact]
    public async Task A_stop_interrupts_the_running_job_and_waits_for_its_end()
    {
        var runs = new Runs();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(runs);
        builder.Services.AddJobs().AddRepeatedJob<EndlessJob>("endless", TimeSpan.FromHours(1));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => runs.Started == 1);
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(runs.Good);
        Assert.Null(host.Services.GetRequiredService<JobLedger>().All.Single().LastError);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!holds())
            await Task.Delay(5, limit.Token);
    }

    private sealed class Runs
    {
        public volatile bool Good;
        public int Started;
        public int Scopes;
    }

    private sealed class Scoped(Runs runs) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref runs.Scopes);
    }

    [DisallowConcurrentExecution]
    private sealed class MoodyJob(Runs runs, Scoped scoped) : IJob
    {
        public Task Execute(IJobExecutionContext context)
        {
            _ = scoped;
            Interlocked.Increment(ref runs.Started);
            return runs.Good ? Task.CompletedTask : throw new InvalidOperationException("no mood");
        }
    }

    private sealed class EndlessJob(Runs runs) : IJob
    {
        public async Task Execute(IJobExecutionContext context)
        {
            Interlocked.Increment(ref runs.Started);
            try
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
            finally
            {
                runs.Good = true;
            }
        }
    }
}
