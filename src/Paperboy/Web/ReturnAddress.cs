namespace Paperboy.Web;

/// <summary>Where a reader is led after a form was posted: back to the page of ours that it was sent from.</summary>
internal static class ReturnAddress
{
    /// <summary>The path and query of the page that sent the request; <paramref name="otherwise"/> where it was none of ours.</summary>
    public static string Of(HttpRequest request, string otherwise) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value
            ? PostedForm.LocalPath(from.PathAndQuery, otherwise)
            : otherwise;
}
