namespace Paperboy.Recommend;

internal static class RecommendServices
{
    public static IServiceCollection AddRecommend(this IServiceCollection services) => services
        .AddSingleton<PickCatalog>();
}
