using System.Net;
using Paperboy.Settings;

namespace Paperboy.Web;

/// <summary>Whether a request comes straight from this machine, and what follows from it for cookies.</summary>
internal static class DirectRequest
{
    // What proxies add: a request that went through one does not come from whoever sits at this machine.
    private static readonly string[] MarksOfProxies = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Original-For", "X-Real-IP"];

    /// <summary>True when no proxy has passed the request on and it comes from this machine.</summary>
    public static bool IsFromThisMachine(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !MarksOfProxies.Any(http.Request.Headers.ContainsKey);

    /// <summary>
    /// Whether cookies are for https alone: wherever the public address is https, but for whoever sits at this machine and comes
    /// by another address, such as http://127.0.0.1:8080, where browsers would not take such cookies.
    /// </summary>
    public static bool HasSecureCookies(this HttpContext http)
    {
        if (http.Request.IsHttps)
            return true;
        var address = http.RequestServices.GetRequiredService<ServerSettings>().PublicAddress;
        return address?.Scheme == Uri.UriSchemeHttps
            && (!http.IsFromThisMachine() || string.Equals(http.Request.Host.Host, address.Host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Makes all cookies secure that are to be.</summary>
    public static void UseSecureCookies(this WebApplication app) => app.UseCookiePolicy(new CookiePolicyOptions
    {
        OnAppendCookie = cookie => cookie.CookieOptions.Secure = cookie.Context.HasSecureCookies(),
        OnDeleteCookie = cookie => cookie.CookieOptions.Secure = cookie.Context.HasSecureCookies(),
    });
}
