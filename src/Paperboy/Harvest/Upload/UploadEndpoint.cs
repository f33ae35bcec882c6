using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Paperboy.Harvest.Files;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Web;

namespace Paperboy.Harvest.Upload;

/// <summary>POST /import: a file from a browser's form, streamed to disk, then imported behind the progress page.</summary>
internal static class UploadEndpoint
{
    public static async Task<Results<RedirectHttpResult, RazorComponentResult<StatusPage>>> Post(
        HttpContext context, UploadImporter importer, UploadAccess access, ServerSettings settings, CancellationToken cancel)
    {
        if (!access.IsOpen())
            return StatusPages.Of(StatusCodes.Status403Forbidden, UploadAccess.Closed);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = settings.MaxUploadBytes;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return StatusPages.Of(StatusCodes.Status400BadRequest, "A form with a file was expected.");
        }

        // The token stands before the file in the form: what comes without it is not even received.
        var isOurs = await FormTokens.IsValidAsync(context, null);
        var reader = new MultipartReader(boundary, context.Request.Body);
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (section.AsFormDataSection() is { Name: FormTokens.Field } token)
                isOurs = await FormTokens.IsValidAsync(context, await token.GetValueAsync(cancel));
            else if (!isOurs)
                return FormTokens.Refusal();
            else if (section.AsFileSection() is { FileName.Length: > 0 } file)
                return await Receive(importer, file, cancel);
        }

        return StatusPages.Of(StatusCodes.Status400BadRequest, "No file was chosen.");
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<StatusPage>>> Receive(
        UploadImporter importer, FileMultipartSection file, CancellationToken cancel)
    {
        var name = Path.GetFileName(file.FileName);
        if (!PaperFile.HasEnding(name))
            return StatusPages.Of(StatusCodes.Status400BadRequest, $"{name} is not of a form that can be imported: .jsonl, .json, .tsv, .bib or .ris, each also as .gz, or .zip.");
        var upload = importer.Begin(name);
        try
        {
            await using (var target = PrivateFile.Create(upload.Path))
                await file.FileStream!.CopyToAsync(target, cancel);
        }
        catch (IOException e) when (IsDiskFull(e))
        {
            File.Delete(upload.Path);
            importer.DiskIsFull(upload);
            return StatusPages.Of(
                StatusCodes.Status507InsufficientStorage, $"The disk of this Paperboy is full; {name} was not taken. Make room, then send it again.");
        }
        catch
        {
            File.Delete(upload.Path);
            throw;
        }

        importer.Enqueue(upload);
        return TypedResults.Redirect($"/import/{upload.Id}");
    }

    // ENOSPC, as .NET hands it on, and Windows' ERROR_DISK_FULL.
    private static bool IsDiskFull(IOException e) => e.HResult is 28 or unchecked((int)0x80070070);
}
