using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Web;

namespace Paperboy.Harvest.Upload;

/// <summary>GET /import/{id}: how far an upload's import is, as a page that renews itself and as JSON for its script.</summary>
internal static class ImportProgressEndpoint
{
    public static Results<RazorComponentResult<ImportPage>, RazorComponentResult<StatusPage>> Page(string id, UploadImporter importer) =>
        importer.Find(id) is { } upload
            ? new RazorComponentResult<ImportPage>(new { Upload = upload })
            : StatusPages.Of(StatusCodes.Status404NotFound);

    public static Results<JsonHttpResult<Progress>, NotFound> Json(string id, UploadImporter importer) =>
        importer.Find(id) is { } upload
            ? TypedResults.Json(new Progress(upload.Ended, upload.Share, UploadWords.Heading(upload), UploadWords.Counts(upload)))
            : TypedResults.NotFound();

    /// <summary>What the page's script shows.</summary>
    internal sealed record Progress(bool Ended, double Share, string Heading, string Words);
}
