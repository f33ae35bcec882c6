using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Ledger;
using Paperboy.Web;

namespace Paperboy.Harvest.Status;

/// <summary>GET /harvest and /ledger: what runs, what waits, what failed; and of each day what came and what did not.</summary>
internal static class HarvestEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/harvest", (HarvestStatus status) => new RazorComponentResult<HarvestStatusPage>(new { Status = status }));
        routes.MapPage("/harvest.json", Json);
        routes.MapPage("/ledger", Ledger);
    }

    private static JsonHttpResult<Progress> Json(HarvestStatus status)
    {
        var sources = status.Sources();
        return TypedResults.Json(new Progress(
            HarvestStatus.Stamp(sources),
            [.. sources.Where(view => view.IsRunning).Select(view => new Running(view.Source.Name, view.Share, view.Last!.Window, view.Progress))]));
    }

    private static IResult Ledger(string? day, DayBook book, LedgerStore ledger, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return StatusPages.Of(StatusCodes.Status404NotFound, "There is no such day in the calendar (a day is written 2026-03-17).");
        var shown = day is null ? today : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (shown.Year is < 1900 or > 9000)
            return StatusPages.Of(StatusCodes.Status404NotFound, "There is no ledger of that time.");
        return new RazorComponentResult<LedgerPage>(new
        {
            Report = DayReport.Of(shown, book, ledger),
            Month = LedgerMonth.Of(shown, book),
            Today = today,
        });
    }

    /// <summary>What the page's script shows.</summary>
    internal sealed record Progress(string Stamp, IReadOnlyList<Running> Running);

    internal sealed record Running(string Source, double Share, string Window, string Words);
}
