using System.Security.Claims;
using Paperboy.Settings;
using Paperboy.Web;

namespace Paperboy.Readers.Accounts;

/// <summary>Who a request comes from.</summary>
public static class SignedIn
{
    private static readonly object AccountPlace = new();
    private static readonly object SessionPlace = new();

    /// <summary>The account that the request's browser is signed in to; null for a visitor.</summary>
    public static Account? Account(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Items.TryGetValue(AccountPlace, out var account) ? (Account?)account : null;
    }

    /// <summary>The handle of the request's session; null for visitors and in single-user mode.</summary>
    internal static string? Session(this HttpContext http) =>
        http.Items.TryGetValue(SessionPlace, out var session) ? (string?)session : null;

    /// <summary>The rest of the request is a visitor's: its account is gone.</summary>
    internal static void Leave(this HttpContext http)
    {
        http.Items.Remove(AccountPlace);
        http.Items.Remove(SessionPlace);
        http.User = new ClaimsPrincipal();
    }

    internal static void UseSessions(this WebApplication app)
    {
        var sessions = app.Services.GetRequiredService<Sessions>();
        var accounts = app.Services.GetRequiredService<AccountStore>();
        var isSingleUser = app.Services.GetRequiredService<AccountsSettings>().IsSingleUser;
        app.Use((http, next) =>
        {
            if (isSingleUser && http.IsFromThisMachine())
                Enter(http, accounts.FirstOwner(), null);
            else if (PrivateCookie.Session.Read(http) is { } secret && sessions.Look(secret) is { } visit)
                Enter(http, visit.Account, visit.IsDue ? () => Renew(http, sessions, secret) : null, visit.Session);
            return next(http);
        });
    }

    /// <summary>Lets only those in who have at least this role; visitors are sent to sign in and come back.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (context, next) => context.HttpContext.Account() switch
        {
            null => Results.Redirect("/sign-in?to=" + Uri.EscapeDataString(BackTo(context.HttpContext.Request))),
            { } account when account.Role >= role => await next(context),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        });

    private static void Enter(HttpContext http, Account? account, Action? renew, string? session = null)
    {
        if (account is null)
            return;
        http.Items[AccountPlace] = account;
        http.Items[SessionPlace] = session;
        // The framework binds the tokens of forms to whom this names: nobody's token is good for another account.
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.Handle)], "session"));
        // Its pages are the reader's; no cache on the way may show them to others.
        http.Response.Headers.CacheControl = "private, no-cache";
        renew?.Invoke();
    }

    private static void Renew(HttpContext http, Sessions sessions, string secret)
    {
        sessions.Renew(secret);
        PrivateCookie.Session.Write(http, secret, Sessions.Lifetime);
    }

    // After a post, the page that it was sent from is where the reader was.
    private static string BackTo(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
            ? Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : "/"
            : request.Path + request.QueryString;
}
