using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Moderation;
using Paperboy.Text;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary><c>POST /reports</c>: a reader asks the curators to look at a paper or a comment (paper, comment, reason, words).</summary>
internal static class ReportEndpoint
{
    public static async Task<IResult> Post(HttpContext http, ReportStore reports, PaperStore papers, CommunityLimits limits)
    {
        var account = http.Account()!;
        if (await ReaderForm.ReadAsync(http) is not { } form
            || !Enum.TryParse<ReportReason>(form["reason"], out var reason) || !Enum.IsDefined(reason)
            || (!string.IsNullOrWhiteSpace(form["words"]) && !TypedText.TryReadText(form["words"], ModerationWords.MostCharacters, out _)))
            return StatusPages.Of(StatusCodes.Status400BadRequest, $"A report has one of the reasons of the form, and up to {Words.Number(ModerationWords.MostCharacters)} characters.");
        if (limits.Refuse(http, LimitedAct.Report, account) is { } refusal)
            return refusal;
        _ = TypedText.TryReadText(form["words"], ModerationWords.MostCharacters, out var words);
        var comment = form["comment"].ToString() is { Length: > 0 } handle ? handle : null;
        return papers.Find(form["paper"].ToString()) is { } paper && reports.Add(account, paper.Id, comment, reason, words ?? "")
            ? new RazorComponentResult<ThanksPage>(new
            {
                Title = "Reported",
                Words = "The curators will look at it. What they decide stands in their log.",
                Address = PaperLinks.Page(paper.Id),
                Link = "Back to the paper",
            })
            : StatusPages.Of(StatusCodes.Status404NotFound, "What you report is not there any more.");
    }
}
