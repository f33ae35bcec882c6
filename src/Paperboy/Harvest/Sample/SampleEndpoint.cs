using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Harvest.Upload;
using Paperboy.Indexing;
using Paperboy.Web;

namespace Paperboy.Harvest.Sample;

/// <summary>POST /sample puts the sample library into a catalog without papers; POST /sample/remove takes it out again.</summary>
internal static class SampleEndpoint
{
    public static Results<RedirectHttpResult, RazorComponentResult<StatusPage>> Add(
        PaperStore papers, UploadAccess access, IndexService indexing, TimeProvider time, CancellationToken cancel)
    {
        if (!access.IsOpen())
            return StatusPages.Of(StatusCodes.Status403Forbidden, UploadAccess.Closed);
        if (papers.Count() > 0)
            return StatusPages.Of(StatusCodes.Status409Conflict, "The sample library is for a catalog without papers; this one has some.");
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        papers.Save(SampleLibrary.Generate(today), new ImportRun());
        indexing.Drain(cancel);
        return TypedResults.Redirect("/");
    }

    public static RedirectHttpResult Remove(PaperStore papers, IndexService indexing, CancellationToken cancel)
    {
        papers.RemoveSample();
        indexing.Drain(cancel);
        return TypedResults.Redirect("/");
    }
}
