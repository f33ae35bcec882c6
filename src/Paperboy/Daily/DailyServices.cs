using Paperboy.Daily.Desk;
using Paperboy.Daily.Past;
using Paperboy.Jobs;
using Paperboy.Readers.Personal;

namespace Paperboy.Daily;

internal static class DailyServices
{
    public static IServiceCollection AddDaily(this IServiceCollection services) => services
        .AddSingleton<EditionStamp>()
        .AddSingleton<DeskStore>()
        .AddSingleton<CuratorsDesk>()
        .AddSingleton<PredictionsOf>((_, _) => new Dictionary<long, Prediction>())
        .AddSingleton<PastEditions>()
        .AddSingleton<DayOrders>()
        .AddSingleton<DueDays>()
        .AddSingleton<EditionClosing>()
        .AddSingleton<Editions>()
        .AddSingleton<Newsstand>()
        .AddSingleton<IPersonalData, EditionData>()
        .AddRepeatedJob<EditionJob>("editions", TimeSpan.FromMinutes(1));
}
