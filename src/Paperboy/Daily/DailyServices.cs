using Paperboy.Catalog;
using Paperboy.Daily.Desk;

namespace Paperboy.Daily;

internal static class DailyServices
{
    public static IServiceCollection AddDaily(this IServiceCollection services) => services
        .AddSingleton<Editions>()
        .AddSingleton<EditionStamp>()
        .AddSingleton<DeskStore>()
        .AddSingleton<CuratorsDesk>()
        .AddSingleton<PredictionsOf>(services => (first, last) => services.GetRequiredService<PredictionStore>().Between(first, last)
            .ToDictionary(foretold => foretold.Key, foretold => new Prediction(foretold.Value.Standing, foretold.Value.Words)))
        .AddSingleton<Newsstand>();
}
