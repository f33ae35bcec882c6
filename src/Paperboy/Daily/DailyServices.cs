using Paperboy.Daily.Trending;

namespace Paperboy.Daily;

internal static class DailyServices
{
    public static IServiceCollection AddDaily(this IServiceCollection services) => services
        .AddSingleton<Editions>()
        .AddSingleton<Newsstand>()
        .AddSingleton<TrendingStore>()
        .AddSingleton<TrendingLists>();
}
