using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Readers.Accounts.SignIn;
using Paperboy.Web;

namespace Paperboy.Readers.Accounts.Pages;

/// <summary><c>/enter/…</c>: a link that was handed over. Opening it does nothing; its button lets somebody in, once.</summary>
internal static class EnterEndpoint
{
    public const string Address = "/enter/{link}";

    public static IResult Show(string link, HttpContext http, EntryLinks links, SignInLimit limit) =>
        Refused(http, limit) ?? (links.Look(link) is { } entry ? Page(entry, null) : Dead());

    public static async Task<IResult> UseAsync(string link, HttpContext http, EntryLinks links, SignInLimit limit, Sessions sessions)
    {
        if (Refused(http, limit) is { } refused)
            return refused;
        if (links.Look(link) is not { } entry)
            return Dead();
        var name = entry.Name ?? "";
        if (entry.Account is null && !AccountName.TryParse((await http.FormAsync())["name"], out name))
            return Page(entry, AccountEndpoint.NameFault);
        if (links.Use(link, name, BrowserName.Of(http.Request)) is not { } secret)
            return Dead();
        if (PrivateCookie.Session.Read(http) is { } before)
            sessions.End(before);
        PrivateCookie.Session.Write(http, secret, Sessions.Lifetime);
        return Results.Redirect("/account");
    }

    private static IResult? Refused(HttpContext http, SignInLimit limit)
    {
        if (limit.CountAttempt(http.Connection.RemoteIpAddress) is not { } wait)
            return null;
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return StatusPages.Of(StatusCodes.Status429TooManyRequests, "Many links were tried from your network in the last hour.");
    }

    private static RazorComponentResult<EnterPage> Page(Entry entry, string? fault) =>
        new(new { Entry = entry, Fault = fault }) { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };

    private static RazorComponentResult<StatusPage> Dead() => StatusPages.Of(
        StatusCodes.Status410Gone, "This link lets nobody in any more: it works once, for seven days, and a newer one ends it.");
}
