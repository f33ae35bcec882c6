using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Paperboy.Readers.Accounts;
using Paperboy.Web;

namespace Paperboy.Daily.Desk;

/// <summary>The curators' desk: a page for each day, and what its forms do.</summary>
internal static class DeskEndpoint
{
    private const int LastPage = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/desk", (CuratorsDesk desk) => TypedResults.Redirect($"/desk/{Words.Iso(desk.Today)}")).For(Role.Curator);
        routes.MapPage("/desk/{name}", Show).For(Role.Curator);
        routes.MapPost("/desk/{name}", PostAsync).For(Role.Curator).WithMetadata(new RequestSizeLimitAttribute(64 * 1024));
    }

    private static RazorComponentResult Show(string name, string? q, string? p, CuratorsDesk desk)
    {
        if (!EditionPeriod.TryParse(EditionSpan.Day, name, out var period))
            return StatusPages.Of(StatusCodes.Status404NotFound, "There is no such day (a day is written 2026-03-17).");
        return PageRoutes.PageNumber(p, LastPage) is { } page
            ? Page(desk, period.First, q ?? "", page, null, StatusCodes.Status200OK)
            : StatusPages.Of(StatusCodes.Status404NotFound, "Pages are numbered from 1 on.");
    }

    private static async Task<IResult> PostAsync(string name, HttpContext http, CuratorsDesk desk, DeskStore desks)
    {
        if (!EditionPeriod.TryParse(EditionSpan.Day, name, out var period))
            return StatusPages.Of(StatusCodes.Status404NotFound, "There is no such day (a day is written 2026-03-17).");
        if (await DeskForm.ReadAsync(http, desk) is not { } form)
            return StatusPages.Of(StatusCodes.Status400BadRequest, "This is not what a form of the desk sends.");
        if (form.Fault is not null || form.Act is null)
            return Page(desk, period.First, form.Query, form.Page, new DeskNotice(form.Fault ?? "", null), StatusCodes.Status400BadRequest);
        var (outcome, fault) = desks.Do(period.First, form.Version, form.Act, http.Account()!.Actor);
        return outcome switch
        {
            DeskOutcome.Done => SeeOther(http, Address(period.First, form)),
            DeskOutcome.Conflict => Page(desk, period.First, form.Query, form.Page, new DeskNotice(null, form), StatusCodes.Status409Conflict),
            _ => Page(desk, period.First, form.Query, form.Page, new DeskNotice(fault, null), StatusCodes.Status400BadRequest),
        };
    }

    private static RazorComponentResult<DeskPage> Page(CuratorsDesk desk, DateOnly day, string query, int page, DeskNotice? notice, int status) =>
        new(new { View = desk.Lay(day, query, page), desk.Today, Notice = notice }) { StatusCode = status };

    private static string Address(DateOnly day, DeskForm form) => DeskPage.Address(day, form.Query, form.Page);

    // 303: what follows is read, not posted again (RFC 9110, 15.4.4).
    private static IResult SeeOther(HttpContext http, string address)
    {
        http.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}

/// <summary>What the desk has to tell before anything else.</summary>
/// <param name="Fault">Why something could not be done.</param>
/// <param name="Overtaken">What was to be done when somebody else was faster.</param>
public sealed record DeskNotice(string? Fault, DeskForm? Overtaken);
