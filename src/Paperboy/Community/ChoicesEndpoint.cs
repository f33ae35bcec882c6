using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary>
/// <c>POST /choices</c>: a reader upvotes or saves a paper, or takes that back. Fields: <c>paper</c>, and <c>choice</c> (vote,
/// unvote, save, unsave). The answer leads back to the page; to a script it is JSON that says how the paper stands.
/// </summary>
internal static class ChoicesEndpoint
{
    public static async Task<IResult> Post(HttpContext http, ChoiceStore choices, PaperStore papers, CommunityLimits limits)
    {
        var account = http.Account()!;
        if (await ReaderForm.ReadAsync(http) is not { } form || Parse(form["choice"]) is not var (choice, on))
            return StatusPages.Of(StatusCodes.Status400BadRequest, "A choice is one of vote, unvote, save and unsave.");
        if (limits.Refuse(http, LimitedAct.Choice, account) is { } refusal)
            return refusal;
        if (papers.Find(form["paper"].ToString()) is not { } paper || choices.Set(account, paper.Id, choice, on) is not { } standing)
            return StatusPages.Of(StatusCodes.Status404NotFound, "There is no such paper here any more.");
        return ReaderForm.WantsJson(http.Request)
            ? TypedResults.Json(new { standing.Votes, standing.Saves, standing.Voted, standing.Saved })
            : ReaderForm.Back(http.Request, PaperLinks.Page(paper.Id));
    }

    private static (Choice Choice, bool On)? Parse(string? text) => text switch
    {
        "vote" => (Choice.Vote, true),
        "unvote" => (Choice.Vote, false),
        "save" => (Choice.Save, true),
        "unsave" => (Choice.Save, false),
        _ => null,
    };
}
