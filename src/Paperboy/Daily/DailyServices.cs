using Paperboy.Daily.Desk;

namespace Paperboy.Daily;

internal static class DailyServices
{
    public static IServiceCollection AddDaily(this IServiceCollection services) => services
        .AddSingleton<Editions>()
        .AddSingleton<EditionStamp>()
        .AddSingleton<DeskStore>()
        .AddSingleton<CuratorsDesk>()
        .AddSingleton<PredictionsOf>((_, _) => new Dictionary<long, Prediction>())
        .AddSingleton<Newsstand>();
}
