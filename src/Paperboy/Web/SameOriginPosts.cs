namespace Paperboy.Web;

/// <summary>
/// Refuses posts that a page of another site makes a browser send here (cross-site request forgery): browsers name
/// the page's origin in Sec-Fetch-Site and Origin. Programs send neither and are let through here: a mail service that
/// posts a one-click unsubscription (RFC 8058) is one. Everything else needs the token of a page of ours, too (<see cref="FormTokens"/>).
/// </summary>
internal static class SameOriginPosts
{
    public static void UseSameOriginPosts(this WebApplication app, Uri? publicAddress) =>
        app.Use((context, next) =>
        {
            // A webmail's own button may come from its page (RFC 8058); the link's signature is all that it needs.
            if (!HttpMethods.IsPost(context.Request.Method)
                || context.Request.Path.StartsWithSegments("/unsubscribe")
                || IsOwn(context.Request, publicAddress))
            {
                return next(context);
            }

            return StatusPages.Of(StatusCodes.Status403Forbidden, "A page of another site tried to send this.").ExecuteAsync(context);
        });

    private static bool IsOwn(HttpRequest request, Uri? publicAddress)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site, ..])
            return site is "same-origin" or "none";
        if (request.Headers.Origin is not [{ Length: > 0 } origin, ..])
            return true;

        // An older browser. Behind a proxy the page's host may be the public one and the request's an inner one.
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || (publicAddress is not null && from.Authority == publicAddress.Authority));
    }
}
