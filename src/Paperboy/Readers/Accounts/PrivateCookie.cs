using Paperboy.Web;

namespace Paperboy.Readers.Accounts;

/// <summary>
/// The cookies that carry a secret (RFC 6265): no script reads them. They are sent along by links from other sites (SameSite=Lax),
/// since readers come by links in mails, and webmail is another site; posts from other sites come without them. Where they are for
/// https alone they carry the prefix __Host-, so that no other host of the domain can set them.
/// </summary>
internal sealed class PrivateCookie(string name)
{
    private const int Longest = 200;

    /// <summary>Of the session.</summary>
    public static readonly PrivateCookie Session = new("paperboy");

    /// <summary>Of the browser that asked for a mail to sign in by.</summary>
    public static readonly PrivateCookie Asked = new("paperboy-asked");

    public string? Read(HttpContext http) =>
        http.Request.Cookies[NameIn(http)] is { Length: > 0 and < Longest } value ? value : null;

    public void Write(HttpContext http, string value, TimeSpan lifetime) => http.Response.Cookies.Append(NameIn(http), value, Options(lifetime));

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(NameIn(http), Options(null));

    private string NameIn(HttpContext http) => http.HasSecureCookies() ? "__Host-" + name : name;

    // That they are secure where they are to be, the cookie policy sees to.
    private static CookieOptions Options(TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
