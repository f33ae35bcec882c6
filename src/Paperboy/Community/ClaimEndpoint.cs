using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Text;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary><c>POST /claims</c>: a reader says to be an author of a paper (paper, author by its place, words), or withdraws that.</summary>
internal static class ClaimEndpoint
{
    public static async Task<IResult> Post(HttpContext http, ClaimStore claims, PaperStore papers, CommunityLimits limits)
    {
        var account = http.Account()!;
        if (await ReaderForm.ReadAsync(http) is not { } form || papers.Find(form["paper"].ToString()) is not { } paper)
            return StatusPages.Of(StatusCodes.Status404NotFound, "No paper here has this id.");
        if (form["act"] == "withdraw")
        {
            claims.Withdraw(account, paper.Id);
            return ReaderForm.To(ContributeEndpoint.Address(paper.Id));
        }

        var fits = TypedText.TryReadText(form["words"], ModerationWords.MostCharacters, out var words) || string.IsNullOrWhiteSpace(form["words"]);
        if (!fits || !int.TryParse(form["author"], NumberStyles.None, CultureInfo.InvariantCulture, out var author) || author >= paper.Authors.Count)
            return StatusPages.Of(StatusCodes.Status400BadRequest, $"A claim names one of the paper’s authors, and has up to {Words.Number(ModerationWords.MostCharacters)} characters.");

        // A claim that was refused stays until it is withdrawn: else it would be asked for again and again.
        if (claims.Of(account, paper.Id) is not null)
            return StatusPages.Of(StatusCodes.Status409Conflict, "You have claimed this paper already.");
        if (limits.Refuse(http, LimitedAct.Submission, account) is { } refusal)
            return refusal;
        return claims.Add(account, paper.Id, AuthorName.Parse(paper.Authors[author]).Display, words ?? "")
            ? ReaderForm.To(ContributeEndpoint.Address(paper.Id))
            : StatusPages.Of(StatusCodes.Status404NotFound, "No paper here has this id.");
    }
}
