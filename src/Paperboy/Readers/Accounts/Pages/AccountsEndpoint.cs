using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Readers.Accounts.SignIn;
using Paperboy.Settings;
using Paperboy.Web;

namespace Paperboy.Readers.Accounts.Pages;

/// <summary><c>/accounts</c>: the owner's page. Who has an account, what each may do, who is invited, who is barred.</summary>
internal sealed class AccountsEndpoint(
    AccountStore accounts, Invitations invitations, EntryLinks links, EntryMail mails, SignInPost post,
    AccountsSettings settings, MailSettings mail, TimeProvider time)
{
    private const string Address = "/accounts";
    private const string LastOwner = "Nothing was changed: there is no such account, or no owner would be left.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, (AccountsEndpoint endpoint) => endpoint.Page()).For(Role.Owner);
        routes.MapPost(Address + "/role", (HttpContext http, AccountsEndpoint endpoint) => endpoint.SetRoleAsync(http)).For(Role.Owner);
        routes.MapPost(Address + "/ban", (HttpContext http, AccountsEndpoint endpoint) => endpoint.BarAsync(http)).For(Role.Owner);
        routes.MapPost(Address + "/link", (HttpContext http, AccountsEndpoint endpoint) => endpoint.LinkAsync(http)).For(Role.Owner);
        routes.MapPost(Address + "/invite", (HttpContext http, AccountsEndpoint endpoint) => endpoint.InviteAsync(http)).For(Role.Owner);
        routes.MapPost(Address + "/uninvite", (HttpContext http, AccountsEndpoint endpoint) => endpoint.UninviteAsync(http)).For(Role.Owner);
    }

    private async Task<IResult> SetRoleAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        return ReadRole(form["role"]) is { } role && accounts.SetRole(form["account"].ToString(), role)
            ? Results.Redirect(Address)
            : Page(LastOwner, status: StatusCodes.Status409Conflict);
    }

    private async Task<IResult> BarAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        return accounts.Bar(form["account"].ToString(), form["ban"] == "yes")
            ? Results.Redirect(Address)
            : Page(LastOwner, status: StatusCodes.Status409Conflict);
    }

    // The link is shown once, and kept nowhere: so the answer is the page itself.
    private async Task<IResult> LinkAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        var made = form["account"] is [{ Length: > 0 } handle, ..] ? links.ForAccount(handle)
            : ReadRole(form["role"]) is { } role ? links.ForNew(role)
            : null;
        return made is null ? Page(LastOwner, status: StatusCodes.Status409Conflict) : Page(link: made);
    }

    private async Task<IResult> InviteAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        if (!ReaderAddress.TryParse(form["address"], out var address) || ReadRole(form["role"]) is not { } role)
            return Page("That is not a mail address that Paperboy can write to.", status: StatusCodes.Status400BadRequest);
        if (!invitations.Add(address, role))
            return Page($"{address.Mailbox} has an account already.", status: StatusCodes.Status409Conflict);
        if (mail.IsOn)
            post.Add(async () => await mails.ToInviteAsync(address), time.GetUtcNow() + TimeSpan.FromHours(1));
        return Results.Redirect(Address);
    }

    private async Task<IResult> UninviteAsync(HttpContext http)
    {
        invitations.Remove((await http.FormAsync())["invitation"].ToString());
        return Results.Redirect(Address);
    }

    private RazorComponentResult<AccountsPage> Page(string? fault = null, Uri? link = null, int status = StatusCodes.Status200OK) => new(new
    {
        Accounts = accounts.All(),
        Invitations = invitations.All(),
        settings.Registration,
        HasMail = mail.IsOn,
        Fault = fault,
        Link = link,
    })
    {
        StatusCode = status,
    };

    private static Role? ReadRole(string? name) => name switch
    {
        "reader" => Role.Reader,
        "curator" => Role.Curator,
        "owner" => Role.Owner,
        _ => null,
    };
}
