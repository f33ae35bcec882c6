using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Paperboy.Search;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/suggest?q=...&amp;caret=...</c>: what the word at the caret may become, as JSON for the search field's script.</summary>
internal static class SuggestEndpoint
{
    private const int LongestQuery = 2_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/suggest", Show);

    // No text is an error, and no caret: whoever types must not be stopped by what only helps. Without a sound index
    // there is nothing to complete with; the search itself says what is wrong with it.
    private static JsonHttpResult<QueryCompletions> Show(
        string? q, string? caret, QuerySuggestions suggestions, HttpContext context)
    {
        var query = q is null ? "" : q[..Math.Min(q.Length, LongestQuery)];
        var at = int.TryParse(caret, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? Math.Min(place, query.Length) : query.Length;
        try
        {
            var found = suggestions.Complete(query, at);
            context.Response.Headers[HeaderNames.CacheControl] = "private, max-age=30";
            return TypedResults.Json(found);
        }
        catch (IndexCorruptException)
        {
            context.Response.Headers[HeaderNames.CacheControl] = "no-store";
            return TypedResults.Json(new QueryCompletions(at, 0, []));
        }
    }
}
