namespace Paperboy.Ledger;

internal static class LedgerServices
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<LedgerStore>()
        .AddSingleton<RunStore>()
        .AddSingleton<DayBook>()
        .AddSingleton<SourceBook>()
        .AddSingleton<RequestedPapers>();
}
