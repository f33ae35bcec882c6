using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Comments;
using Paperboy.Readers.Moderation;
using Paperboy.Text;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary>
/// <c>/moderation</c>: what waits for a curator, and what was hidden, taken down and shut out; <c>/moderation/log</c>: who did
/// what, and why. The posts below it do it; fields: <c>act</c> and <c>words</c>.
/// </summary>
internal static class ModerationEndpoint
{
    private const int MostWaiting = 100;
    private const int MostHidden = 50;
    private const int EntriesPerPage = 50;
    private const int LastPage = 100_000;
    private const string NotSo = "This is not so any more: somebody else may have been faster.";

    public static RazorComponentResult Show(ReportStore reports, ClaimStore claims, CommentStore comments, PaperStore papers, Takedowns takedowns, ModerationDesk desk)
    {
        var open = reports.Open(MostWaiting);
        return new RazorComponentResult<ModerationPage>(new
        {
            Open = open.Count > 0 ? reports.CountOpen() : 0,
            Things = open.Select(thing => new ModerationPage.Thing(thing, papers.Find(thing.Paper), thing.Comment is { } comment ? comments.Find(comment) : null)).ToList(),
            Claims = claims.Waiting(MostWaiting).Select(claim => (claim, papers.Find(claim.Paper))).ToList(),
            Hidden = desk.Hidden(MostHidden).Select(comments.Find).OfType<Comment>().ToList(),
            Down = takedowns.All(),
            Banned = desk.Banned(),
        });
    }

    public static IResult Log(string? p, ModerationDesk desk)
    {
        var pages = Math.Max(1, (desk.CountLog() + EntriesPerPage - 1) / EntriesPerPage);
        return PageRoutes.PageNumber(p, LastPage) is { } page && page <= pages
            ? new RazorComponentResult<ModerationLogPage>(new { Entries = desk.Log((page - 1) * EntriesPerPage, EntriesPerPage), Number = page, Pages = pages })
            : StatusPages.Of(StatusCodes.Status404NotFound, $"The log has {Words.Count(pages, "page")}.");
    }

    /// <summary><c>POST /moderation/comments/{handle}</c>: hide, restore, dismiss.</summary>
    public static async Task<IResult> Comment(string handle, HttpContext http, ModerationDesk desk, CommentStore comments)
    {
        if (await ReadAsync(http) is not var (act, words) || comments.Find(handle) is not { } comment)
            return Unclear();
        var curator = http.Account()!;
        switch (act)
        {
            case "hide":
                return Done(desk.HideComment(curator, handle, words));
            case "restore":
                return Done(desk.RestoreComment(curator, handle, words));
            case "dismiss":
                desk.Dismiss(curator, comment.Paper, handle, words);
                return Done(true);
            default:
                return Unclear();
        }
    }

    /// <summary><c>POST /moderation/papers</c> (paper): takedown, restore, dismiss.</summary>
    public static async Task<IResult> Paper(HttpContext http, ModerationDesk desk, PaperStore papers, Takedowns takedowns)
    {
        if (await ReadAsync(http) is not var (act, words))
            return Unclear();
        var curator = http.Account()!;
        var id = http.Request.Form["paper"].ToString();
        switch (act)
        {
            case "takedown":
                return Done(papers.Find(id) is { } paper && desk.TakeDown(curator, paper.Id, words));
            case "restore":
                return Done(takedowns.Of(id) is { } down && desk.RestorePaper(curator, down.Paper, words));
            case "dismiss":
                desk.Dismiss(curator, papers.Find(id)?.Id ?? id, null, words);
                return Done(true);
            default:
                return Unclear();
        }
    }

    /// <summary><c>POST /moderation/readers/{handle}</c>: ban, unban.</summary>
    public static async Task<IResult> Reader(string handle, HttpContext http, ModerationDesk desk) =>
        await ReadAsync(http) is var (act, words) && act is "ban" or "unban"
            ? Done(desk.Ban(http.Account()!, handle, act == "ban", words), "There is no such reader, it is so already, or this reader may as much as you.")
            : Unclear();

    /// <summary><c>POST /moderation/claims/{handle}</c>: confirm, refuse.</summary>
    public static async Task<IResult> Claim(string handle, HttpContext http, ModerationDesk desk) =>
        await ReadAsync(http) is var (act, words) && act is "confirm" or "refuse"
            ? Done(desk.Settle(http.Account()!, handle, act == "confirm", words))
            : Unclear();

    private static async Task<(string Act, string Words)?> ReadAsync(HttpContext http)
    {
        if (await ReaderForm.ReadAsync(http) is not { } form)
            return null;
        var typed = form["words"].ToString();
        var fits = TypedText.TryReadText(typed, ModerationWords.MostCharacters, out var words);
        return fits || string.IsNullOrWhiteSpace(typed) ? (form["act"].ToString(), words ?? "") : null;
    }

    private static IResult Done(bool done, string otherwise = NotSo) =>
        done ? ReaderForm.To("/moderation") : StatusPages.Of(StatusCodes.Status409Conflict, otherwise);

    private static RazorComponentResult<StatusPage> Unclear() =>
        StatusPages.Of(StatusCodes.Status400BadRequest, $"This is nothing that a curator can do here, or the reason is longer than {Words.Number(ModerationWords.MostCharacters)} characters.");
}
