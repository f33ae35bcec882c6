using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Readers.Personal;
using Paperboy.Settings;
using Paperboy.Web;

namespace Paperboy.Readers.Accounts.Pages;

/// <summary><c>/account</c>: a reader's name, address and browsers, and all that is kept, to take along or to delete.</summary>
internal static class AccountEndpoint
{
    public const string Address = "/account";
    public const string NameFault = "A name has 1 to 40 letters, digits, blanks, hyphens, dots and apostrophes, at least one letter, and each word is of one alphabet.";

    public static readonly IReadOnlyList<string> Styles = ["/accounts.css"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, Show).For(Role.Reader);
        routes.MapPost(Address + "/name", RenameAsync).For(Role.Reader);
        routes.MapPost(Address + "/sessions/end", EndAsync).For(Role.Reader);
        routes.MapPost(Address + "/sessions/end-others", EndOthers).For(Role.Reader);
        routes.MapPage(Address + "/export", Export).For(Role.Reader);
        routes.MapPage(Address + "/delete", () => new RazorComponentResult<DeleteAccountPage>(new { Fault = (string?)null })).For(Role.Reader);
        routes.MapPost(Address + "/delete", Delete).For(Role.Reader);
    }

    private static RazorComponentResult<AccountPage> Show(HttpContext http, AccountPageData data) =>
        data.Page(http, null, StatusCodes.Status200OK);

    private static async Task<IResult> RenameAsync(HttpContext http, AccountStore accounts, AccountPageData data)
    {
        var form = await http.FormAsync();
        if (!AccountName.TryParse(form["name"], out var name))
            return data.Page(http, NameFault, StatusCodes.Status400BadRequest);
        accounts.Rename(http.Account()!, name);
        return Results.Redirect(PostedForm.LocalPath(form["to"], Address));
    }

    private static async Task<IResult> EndAsync(HttpContext http, Sessions sessions)
    {
        sessions.End(http.Account()!, (await http.FormAsync())["session"].ToString());
        return Results.Redirect(Address);
    }

    private static RedirectHttpResult EndOthers(HttpContext http, Sessions sessions)
    {
        sessions.EndOthers(http.Account()!, http.Session());
        return TypedResults.Redirect(Address);
    }

    private static FileContentHttpResult Export(HttpContext http, PersonalExport export)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(export.Of(http.Account()!), "application/json; charset=utf-8", "paperboy-account.json");
    }

    private static IResult Delete(HttpContext http, Deletions deletions)
    {
        if (!deletions.Delete(http.Account()!))
        {
            return new RazorComponentResult<DeleteAccountPage>(new { Fault = "You are the only owner. Make somebody else an owner first." })
            {
                StatusCode = StatusCodes.Status409Conflict,
            };
        }

        PrivateCookie.Session.Clear(http);
        http.Leave();
        return new RazorComponentResult<DeletedPage>();
    }
}

/// <summary>What the page of an account is made of.</summary>
internal sealed class AccountPageData(AccountStore accounts, Sessions sessions, MailSettings mail)
{
    public RazorComponentResult<AccountPage> Page(HttpContext http, string? fault, int status)
    {
        var account = http.Account()!;
        return new(new
        {
            Account = account,
            Address = accounts.AddressOf(account),
            Sessions = sessions.Of(account),
            Here = http.Session(),
            HasMail = mail.IsOn,
            IsNew = http.Request.Query["new"] == "yes",
            To = PostedForm.LocalPath(http.Request.Query["to"], AccountEndpoint.Address),
            Fault = fault,
        })
        {
            StatusCode = status,
        };
    }
}
