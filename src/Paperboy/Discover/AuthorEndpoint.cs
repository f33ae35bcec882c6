using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/authors/{slug}</c>: an author's papers, the newest first.</summary>
internal static class AuthorEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/authors/{slug}", Show);

    private static RazorComponentResult Show(string slug, string? p, PaperStore store)
    {
        if (PageRoutes.PageNumber(p, PaperListing.LastPage) is not { } page
            || store.ByAuthor(slug, (page - 1) * PaperListing.PageSize, PaperListing.PageSize) is not { } found)
        {
            return StatusPages.Of(StatusCodes.Status404NotFound, "No paper here names such an author.");
        }

        return page > PaperListing.Pages(found.Total)
            ? StatusPages.Of(StatusCodes.Status404NotFound, $"{found.Name} has {Words.Count(PaperListing.Pages(found.Total), "page")} of papers.")
            : new RazorComponentResult<PapersPage>(new
            {
                Title = found.Name,
                Kicker = "Papers by",
                found.Total,
                Views = found.Papers.Select(paper => PaperView.Of(paper, 260)).ToList(),
                Number = page,
                Address = PaperLinks.Author(slug),
            });
    }
}
