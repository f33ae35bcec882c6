using Paperboy.Jobs;

namespace Paperboy.Upkeep;

internal static class UpkeepServices
{
    public static IServiceCollection AddUpkeep(this IServiceCollection services) => services
        .AddSingleton<ChecksumPass>()
        .AddRepeatedJob<RebuildJob>("rebuild", RebuildJob.Interval)
        .AddRepeatedJob<ChecksumJob>("checksums", ChecksumJob.Interval);
}
