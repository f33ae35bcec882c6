using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/papers?q=...&amp;p=2&amp;why=ID</c>: the page of search. All of its state is in the query.</summary>
internal static class SearchEndpoint
{
    public const int PageSize = 20;

    /// <summary>Who has read a thousand results needs another question, not another page.</summary>
    public const int LastPage = 50;

    private const int LongestEcho = 160;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/papers", Show);
        routes.MapPage("/papers/help", () => new RazorComponentResult<SearchHelpPage>());
    }

    /// <summary>The address of a query's answer.</summary>
    public static string Address(string query, int page = 1) =>
        $"/papers?q={Uri.EscapeDataString(query)}" + (page > 1 ? $"&p={page}" : "");

    /// <summary>The address of the same page that says why one of its papers stands where it stands.</summary>
    public static string Why(string query, int page, string id) => $"{Address(query, page)}&why={Uri.EscapeDataString(id)}#why";

    /// <summary>A query as it is named in a heading.</summary>
    public static string Echo(string query) =>
        query.Length <= LongestEcho ? query : string.Concat(query.AsSpan(0, LongestEcho - (char.IsHighSurrogate(query[LongestEcho - 1]) ? 1 : 0)), "…");

    private static RazorComponentResult Show(
        string? q, string? p, string? why, PaperSearch search, QuerySuggestions suggestions, CancellationToken cancel)
    {
        var query = q?.Trim() ?? "";
        if (PageRoutes.PageNumber(p, LastPage) is not { } page)
            return Refuse($"Results have pages from 1 to {LastPage}. Narrow the search to see others.");
        if (query.Length == 0)
            return new RazorComponentResult<SearchPage>();
        var answer = search.Search(
            new PaperQuestion(query, PageSize) { Offset = (page - 1) * PageSize, WithFacets = true }, cancel);
        if (answer.Results.Count == 0 && page > 1)
            return Refuse($"The results for “{Echo(query)}” end before page {page}.");
        var explained = why is not null && answer.Results.Any(found => found.Paper.Id == why) ? search.Explain(answer, why) : null;
        var meant = page == 1 ? suggestions.DidYouMean(query, cancel) : null;
        return new RazorComponentResult<SearchPage>(new { Answer = answer, Number = page, Explained = explained, Meant = meant });
    }

    private static RazorComponentResult<StatusPage> Refuse(string detail) => StatusPages.Of(StatusCodes.Status404NotFound, detail);
}
