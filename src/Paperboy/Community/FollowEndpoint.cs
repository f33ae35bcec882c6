using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Text;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary><c>POST /follow</c>: a reader follows something or ends that. Fields: kind, target, title, act (follow, end).</summary>
internal static class FollowEndpoint
{
    private const int LongestTarget = 2_000;
    private const int LongestTitle = 300;

    public static async Task<IResult> Post(HttpContext http, FollowStore follows, AccountStore accounts, CommunityLimits limits)
    {
        var account = http.Account()!;
        if (await ReaderForm.ReadAsync(http) is not { } form
            || !Enum.TryParse<FollowKind>(form["kind"], ignoreCase: true, out var kind) || !Enum.IsDefined(kind)
            || !TypedText.TryReadLine(form["target"], LongestTarget, out var target)
            || form["act"].ToString() is not ("follow" or "end"))
            return StatusPages.Of(StatusCodes.Status400BadRequest, "One follows an author, a category, a reader or a query.");
        if (limits.Refuse(http, LimitedAct.Choice, account) is { } refusal)
            return refusal;
        if (form["act"] == "end")
        {
            follows.Remove(account, kind, target);
            return ReaderForm.Back(http.Request, "/following");
        }

        // A reader's name is the reader's to choose, not the form's.
        var title = kind == FollowKind.Reader ? accounts.FindByHandle(target)?.Name
            : TypedText.TryReadLine(form["title"], LongestTitle, out var typed) ? typed
            : target.Length <= LongestTitle ? target : target[..LongestTitle];
        if (title is null || target == account.Handle)
            return StatusPages.Of(StatusCodes.Status404NotFound, "There is no such reader to follow.");
        return follows.Add(account, new Follow(kind, target, title))
            ? ReaderForm.Back(http.Request, "/following")
            : StatusPages.Of(StatusCodes.Status409Conflict, $"You follow {Words.Number(FollowStore.Most)} things already, which is the most. End some at /following.");
    }
}
