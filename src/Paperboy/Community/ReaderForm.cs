using Paperboy.Web;

namespace Paperboy.Community;

/// <summary>What the forms of this room have in common.</summary>
internal static class ReaderForm
{
    /// <summary>The form; null where the body is none, or has no fields.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http) =>
        await http.FormAsync() is { Count: > 0 } form ? form : null;

    public static bool WantsJson(HttpRequest request) =>
        request.Headers.Accept is [{ } accept, ..] && accept.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Leads back to the page that the form stood on.</summary>
    /// <param name="request">The post.</param>
    /// <param name="otherwise">Where that page is not known.</param>
    /// <param name="fragment">The place on it, such as <c>#comments</c>.</param>
    public static IResult Back(HttpRequest request, string otherwise, string fragment = "") =>
        new SeeOther(ReturnAddress.Of(request, otherwise) + fragment);

    /// <summary>Leads to a page that is to be read next (303, RFC 9110, 15.4.4).</summary>
    public static IResult To(string address) => new SeeOther(address);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
