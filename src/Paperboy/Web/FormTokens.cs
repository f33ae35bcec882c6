using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Paperboy.Web;

/// <summary>
/// Whatever is posted must carry the token of one of our own pages (<see cref="PostForm"/>; the framework's synchronizer token,
/// bound to a cookie and to the account), unless the endpoint is marked: then it is for programs, or reads its body by itself.
/// It stands behind <see cref="SameOriginPosts"/>, which old browsers and odd proxies may blunt.
/// </summary>
internal static class FormTokens
{
    /// <summary>The token's field in a form.</summary>
    public const string Field = "__RequestVerificationToken";

    /// <summary>The token's header, for scripts of our own.</summary>
    public const string Header = "RequestVerificationToken";

    // What people type is short; an endpoint that takes more says so.
    private const long MostBytes = 1 << 20;
    private const int LongestToken = 2_000;

    private enum Rule
    {
        None,
        ByEndpoint,
    }

    public static void AddFormTokens(this IServiceCollection services) => services.AddAntiforgery(options =>
    {
        options.Cookie.Name = "paperboy-form";
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        // Strict would be withheld from whoever comes by a link in a mail, and the forms of other tabs would die.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.FormFieldName = Field;
        options.HeaderName = Header;
        options.SuppressXFrameOptionsHeader = true; // the content policy says it
    });

    /// <summary>Marks an endpoint that programs post to, which have no page of ours: nothing that it does may rest on a cookie.</summary>
    public static TBuilder ForPrograms<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Rule.None);

    /// <summary>Marks an endpoint that reads its body by itself, and calls <see cref="IsValidAsync"/>.</summary>
    public static TBuilder ChecksFormToken<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Rule.ByEndpoint);

    /// <summary>Refuses posts without the token. After routing, and after whoever says who the request comes from.</summary>
    public static void UseFormTokens(this WebApplication app)
    {
        var antiforgery = app.Services.GetRequiredService<IAntiforgery>();
        app.Use(async (http, next) =>
        {
            if (IsReading(http.Request.Method) || http.GetEndpoint() is not { } endpoint
                || endpoint.Metadata.OfType<Rule>().Any() || await IsRequestValidAsync(http, antiforgery, endpoint))
            {
                await next(http);
                return;
            }

            await Refusal().ExecuteAsync(http);
        });
    }

    /// <summary>Whether a token is one of ours, for this browser and this account.</summary>
    /// <param name="http">The request.</param>
    /// <param name="token">As the form's field holds it; null looks at the header.</param>
    public static async Task<bool> IsValidAsync(HttpContext http, string? token)
    {
        if (token is not null)
            http.Request.Headers[Header] = token.Length <= LongestToken ? token : "";
        if (http.Request.Headers[Header] is not [{ Length: > 0 }])
            return false;
        return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }

    /// <summary>What is said to whoever sent none.</summary>
    public static RazorComponentResult<StatusPage> Refusal() => StatusPages.Of(
        StatusCodes.Status400BadRequest,
        "The page that this was sent from is out of date: you have signed in or out since, or cookies are switched off. Go back, load the page again, and send it once more.");

    private static async Task<bool> IsRequestValidAsync(HttpContext http, IAntiforgery antiforgery, Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes;
        }

        try
        {
            return await antiforgery.IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException e) when (e.InnerException is BadHttpRequestException bad)
        {
            throw bad;
        }
        catch (AntiforgeryValidationException)
        {
            // A form that cannot be read.
            return false;
        }
    }

    private static bool IsReading(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
