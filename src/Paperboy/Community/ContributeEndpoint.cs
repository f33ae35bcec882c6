using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary><c>/contribute/{id}</c>: what a reader can do for a paper beside commenting: claim it, report it; a curator takes it down.</summary>
internal static class ContributeEndpoint
{
    public static string Address(string id) => "/contribute" + PaperLinks.Page(id)["/papers".Length..];

    public static IResult Show(string id, HttpContext http, PaperStore papers, ClaimStore claims) =>
        papers.Find(id) is { } paper
            ? new RazorComponentResult<ContributePage>(new { Paper = paper, Account = http.Account()!, Claim = claims.Of(http.Account()!, paper.Id) })
            : StatusPages.Of(StatusCodes.Status404NotFound, "No paper here has this id.");
}
