using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/papers?q=...&amp;p=2</c>: the page of search.</summary>
internal static class SearchEndpoint
{
    public const int PageSize = 20;

    /// <summary>Who has read a thousand results needs another question, not another page.</summary>
    public const int LastPage = 50;

    public const int LongestQuery = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/papers", Show);

    private static RazorComponentResult Show(string? q, string? p, PaperSearch search, CancellationToken cancel)
    {
        var query = q?.Trim() ?? "";
        if (query.Length > LongestQuery)
            return Refuse(StatusCodes.Status400BadRequest, $"A query has at most {LongestQuery} characters; this one has {query.Length}.");
        if (PageRoutes.PageNumber(p, LastPage) is not { } page)
            return Refuse(StatusCodes.Status404NotFound, $"Results have pages from 1 to {LastPage}. Narrow the search to see others.");
        if (query.Length == 0)
            return Page(null, [], 1);
        var answer = search.Search(query, PageSize, (page - 1) * PageSize, cancel: cancel);
        if (answer.Results.Count == 0 && page > 1)
            return Refuse(StatusCodes.Status404NotFound, $"The results for “{query}” end before page {page}.");
        var marks = SearchMarks.For(query);
        return Page(answer, [.. answer.Results.Select(r => PaperView.Of(r.Paper, 300, marks: marks))], page);
    }

    private static RazorComponentResult<SearchPage> Page(SearchAnswer? answer, IReadOnlyList<PaperView> views, int page) =>
        new(new { Answer = answer, Views = views, Number = page });

    private static RazorComponentResult<StatusPage> Refuse(int status, string detail) => StatusPages.Of(status, detail);
}
