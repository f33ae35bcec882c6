using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Daily.Trending;

/// <summary>GET /trending, /trending/week, /trending/month, and /trending/about: what draws attention, and how that is counted.</summary>
internal static class TrendingEndpoint
{
    /// <summary>Papers of a page. Nobody reads on for long in such a list; the verb gives more.</summary>
    public const int Shown = 50;

    private const int ExcerptLength = 240;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var span in TrendingSpan.All)
            routes.MapPage(span.Path, (TrendingLists lists, PaperStore papers) => Page(lists.Of(span), papers));
        routes.MapPage("/trending/day", () => TypedResults.Redirect(TrendingSpan.Day.Path));
        routes.MapPage("/trending/about", () => new RazorComponentResult<TrendingAboutPage>());
    }

    private static RazorComponentResult<TrendingPage> Page(TrendingList list, PaperStore papers)
    {
        var shown = list.Papers.Take(Shown).ToList();
        var found = papers.FindMany([.. shown.Select(paper => paper.Id)]).ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        return new RazorComponentResult<TrendingPage>(new
        {
            List = list,
            Rows = shown.Where(paper => found.ContainsKey(paper.Id)).Select(paper => new TrendingRow(paper, PaperView.Of(found[paper.Id], ExcerptLength))).ToList(),
        });
    }
}

/// <summary>A paper of the list with what is shown of it.</summary>
public sealed record TrendingRow(TrendingPaper Ranked, PaperView View);
