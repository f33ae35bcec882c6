using Quartz;

namespace Paperboy.Jobs;

/// <summary>That a job runs again and again while the server runs.</summary>
/// <param name="Name">As it stands on /health and in the log.</param>
/// <param name="Job">Its class, an <see cref="IJob"/>; made anew, in a scope of its own, for each run.</param>
/// <param name="Interval">From one start to the next.</param>
public sealed record JobPlan(string Name, Type Job, TimeSpan Interval);

/// <summary>How a slice adds its jobs.</summary>
internal static class JobServices
{
    /// <summary>The scheduler that runs all planned jobs while the host runs.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobLedger>()
        .AddSingleton<ScopedJobFactory>()
        .AddHostedService<JobScheduler>();

    /// <summary>Plans a job. A job that fails is tried again with its next interval.</summary>
    public static IServiceCollection AddRepeatedJob<TJob>(this IServiceCollection services, string name, TimeSpan interval)
        where TJob : class, IJob =>
        services.AddScoped<TJob>().AddSingleton(new JobPlan(name, typeof(TJob), interval));
}
