using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/categories/{name}</c>: a category's papers, the newest first.</summary>
internal static class CategoryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/categories/{name}", Show);

    private static RazorComponentResult Show(string name, string? p, PaperStore store) => PaperListing.Show(
        p,
        (offset, limit) => store.ByCategory(name, offset, limit),
        "No paper here stands in such a category.",
        found => ArxivCategories.NameOf(found.Name) is { } words
            ? new ListingHead(words, found.Name, PaperLinks.Category(name))
            : new ListingHead(found.Name, "Category", PaperLinks.Category(name)));
}
