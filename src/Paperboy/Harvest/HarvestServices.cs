using Paperboy.Harvest.Files;
using Paperboy.Harvest.Status;
using Paperboy.Harvest.Upload;
using Paperboy.Jobs;

namespace Paperboy.Harvest;

internal static class HarvestServices
{
    /// <summary>Harvesting, by whatever sources there are.</summary>
    public static IServiceCollection AddHarvest(this IServiceCollection services) => services
        .AddSingleton<EnrichmentQueue>()
        .AddSingleton<HarvestRun>()
        .AddSingleton<HarvestStandings>()
        .AddSingleton<HarvestDesk>();

    /// <summary>Harvesting by itself while the server runs.</summary>
    public static IServiceCollection AddScheduledHarvests(this IServiceCollection services) => services
        .AddSingleton<HarvestStatus>()
        .AddSingleton<ScheduledHarvests>()
        .AddHostedService(provider => provider.GetRequiredService<ScheduledHarvests>())
        .AddRepeatedJob<HarvestJob>(HarvestJob.Name, HarvestJob.Interval);

    /// <summary>Files that browsers send, imported behind the pages.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton<PaperImport>()
        .AddSingleton<UploadAccess>()
        .AddSingleton<UploadImporter>()
        .AddHostedService(provider => provider.GetRequiredService<UploadImporter>());
}
