using Paperboy.Catalog;
using Paperboy.Daily.Desk;
using Paperboy.Daily.Past;
using Paperboy.Daily.Trending;
using Paperboy.Jobs;
using Paperboy.Readers.Personal;

namespace Paperboy.Daily;

internal static class DailyServices
{
    public static IServiceCollection AddDaily(this IServiceCollection services) => services
        .AddSingleton<EditionStamp>()
        .AddSingleton<DeskStore>()
        .AddSingleton<CuratorsDesk>()
        .AddSingleton<PredictionsOf>(services => (first, last) => services.GetRequiredService<PredictionStore>().Between(first, last)
            .ToDictionary(foretold => foretold.Key, foretold => new Prediction(foretold.Value.Standing, foretold.Value.Words)))
        .AddSingleton<PastEditions>()
        .AddSingleton<DayOrders>()
        .AddSingleton<DueDays>()
        .AddSingleton<EditionClosing>()
        .AddSingleton<Editions>()
        .AddSingleton<Newsstand>()
        .AddSingleton<TrendingStore>()
        .AddSingleton<TrendingLists>()
        .AddSingleton<IPersonalData, EditionData>()
        .AddRepeatedJob<EditionJob>("editions", TimeSpan.FromMinutes(1));
}
