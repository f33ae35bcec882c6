using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Paperboy.Web;

/// <summary>Gives answers without a body, and errors, a page in the same clothes as the rest.</summary>
internal static class StatusPages
{
    public static void UseStatusPages(this WebApplication app)
    {
        app.UseExceptionHandler(error => error.Run(context => Answer(context, StatusOf(context))));
        app.UseStatusCodePages(context => Answer(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>A page that says what was not to be had; for endpoints that know more than the status.</summary>
    public static RazorComponentResult<StatusPage> Of(int status, string? detail = null) =>
        new(new { Status = status, Detail = detail }) { StatusCode = status };

    // A body that is too large or broken is the sender's fault, and the server finds out only while reading it.
    private static int StatusOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            ? bad.StatusCode
            : StatusCodes.Status500InternalServerError;

    private static Task Answer(HttpContext context, int status) =>
        // Programs that ask for JSON keep the bare status; their bodies are their endpoints' business.
        context.Request.Headers.Accept is [{ } accept, ..] && accept.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
            ? Task.CompletedTask
            : Of(status).ExecuteAsync(context);
}
