using Paperboy.Settings;

namespace Paperboy.Readers.Accounts;

/// <summary>
/// The cookies that carry a secret (RFC 6265): no script reads them. They are sent along by links from other sites (SameSite=Lax),
/// since readers come by links in mails, and webmail is another site; posts from other sites come without them. Where the public
/// address is https they are sent by https alone and carry the prefix __Host-, so that no other host of the domain can set them.
/// </summary>
internal sealed class PrivateCookie(ServerSettings server, string name)
{
    private const int Longest = 200;

    /// <summary>Whether cookies are for https alone.</summary>
    public static bool IsSecure(ServerSettings server) => server.PublicAddress?.Scheme == Uri.UriSchemeHttps;

    /// <summary>The name of a cookie of the house.</summary>
    public static string NameOf(ServerSettings server, string name) => IsSecure(server) ? "__Host-" + name : name;

    public string? Read(HttpContext http) =>
        http.Request.Cookies[NameOf(server, name)] is { Length: > 0 and < Longest } value ? value : null;

    public void Write(HttpContext http, string value, TimeSpan lifetime) =>
        http.Response.Cookies.Append(NameOf(server, name), value, Options(http, lifetime));

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(NameOf(server, name), Options(http, null));

    private CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = IsSecure(server) || http.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
