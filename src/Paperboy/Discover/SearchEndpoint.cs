using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary>
/// <c>/papers?q=...&amp;p=2&amp;why=ID</c>: the page of search, with <c>&amp;mode=keyword</c> by words only. All of its state is in
/// the query.
/// </summary>
internal static class SearchEndpoint
{
    public const int PageSize = 20;

    /// <summary>Who has read a thousand results needs another question, not another page.</summary>
    public const int LastPage = 50;

    private const int LongestEcho = 160;

    private const string ByWordsOnly = "keyword";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/papers", Show);
        routes.MapPage("/papers/help", () => new RazorComponentResult<SearchHelpPage>());
    }

    /// <summary>The address of a query's answer.</summary>
    public static string Address(string query, int page = 1, bool byWordsOnly = false) =>
        $"/papers?q={Uri.EscapeDataString(query)}" + (byWordsOnly ? $"&mode={ByWordsOnly}" : "") + (page > 1 ? $"&p={page}" : "");

    /// <summary>An address of the page that says why one of its papers stands where it stands.</summary>
    public static string Why(string page, string id) => $"{page}&why={Uri.EscapeDataString(id)}#why";

    /// <summary>A query as it is named in a heading.</summary>
    public static string Echo(string query) =>
        query.Length <= LongestEcho ? query : string.Concat(query.AsSpan(0, LongestEcho - (char.IsHighSurrogate(query[LongestEcho - 1]) ? 1 : 0)), "…");

    private static RazorComponentResult Show(
        string? q, string? p, string? mode, string? why, PaperSearch search, QuerySuggestions suggestions, CancellationToken cancel)
    {
        var query = q?.Trim() ?? "";
        if (PageRoutes.PageNumber(p, LastPage) is not { } page)
            return Refuse($"Results have pages from 1 to {LastPage}. Narrow the search to see others.");
        if (query.Length == 0)
            return new RazorComponentResult<SearchPage>();
        var byWordsOnly = mode == ByWordsOnly;
        var question = new PaperQuestion(query, PageSize)
        {
            Mode = byWordsOnly ? SearchMode.Keyword : SearchMode.Hybrid,
            Offset = (page - 1) * PageSize,
            WithFacets = true,
        };
        var answer = search.Search(question, cancel);
        if (answer.Results.Count == 0 && page > 1)
            return Refuse($"The results for “{Echo(query)}” end before page {page}.");
        var explained = why is not null && answer.Results.Any(found => found.Paper.Id == why) ? search.Explain(answer, why) : null;
        var meant = page == 1 ? suggestions.DidYouMean(query, cancel) : null;
        return new RazorComponentResult<SearchPage>(
            new { Answer = answer, Number = page, ByWordsOnly = byWordsOnly, Explained = explained, Meant = meant });
    }

    private static RazorComponentResult<StatusPage> Refuse(string detail) => StatusPages.Of(StatusCodes.Status404NotFound, detail);
}
