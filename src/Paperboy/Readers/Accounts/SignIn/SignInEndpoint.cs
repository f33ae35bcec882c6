using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Settings;
using Paperboy.Web;

namespace Paperboy.Readers.Accounts.SignIn;

/// <summary><c>/sign-in</c>: asking for the mail, and what its link and its code do.</summary>
internal sealed class SignInEndpoint(
    SignIns signIns, SignInPost post, EntryMail mails, SignInLimit limit, Sessions sessions, MailSettings mail, TimeProvider time)
{
    private const string Address = "/sign-in";
    private const string CodeAddress = "/sign-in/code";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, (HttpContext http, SignInEndpoint endpoint) => endpoint.Show(http));
        routes.MapPost(Address, (HttpContext http, SignInEndpoint endpoint) => endpoint.AskAsync(http));
        routes.MapPage(CodeAddress, (HttpContext http, SignInEndpoint endpoint) => endpoint.ShowCode(http));
        routes.MapPost(CodeAddress, (HttpContext http, SignInEndpoint endpoint) => endpoint.TryCodeAsync(http));
        routes.MapPage(Address + "/{link}", (string link, HttpContext http, SignInEndpoint endpoint) => endpoint.ShowLink(link, http));
        routes.MapPost(Address + "/{link}", (string link, HttpContext http, SignInEndpoint endpoint) => endpoint.PressLink(link, http));
        routes.MapPost("/sign-out", (HttpContext http, SignInEndpoint endpoint) => endpoint.SignOut(http));
        routes.MapPost("/account/address", (HttpContext http, SignInEndpoint endpoint) => endpoint.AskForAddressAsync(http)).For(Role.Reader);
    }

    private IResult Show(HttpContext http)
    {
        var back = PostedForm.LocalPath(http.Request.Query["to"]);
        return http.Account() is null ? Form(back, null, mail.IsOn ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable) : Results.Redirect(back);
    }

    private async Task<IResult> AskAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        return Ask(http, form["address"], null, PostedForm.LocalPath(form["to"]));
    }

    private async Task<IResult> AskForAddressAsync(HttpContext http) => Ask(http, (await http.FormAsync())["address"], http.Account(), "/account");

    // The same steps for every address, known or not: what comes of it is looked at by SignInPost, when this has been answered.
    private IResult Ask(HttpContext http, string? typed, Account? account, string back)
    {
        if (!mail.IsOn)
            return Form(back, null, StatusCodes.Status503ServiceUnavailable);
        if (!ReaderAddress.TryParse(typed, out var address))
            return Form(back, "That is not a mail address that Paperboy can write to. One such as name@example.org is needed.", StatusCodes.Status400BadRequest);
        if (limit.CountAsking(http.Connection.RemoteIpAddress, address) is { } wait)
            return Wait(http, wait, back, "Many mails to sign in by were asked for in the last hour, for this address or from your network. Please try again later.");
        var asked = signIns.Ask(address, account, back);
        post.Add(
            async () =>
            {
                var made = await mails.ToSignInAsync(asked);
                return asked.IsForAccount || signIns.IsWelcome(address) ? made : null;
            },
            time.GetUtcNow() + SignIns.Lifetime);
        PrivateCookie.Asked.Write(http, asked.Browser, SignIns.Lifetime);
        return Results.Redirect(CodeAddress);
    }

    private IResult ShowCode(HttpContext http) =>
        signIns.AskedBy(PrivateCookie.Asked.Read(http)) is { } address ? CodeForm(address, null, StatusCodes.Status200OK) : Results.Redirect(Address);

    private async Task<IResult> TryCodeAsync(HttpContext http)
    {
        if (limit.CountAttempt(http.Connection.RemoteIpAddress) is { } wait)
            return Wait(http, wait, "/", "Many codes were tried from your network in the last hour. Please try again later.");
        var browser = PrivateCookie.Asked.Read(http);
        var answer = signIns.ByCode(browser, (await http.FormAsync())["code"], BrowserName.Of(http.Request));
        return answer.State == SignInState.WrongCode
            ? CodeForm(signIns.AskedBy(browser) ?? "", "That is not the code. Look at the newest mail; older ones do not count.", StatusCodes.Status400BadRequest)
            : Go(http, answer);
    }

    private IResult ShowLink(string link, HttpContext http)
    {
        if (limit.CountAttempt(http.Connection.RemoteIpAddress) is { } wait)
            return Wait(http, wait, "/", "Many links were tried from your network in the last hour. Please try again later.");
        return signIns.Look(link, PrivateCookie.Asked.Read(http)) switch
        {
            SignInState.Here => new RazorComponentResult<SignInLinkPage>(new { IsHere = true }),
            SignInState.Elsewhere => new RazorComponentResult<SignInLinkPage>(new { IsHere = false }),
            _ => Dead(),
        };
    }

    private IResult PressLink(string link, HttpContext http)
    {
        if (limit.CountAttempt(http.Connection.RemoteIpAddress) is { } wait)
            return Wait(http, wait, "/", "Many links were tried from your network in the last hour. Please try again later.");
        return Go(http, signIns.ByLink(link, PrivateCookie.Asked.Read(http), BrowserName.Of(http.Request)));
    }

    private IResult Go(HttpContext http, SignInAnswer answer)
    {
        switch (answer.State)
        {
            case SignInState.Done:
                PrivateCookie.Asked.Clear(http);
                if (answer.Session is { } secret)
                    Enter(http, secret);
                return Results.Redirect(answer.IsNew ? "/account?new=yes&to=" + Uri.EscapeDataString(answer.Back) : answer.Back);
            case SignInState.Elsewhere:
                return new RazorComponentResult<SignInLinkPage>(new { IsHere = false });
            case SignInState.Taken:
                PrivateCookie.Asked.Clear(http);
                return StatusPages.Of(StatusCodes.Status409Conflict, "Another account has this address. Sign in by it, or delete that account first.");
            default:
                return Dead();
        }
    }

    // The session that the browser had before ends: nobody looks for it any more.
    private void Enter(HttpContext http, string secret)
    {
        if (PrivateCookie.Session.Read(http) is { } before)
            sessions.End(before);
        PrivateCookie.Session.Write(http, secret, Sessions.Lifetime);
    }

    private RedirectHttpResult SignOut(HttpContext http)
    {
        if (PrivateCookie.Session.Read(http) is { } secret)
            sessions.End(secret);
        PrivateCookie.Session.Clear(http);
        return TypedResults.Redirect("/");
    }

    private RazorComponentResult<SignInPage> Wait(HttpContext http, TimeSpan wait, string back, string words)
    {
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Form(back, words, StatusCodes.Status429TooManyRequests);
    }

    private RazorComponentResult<SignInPage> Dead() => Form(
        "/",
        "This link or code does not work any more. One works once, for a quarter of an hour, and not after five wrong codes. Ask for a new one here.",
        StatusCodes.Status410Gone);

    private RazorComponentResult<SignInPage> Form(string back, string? fault, int status) =>
        new(new { mail.IsOn, Back = back, Fault = fault }) { StatusCode = status };

    private static RazorComponentResult<SignInCodePage> CodeForm(string address, string? fault, int status) =>
        new(new { Address = address, Fault = fault }) { StatusCode = status };
}
