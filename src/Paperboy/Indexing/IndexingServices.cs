using Paperboy.Embeddings;
using Paperboy.Jobs;

namespace Paperboy.Indexing;

internal static class IndexingServices
{
    public static IServiceCollection AddIndexing(this IServiceCollection services) => services
        .AddSingleton<PaperIndex>()
        .AddSingleton<IndexQueue>()
        .AddSingleton<IndexService>()
        .AddSingleton<VectorMaps>()
        .AddSingleton<VectorProfiles>()
        .AddSingleton<PaperCrowding>()
        .AddSingleton<PaperVectors>()
        .AddSingleton<Embedded>()
        .AddSingleton(provider => new QueryVectors(
            provider.GetRequiredService<EmbedderFactory>().OpenAsync,
            LeastSimilarity(provider.GetRequiredService<VectorProfiles>(), provider.GetRequiredService<PaperIndex>()),
            provider.GetRequiredService<TimeProvider>())
        {
            Everywhere = provider.GetRequiredService<VectorMaps>().Everywhere,
        })
        .AddRepeatedJob<IndexJob>("index", TimeSpan.FromSeconds(1))
        .AddRepeatedJob<VectorJob>("vectors", TimeSpan.FromSeconds(3));

    private static Func<IEmbedder, string, float?> LeastSimilarity(VectorProfiles profiles, PaperIndex index) => (embedder, text) =>
        profiles.Find(embedder.Fingerprint) is { } profile ? profile.LeastSimilarity(text, index.Count) : null;
}
