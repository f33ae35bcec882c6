using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Comments;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary><c>/readers/{handle}</c>: what a reader said and is known for here. What a reader voted for and saved is not told.</summary>
internal static class ReaderEndpoint
{
    private const int MostComments = 50;

    public static IResult Show(string handle, AccountStore accounts, CommentStore comments, ClaimStore claims, PaperStore papers)
    {
        if (accounts.FindByHandle(handle) is not { } reader)
            return StatusPages.Of(StatusCodes.Status404NotFound, "There is no such reader here.");
        return new RazorComponentResult<ReaderPage>(new
        {
            Reader = reader,
            Comments = comments.By(handle, MostComments).Select(comment => (comment, papers.Find(comment.Paper)!)).Where(pair => pair.Item2 is not null).ToList(),
            Wrote = claims.By(reader).Where(claim => claim.State == ClaimState.Confirmed).Select(claim => papers.Find(claim.Paper)).OfType<Paper>().ToList(),
        });
    }
}
