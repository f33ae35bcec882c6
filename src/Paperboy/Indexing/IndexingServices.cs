using Paperboy.Jobs;

namespace Paperboy.Indexing;

internal static class IndexingServices
{
    public static IServiceCollection AddIndexing(this IServiceCollection services) => services
        .AddSingleton<PaperIndex>()
        .AddSingleton<IndexQueue>()
        .AddSingleton<IndexService>()
        .AddSingleton<VectorProfiles>()
        .AddSingleton<PaperCrowding>()
        .AddSingleton<PaperVectors>()
        .AddRepeatedJob<IndexJob>("index", TimeSpan.FromSeconds(1))
        .AddRepeatedJob<VectorJob>("vectors", TimeSpan.FromSeconds(3));
}
