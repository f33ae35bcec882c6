using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Choices;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/authors/{slug}</c>: an author's papers, the newest first.</summary>
internal static class AuthorEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/authors/{slug}", Show);

    private static RazorComponentResult Show(string slug, string? p, NamedPapers papers, CancellationToken cancel) => PaperListing.Show(
        p,
        (offset, limit) => papers.ByAuthor(slug, offset, limit, cancel),
        "No paper here names such an author.",
        found => new ListingHead(found.Name, "Papers by", PaperLinks.Author(slug), new Follow(FollowKind.Author, slug, found.Name)));
}
