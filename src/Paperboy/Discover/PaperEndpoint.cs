using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/papers/{id}</c>: one paper. Other ids that lead to it are sent to its one address for good.</summary>
internal static class PaperEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/papers/{**id}", Show);

    private static IResult Show(string id, PaperStore store)
    {
        if (store.Find(id) is not { } paper)
            return StatusPages.Of(StatusCodes.Status404NotFound, "No paper here has this id. It may exist elsewhere and not have been collected.");
        return paper.Id == id
            ? new RazorComponentResult<PaperPage>(new { Paper = paper, Records = store.RecordsOf(paper) })
            : TypedResults.Redirect(PaperLinks.Page(paper.Id), permanent: true);
    }
}
