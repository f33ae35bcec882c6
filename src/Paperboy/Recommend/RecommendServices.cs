using Paperboy.Jobs;

namespace Paperboy.Recommend;

internal static class RecommendServices
{
    public static IServiceCollection AddRecommend(this IServiceCollection services) => services
        .AddSingleton<PickCatalog>()
        .AddSingleton<Forecasts>()
        .AddSingleton<AutomaticForecast>()
        .AddRepeatedJob<ForecastJob>(ForecastJob.Name, ForecastJob.Interval);
}
