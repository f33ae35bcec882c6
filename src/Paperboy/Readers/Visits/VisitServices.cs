using Paperboy.Jobs;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Personal;

namespace Paperboy.Readers.Visits;

internal static class VisitServices
{
    public static IServiceCollection AddVisits(this IServiceCollection services) => services
        .AddSingleton<Visits>()
        .AddScoped<LastVisit>()
        .AddSingleton<IPersonalData, VisitData>()
        .AddRepeatedJob<VisitJob>("visits", TimeSpan.FromSeconds(30));

    /// <summary>Notes who reads; behind the sessions.</summary>
    public static void UseVisits(this WebApplication app)
    {
        var visits = app.Services.GetRequiredService<Visits>();
        app.Use((http, next) =>
        {
            if (http.Account() is { } account && IsPage(http.Request))
                http.RequestServices.GetRequiredService<LastVisit>().Set(visits.Note(account.Number));
            return next(http);
        });
    }

    // What a script fetches in the background is no reading.
    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept is [{ } accept, ..] && accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
