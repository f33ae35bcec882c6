namespace Paperboy.Discover;

internal static class DiscoverServices
{
    public static IServiceCollection AddDiscover(this IServiceCollection services) => services
        .AddSingleton<PaperSearch>()
        .AddSingleton<SimilarPapers>()
        .AddSingleton<QuerySuggestions>();
}
