using System.Globalization;

namespace Paperboy.Harvest.Upload;

/// <summary>Where an import stands and what it counted, in the same words on the page and in its JSON.</summary>
internal static class UploadWords
{
    public static string Heading(UploadedImport upload) => upload.State switch
    {
        UploadState.Waiting => "Waiting for its turn",
        UploadState.Importing => "The papers are coming in",
        UploadState.Indexing => "Nearly there: making them searchable",
        UploadState.Done => "The papers are in",
        _ => "The import failed",
    };

    public static string Counts(UploadedImport upload) => string.Create(
        CultureInfo.InvariantCulture,
        $"{upload.Result.New:N0} new, {upload.Result.Changed:N0} changed, {upload.Result.Unchanged:N0} unchanged, {upload.Result.Rejected:N0} rejected.");
}
