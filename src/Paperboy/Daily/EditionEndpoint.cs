using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Readers.Accounts;
using Paperboy.Web;

namespace Paperboy.Daily;

/// <summary>The pages of editions: of a day, a week and a month, and the newest one at the front door.</summary>
internal static class EditionEndpoint
{
    // Wider than any edition; the edition itself knows its last page.
    private const int LastPage = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/", Home);
        routes.MapPage("/papers/date/{name}", (string name, string? p, HttpContext http, Newsstand stand) => Page(EditionSpan.Day, name, p, http, stand));
        routes.MapPage("/papers/week/{name}", (string name, string? p, HttpContext http, Newsstand stand) => Page(EditionSpan.Week, name, p, http, stand));
        routes.MapPage("/papers/month/{name}", (string name, string? p, HttpContext http, Newsstand stand) => Page(EditionSpan.Month, name, p, http, stand));
        routes.MapPage("/papers/date", () => TypedResults.Redirect("/"));
        routes.MapPage("/papers/week", (Newsstand stand) => Newest(EditionSpan.Week, stand));
        routes.MapPage("/papers/month", (Newsstand stand) => Newest(EditionSpan.Month, stand));
    }

    private static IResult Home(HttpContext http, Newsstand stand) =>
        stand.IsEmpty
            ? new RazorComponentResult<FirstRunPage>()
            : Show(http, stand, EditionPeriod.Of(EditionSpan.Day, stand.Newest ?? stand.Today), 1, newest: true);

    private static IResult Page(EditionSpan span, string name, string? p, HttpContext http, Newsstand stand)
    {
        if (!EditionPeriod.TryParse(span, name, out var period))
            return StatusPages.Of(StatusCodes.Status404NotFound, $"There is no {Form(span)} in the calendar.");
        return PageRoutes.PageNumber(p, LastPage) is { } page
            ? Show(http, stand, period, page, newest: false)
            : StatusPages.Of(StatusCodes.Status404NotFound, "Pages are numbered from 1 on.");
    }

    private static IResult Show(HttpContext http, Newsstand stand, EditionPeriod period, int page, bool newest)
    {
        var edition = stand.Editions.Page(period, page);
        return page > edition.Pages
            ? StatusPages.Of(StatusCodes.Status404NotFound, $"{EditionWords.Heading(period)} has {Words.Count(edition.Pages, "page")}.")
            : new RazorComponentResult<EditionPage>(new
            {
                Edition = edition,
                Calendar = stand.CalendarOf(period.First),
                Ledger = stand.LedgerOf(period),
                stand.Today,
                Newest = newest,
                Curates = http.Account() is { Role: >= Role.Curator },
            });
    }

    private static RedirectHttpResult Newest(EditionSpan span, Newsstand stand) =>
        TypedResults.Redirect(EditionWords.Address(EditionPeriod.Of(span, stand.Newest ?? stand.Today)));

    private static string Form(EditionSpan span) => span switch
    {
        EditionSpan.Day => "such day (a day is written 2026-03-17)",
        EditionSpan.Week => "such week (a week is written 2026-W12)",
        _ => "such month (a month is written 2026-03)",
    };
}
