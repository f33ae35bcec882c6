using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary><c>/saved</c>: the papers that a reader has saved, the last one first.</summary>
internal static class SavedEndpoint
{
    public const int PageSize = 30;

    private const int ExcerptLength = 260;
    private const int LastPage = 100_000;

    public static IResult Show(HttpContext http, string? p, ChoiceStore choices, PaperStore papers)
    {
        var account = http.Account()!;
        var total = choices.CountSaved(account);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        if (PageRoutes.PageNumber(p, LastPage) is not { } page || page > pages)
            return StatusPages.Of(StatusCodes.Status404NotFound, $"Your saved papers have {Words.Count(pages, "page")}.");
        var views = papers.FindMany(choices.SavedBy(account, (page - 1) * PageSize, PageSize)).Select(paper => PaperView.Of(paper, ExcerptLength));
        return new RazorComponentResult<SavedPage>(new { Total = total, Views = views.ToList(), Number = page, Pages = pages });
    }
}
