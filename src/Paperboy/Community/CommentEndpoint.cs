using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Comments;
using Paperboy.Text;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary>
/// Comments: <c>POST /comments</c> writes one (paper, parent, text); <c>/comments/{handle}</c> shows one by itself with all that
/// may be done with it; posts below it change it and take it back.
/// </summary>
internal static class CommentEndpoint
{
    private const string Gone = "This comment is not there any more.";

    public static async Task<IResult> Add(HttpContext http, CommentStore comments, PaperStore papers, CommunityLimits limits)
    {
        var account = http.Account()!;
        if (await ReaderForm.ReadAsync(http) is not { } form || !TypedText.TryReadText(form["text"], Comment.MostCharacters, out var text))
            return BadText();
        if (limits.Refuse(http, LimitedAct.Comment, account) is { } refusal)
            return refusal;
        var parent = form["parent"].ToString() is { Length: > 0 } handle ? handle : null;
        if (papers.Find(form["paper"].ToString()) is not { } paper || comments.Add(account, paper.Id, parent, text) is not { } added)
            return StatusPages.Of(StatusCodes.Status404NotFound, "The paper, or the comment that you answer, is not there any more. What you wrote was not kept.");
        return ReaderForm.To($"{PaperLinks.Page(paper.Id)}#c-{added.Handle}");
    }

    public static IResult Show(string handle, CommentStore comments, PaperStore papers) =>
        comments.Find(handle) is { State: CommentState.Shown } comment && papers.Find(comment.Paper) is { } paper
            ? new RazorComponentResult<CommentPage>(new { Comment = comment, Paper = paper })
            : StatusPages.Of(StatusCodes.Status404NotFound, Gone);

    public static async Task<IResult> Edit(string handle, HttpContext http, CommentStore comments, PaperStore papers, CommunityLimits limits)
    {
        var account = http.Account()!;
        if (await ReaderForm.ReadAsync(http) is not { } form || !TypedText.TryReadText(form["text"], Comment.MostCharacters, out var text))
            return BadText();
        if (limits.Refuse(http, LimitedAct.Comment, account) is { } refusal)
            return refusal;
        return comments.Edit(account, handle, text) ? Back(handle, comments, papers) : NotYours();
    }

    public static IResult Delete(string handle, HttpContext http, CommentStore comments, PaperStore papers) =>
        comments.Delete(http.Account()!, handle) ? Back(handle, comments, papers) : NotYours();

    private static IResult Back(string handle, CommentStore comments, PaperStore papers) =>
        ReaderForm.To(comments.Find(handle) is { } comment && papers.Find(comment.Paper) is { } paper ? PaperLinks.Page(paper.Id) + "#comments" : "/");

    private static RazorComponentResult<StatusPage> BadText() => StatusPages.Of(
        StatusCodes.Status400BadRequest, $"A comment is a text of up to {Words.Number(Comment.MostCharacters)} characters; what came was empty or longer.");

    private static RazorComponentResult<StatusPage> NotYours() => StatusPages.Of(StatusCodes.Status404NotFound, Gone);
}
