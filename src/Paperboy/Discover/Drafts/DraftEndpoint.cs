using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Embeddings;
using Paperboy.Web;

namespace Paperboy.Discover.Drafts;

/// <summary><c>/draft</c>: the form for a draft, and, posted, what is close to it. Nothing of a draft is stored or logged.</summary>
internal static class DraftEndpoint
{
    public const string Address = "/draft";

    private const int Results = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, (EmbedderFactory embedders) => Page(embedders, null, null, "", StatusCodes.Status200OK));
        routes.MapPost(Address, PostAsync).ChecksFormToken();
    }

    private static async Task<IResult> PostAsync(
        HttpContext http, DraftSearch search, EmbedderFactory embedders, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await DraftForm.ReadAsync(http, cancel) is not { } form)
            return StatusPages.Of(StatusCodes.Status400BadRequest, "A form with a text or files was expected.");
        if (!await FormTokens.IsValidAsync(http, form.Token))
            return FormTokens.Refusal();
        var draft = DraftReader.Read(form.Files, form.Problems);
        if (draft.IsEmpty)
            return Page(embedders, EmptyAnswer(draft), Fault(form), form.Pasted, StatusCodes.Status400BadRequest);
        try
        {
            return Page(embedders, await search.FindAsync(draft, Results, cancel), null, form.Pasted, StatusCodes.Status200OK);
        }
        catch (EmbedderException e)
        {
            var away = $"Paperboy cannot tell just now what the draft means. {e.Message} Your text is still below"
                + (form.Files.Any(file => file.Name is not null) ? ", but files have to be chosen again." : ".");
            return Page(embedders, null, away, form.Pasted, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static string Fault(DraftForm form) =>
        form.Files.Count == 0 && form.Problems.Count == 0
            ? "There was nothing to search with: paste a text, or choose a file."
            : "There was nothing in it to search with: no text, and no reference.";

    private static DraftAnswer EmptyAnswer(Draft draft) => new(draft, [], [], []);

    private static RazorComponentResult<DraftPage> Page(EmbedderFactory embedders, DraftAnswer? answer, string? fault, string pasted, int status) =>
        new(new { Answer = answer, Fault = fault, Pasted = pasted, AsksService = embedders.Kind != "built-in" }) { StatusCode = status };
}
