namespace Paperboy.Daily;

internal static class DailyServices
{
    public static IServiceCollection AddDaily(this IServiceCollection services) => services
        .AddSingleton<Editions>()
        .AddSingleton<Newsstand>();
}
