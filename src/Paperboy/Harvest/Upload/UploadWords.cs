using System.Globalization;

namespace Paperboy.Harvest.Upload;

/// <summary>An import's counts in a sentence, the same on the page and in its JSON.</summary>
internal static class UploadWords
{
    public static string Of(UploadedImport upload) => string.Create(
        CultureInfo.InvariantCulture,
        $"{upload.Result.New:N0} new, {upload.Result.Changed:N0} changed, {upload.Result.Unchanged:N0} unchanged, {upload.Result.Rejected:N0} rejected.");
}
