namespace Paperboy.Web;

/// <summary>What a page's form sent.</summary>
internal static class PostedForm
{
    /// <summary>The fields; empty where the request holds no form, or a broken one.</summary>
    public static async Task<IFormCollection> FormAsync(this HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return FormCollection.Empty;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    /// <summary>An address of this house to go on with: a path, and nothing that a browser would take for another host.</summary>
    public static string LocalPath(string? path, string otherwise = "/") =>
        path is { Length: > 0 and <= 500 } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\'))
        && path.All(c => c is > ' ' and <= '~' and not '\\')
            ? path
            : otherwise;
}
