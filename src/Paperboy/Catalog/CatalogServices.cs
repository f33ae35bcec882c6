namespace Paperboy.Catalog;

internal static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton<CatalogSequence>()
        .AddSingleton<PaperStore>()
        .AddSingleton<KnownPapers>()
        .AddSingleton<PaperRebuild>()
        .AddSingleton<EditionStore>()
        .AddSingleton<PredictionStore>()
        .AddSingleton<Takedowns>();
}
