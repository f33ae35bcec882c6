using System.Net;
using Paperboy.Harvest.Acl;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Crossref;
using Paperboy.Harvest.Fetching;
using Paperboy.Harvest.Files;
using Paperboy.Harvest.HuggingFace;
using Paperboy.Harvest.OpenAlex;
using Paperboy.Harvest.Requests;
using Paperboy.Harvest.SemanticScholar;
using Paperboy.Harvest.Status;
using Paperboy.Harvest.Upload;
using Paperboy.Jobs;
using Paperboy.Settings;

namespace Paperboy.Harvest;

internal static class HarvestServices
{
    /// <summary>Harvesting, by whatever sources there are.</summary>
    public static IServiceCollection AddHarvest(this IServiceCollection services) => services
        .AddSingleton<EnrichmentQueue>()
        .AddSingleton<HarvestRun>()
        .AddSingleton<RequestedHarvest>()
        .AddSingleton<HarvestStandings>()
        .AddSingleton<HarvestDesk>();

    /// <summary>Harvesting by itself while the server runs.</summary>
    public static IServiceCollection AddScheduledHarvests(this IServiceCollection services) => services
        .AddSingleton<HarvestStatus>()
        .AddSingleton<ScheduledHarvests>()
        .AddHostedService(provider => provider.GetRequiredService<ScheduledHarvests>())
        .AddRepeatedJob<HarvestJob>(HarvestJob.Name, HarvestJob.Interval)
        .AddRepeatedJob<RequestedHarvestJob>(RequestedHarvestJob.Name, RequestedHarvestJob.Interval);

    /// <summary>Files that browsers send, imported behind the pages.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton<PaperImport>()
        .AddSingleton<UploadAccess>()
        .AddSingleton<UploadImporter>()
        .AddHostedService(provider => provider.GetRequiredService<UploadImporter>());

    /// <summary>What asks services for pages, by the gates of the data folder.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services) => services
        .AddSingleton<Gates>()
        .AddSingleton(provider => new PoliteClient(
            new SafeConnection(
                provider.GetRequiredService<SourcesSettings>().AllowPrivateNetwork,
                Dns.GetHostAddressesAsync,
                provider.GetRequiredService<TimeProvider>()).Handler(),
            provider.GetRequiredService<Gates>(),
            provider.GetRequiredService<SourcesSettings>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared,
            provider.GetRequiredService<ILogger<PoliteClient>>()));

    /// <summary>The services that papers are harvested from.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services) => services
        .AddSource((client, settings, _) => new ArxivSource(client, settings))
        .AddSource((client, settings, time) => new HuggingFaceSource(client, settings, time))
        .AddSource((client, settings, time) => new AclSource(client, settings, time))
        .AddSource((client, settings, time) => new OpenAlexSource(client, settings, time))
        .AddSource((client, settings, time) => new CrossrefSource(client, settings, time))
        .AddSource((client, settings, time) => new SemanticScholarSource(client, settings, time));

    private static IServiceCollection AddSource(this IServiceCollection services, Func<PoliteClient, SourcesSettings, TimeProvider, IPaperSource> create) =>
        services.AddSingleton(provider => create(
            provider.GetRequiredService<PoliteClient>(), provider.GetRequiredService<SourcesSettings>(), provider.GetRequiredService<TimeProvider>()));
}
