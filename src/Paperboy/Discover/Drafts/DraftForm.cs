using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Paperboy.Web;

namespace Paperboy.Discover.Drafts;

/// <summary>
/// What a browser's form gives of a draft. It is read into memory, within bounds, and never onto the disk, where the
/// framework's own reading of forms would put large files.
/// </summary>
/// <param name="Pasted">The text of the form's area, as it goes back into it.</param>
/// <param name="Files">What was pasted and the files, as far as they can be read.</param>
/// <param name="Problems">What cannot.</param>
/// <param name="Token">The form's token; null where it has none.</param>
internal sealed record DraftForm(string Pasted, IReadOnlyList<DraftFile> Files, IReadOnlyList<DraftProblem> Problems, string? Token)
{
    public const string TextName = "text";
    public const string FilesName = "files";

    /// <summary>The most files that are read.</summary>
    public const int MostFiles = 10;

    // Beyond what is read, so that a file that is too large can be named instead of the connection cut.
    private const long MostBytes = 4L * MostFiles * DraftFile.MostBytes;

    /// <summary>Reads the form; null: the request holds none.</summary>
    /// <exception cref="BadHttpRequestException">There is more than any such form has.</exception>
    public static async Task<DraftForm?> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type))
            return null;
        try
        {
            if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            {
                var form = await new FormReader(http.Request.Body) { ValueLengthLimit = DraftFile.MostBytes }.ReadFormAsync(cancel);
                return Of(
                    form.TryGetValue(TextName, out var value) ? value.ToString() : "",
                    [],
                    [],
                    form.TryGetValue(FormTokens.Field, out var token) ? token.ToString() : null);
            }

            return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary
                ? await ReadAsync(new MultipartReader(boundary, http.Request.Body), cancel)
                : null;
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            // Cut off, or no form whatever its header says.
            return null;
        }
    }

    private static async Task<DraftForm> ReadAsync(MultipartReader reader, CancellationToken cancel)
    {
        var pasted = "";
        string? token = null;
        var files = new List<DraftFile>();
        var problems = new List<DraftProblem>();
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (section.AsFileSection() is { FileName.Length: > 0 } file)
                Add(Path.GetFileName(file.FileName), await BytesAsync(section.Body, cancel), files, problems);
            else if (section.GetContentDispositionHeader() is { } header && header.Name.Equals(TextName, StringComparison.Ordinal))
                pasted = ReadPasted(await BytesAsync(section.Body, cancel), problems);
            else if (section.AsFormDataSection() is { Name: FormTokens.Field } field)
                token = await field.GetValueAsync(cancel);
        }

        return Of(pasted, files, problems, token);
    }

    private static DraftForm Of(string pasted, List<DraftFile> files, List<DraftProblem> problems, string? token) =>
        new(pasted, pasted.Trim().Length > 0 ? [new DraftFile(null, pasted), .. files] : files, problems, token);

    private static void Add(string name, byte[] bytes, List<DraftFile> files, List<DraftProblem> problems)
    {
        if (files.Count == MostFiles)
        {
            problems.Add(new DraftProblem(name, null, $"is one file too many; {MostFiles} are read at once"));
            return;
        }

        var (file, problem) = DraftFile.Read(name, bytes);
        if (file is not null)
            files.Add(file);
        if (problem is not null)
            problems.Add(problem);
    }

    private static string ReadPasted(byte[] bytes, List<DraftProblem> problems)
    {
        var (file, problem) = DraftFile.Read("", bytes);
        if (problem is not null)
            problems.Add(problem with { File = null });
        return file?.Text ?? "";
    }

    // One byte more than is read tells that there are more; the rest goes by.
    private static async Task<byte[]> BytesAsync(Stream body, CancellationToken cancel)
    {
        var kept = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0)
            kept.Write(buffer, 0, (int)Math.Min(read, DraftFile.MostBytes + 1 - kept.Length));
        return kept.ToArray();
    }
}
