using System.Globalization;

namespace Paperboy.Web;

/// <summary>How pages are mapped and numbered.</summary>
internal static class PageRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page, for GET and HEAD.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Reading, handler);

    /// <summary>Reads the number of a page from the address: 1 when there is none, null when it is no number from 1 to <paramref name="last"/>.</summary>
    public static int? PageNumber(string? text, int last) =>
        string.IsNullOrEmpty(text) ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= last ? number
        : null;
}
