using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Choices;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary>The pages of papers that share an author or a category: how they are cut, and what stands where none are.</summary>
internal static class PaperListing
{
    private const int PageSize = 30;
    private const int ExcerptLength = 260;

    // Wider than any list; the list itself knows its last page.
    private const int LastPage = 100_000;

    /// <param name="p">The page's number, as it stands in the address.</param>
    /// <param name="find">Reads a page by offset and limit; null when there is no such author or category.</param>
    /// <param name="none">What is said then.</param>
    /// <param name="head">What stands above the list.</param>
    public static RazorComponentResult Show(
        string? p, Func<int, int, NamedPage?> find, string none, Func<NamedPage, ListingHead> head)
    {
        if (PageRoutes.PageNumber(p, LastPage) is not { } page || find((page - 1) * PageSize, PageSize) is not { } found)
            return StatusPages.Of(StatusCodes.Status404NotFound, none);
        var pages = (int)Math.Max(1, (found.Total + PageSize - 1) / PageSize);
        if (page > pages)
            return StatusPages.Of(StatusCodes.Status404NotFound, $"{found.Name} has {Words.Count(pages, "page")} of papers.");
        var (title, kicker, address, follow) = head(found);
        return new RazorComponentResult<PapersPage>(new
        {
            Title = title,
            Kicker = kicker,
            found.Total,
            Views = found.Papers.Select(paper => PaperView.Of(paper, ExcerptLength)).ToList(),
            Number = page,
            Pages = pages,
            Address = address,
            Follow = follow,
        });
    }
}

/// <param name="Title">The heading.</param>
/// <param name="Kicker">The line above it.</param>
/// <param name="Address">Of the first page.</param>
/// <param name="Follow">What a reader can follow here.</param>
internal sealed record ListingHead(string Title, string Kicker, string Address, Follow Follow);
