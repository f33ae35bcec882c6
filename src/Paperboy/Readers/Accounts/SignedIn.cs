namespace Paperboy.Readers.Accounts;

/// <summary>Who a request comes from.</summary>
public static class SignedIn
{
    internal const string Cookie = "paperboy";

    private static readonly object Place = new();

    /// <summary>The account that the request's browser is signed in to; null for a visitor.</summary>
    public static Account? Account(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Items.TryGetValue(Place, out var account) ? (Account?)account : null;
    }

    internal static void UseSessions(this WebApplication app)
    {
        var sessions = app.Services.GetRequiredService<Sessions>();
        app.Use((http, next) =>
        {
            if (http.Request.Cookies[Cookie] is { Length: > 0 and < 200 } secret)
                http.Items[Place] = sessions.Find(secret);
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

    // After a post, the page that it was sent from is where the reader was.
    private static string BackTo(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
            ? Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : "/"
            : request.Path + request.QueryString;
}
