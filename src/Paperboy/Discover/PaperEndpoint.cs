using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Search;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary><c>/papers/{id}</c>: one paper. Other ids that lead to it are sent to its one address.</summary>
internal static class PaperEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/papers/{**id}", Show);

    private const int Similar = 6;

    private static IResult Show(string id, PaperStore store, Takedowns takedowns, SimilarPapers similar, CancellationToken cancel)
    {
        if (store.Find(id) is not { } paper)
        {
            if (takedowns.Of(id) is { } takedown)
                return StatusPages.Of(StatusCodes.Status410Gone, $"A curator of this Paperboy took this paper down. {takedown.Reason}".TrimEnd());
            return StatusPages.Of(StatusCodes.Status404NotFound, "No paper here has this id. It may exist elsewhere and not have been collected.");
        }

        // Another way to write the id leads there for good; another id may be a paper's own again, when a wrong merge is undone.
        if (paper.Id != id)
            return TypedResults.Redirect(PaperLinks.Page(paper.Id), permanent: ArxivId.TryParse(id, out var arxiv) && arxiv.ToString() == paper.Id);
        var records = store.RecordsOf(paper);
        var history = VersionHistory.Of(paper, records, store.ReplacedVersionsOf(paper));
        return new RazorComponentResult<PaperPage>(
            new { Paper = paper, Records = records, History = history, Similar = SimilarTo(paper, similar, cancel) });
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
