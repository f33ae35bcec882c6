using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Choices;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/categories/{name}</c>: a category's papers, the newest first.</summary>
internal static class CategoryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/categories/{name}", Show);

    private static RazorComponentResult Show(string name, string? p, NamedPapers papers, CancellationToken cancel) => PaperListing.Show(
        p,
        (offset, limit) => papers.ByCategory(name, offset, limit, cancel),
        "No paper here stands in such a category.",
        found => ArxivCategories.NameOf(found.Name) is { } words
            ? new ListingHead(words, found.Name, PaperLinks.Category(name), new Follow(FollowKind.Category, found.Name, words))
            : new ListingHead(found.Name, "Category", PaperLinks.Category(name), new Follow(FollowKind.Category, found.Name, found.Name)));
}
