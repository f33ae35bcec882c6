using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Visits;
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
        routes.MapPage("/papers/date/{name}", (string name, string? p, string? version, HttpContext http, Newsstand stand) =>
            version is null ? Page(EditionSpan.Day, name, p, http, stand) : Version(name, version, p, http, stand));
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
        return Show(http, stand, stand.Editions.Page(period, page), page, newest);
    }

    private static IResult Version(string name, string version, string? p, HttpContext http, Newsstand stand)
    {
        if (!EditionPeriod.TryParse(EditionSpan.Day, name, out var period))
            return StatusPages.Of(StatusCodes.Status404NotFound, $"There is no {Form(EditionSpan.Day)} in the calendar.");
        return PageRoutes.PageNumber(p, LastPage) is { } page
            && PageRoutes.PageNumber(version, LastPage) is { } number
            && stand.Editions.PageOf(period.First, number, page) is { } edition
            ? Show(http, stand, edition, page, newest: false)
            : StatusPages.Of(StatusCodes.Status404NotFound, $"{EditionWords.Heading(period)} has no such version.");
    }

    private static IResult Show(HttpContext http, Newsstand stand, Edition edition, int page, bool newest)
    {
        var period = edition.Period;
        return page > edition.Pages
            ? StatusPages.Of(StatusCodes.Status404NotFound, $"{EditionWords.Heading(period)} has {Words.Count(edition.Pages, "page")}.")
            : new RazorComponentResult<EditionPage>(new
            {
                Edition = edition,
                Calendar = stand.CalendarOf(period.First),
                Ledger = stand.LedgerOf(period),
                stand.Today,
                Titles = stand.TitlesOf(edition),
                Newest = newest,
                New = edition.IsOld ? null : NewIn(stand, period, http.RequestServices.GetRequiredService<LastVisit>()),
                Curates = http.Account() is { Role: >= Role.Curator },
            });
    }

    private static NewPapers? NewIn(Newsstand stand, EditionPeriod period, LastVisit visit) =>
        visit.At is { } at ? new NewPapers(stand.Editions.CountAbove(period, visit.Newest), at) : null;

    private static RedirectHttpResult Newest(EditionSpan span, Newsstand stand) =>
        TypedResults.Redirect(EditionWords.Address(EditionPeriod.Of(span, stand.Newest ?? stand.Today)));

    private static string Form(EditionSpan span) => span switch
    {
        EditionSpan.Day => "such day (a day is written 2026-03-17)",
        EditionSpan.Week => "such week (a week is written 2026-W12)",
        _ => "such month (a month is written 2026-03)",
    };
}
