using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Search;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/papers/{id}</c>: one paper. Other ids that lead to it are sent to its one address for good.</summary>
internal static class PaperEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/papers/{**id}", Show);

    private const int Similar = 6;

    private static IResult Show(string id, PaperStore store, SimilarPapers similar, CancellationToken cancel)
    {
        if (store.Find(id) is not { } paper)
            return StatusPages.Of(StatusCodes.Status404NotFound, "No paper here has this id. It may exist elsewhere and not have been collected.");
        return paper.Id == id
            ? new RazorComponentResult<PaperPage>(new { Paper = paper, Records = store.RecordsOf(paper), Similar = SimilarTo(paper, similar, cancel) })
            : TypedResults.Redirect(PaperLinks.Page(paper.Id), permanent: true);
    }

    // A paper's page is of the catalog: a damaged index, which is being mended, must not take it away.
    private static IReadOnlyList<SimilarPaper> SimilarTo(Paper paper, SimilarPapers similar, CancellationToken cancel)
    {
        try
        {
            return similar.Of(paper.Id, Similar, cancel);
        }
        catch (IndexCorruptException)
        {
            return [];
        }
    }
}
