using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/categories/{name}</c>: a category's papers, the newest first.</summary>
internal static class CategoryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/categories/{name}", Show);

    private static RazorComponentResult Show(string name, string? p, PaperStore store)
    {
        if (PageRoutes.PageNumber(p, PaperListing.LastPage) is not { } page
            || store.ByCategory(name, (page - 1) * PaperListing.PageSize, PaperListing.PageSize) is not { } found)
        {
            return StatusPages.Of(StatusCodes.Status404NotFound, "No paper here stands in such a category.");
        }

        return page > PaperListing.Pages(found.Total)
            ? StatusPages.Of(StatusCodes.Status404NotFound, $"{found.Name} has {Words.Count(PaperListing.Pages(found.Total), "page")} of papers.")
            : new RazorComponentResult<PapersPage>(new
            {
                Title = ArxivCategories.NameOf(found.Name) ?? found.Name,
                Kicker = ArxivCategories.NameOf(found.Name) is null ? "Category" : found.Name,
                found.Total,
                Views = found.Papers.Select(paper => PaperView.Of(paper, 260)).ToList(),
                Number = page,
                Address = PaperLinks.Category(name),
            });
    }
}
