using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Ledger;
using Paperboy.Readers.Accounts;
using Paperboy.Settings;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary><c>/submit</c>: a reader brings a paper by its id. It is written into the queue that the harvest drains.</summary>
internal static class SubmitEndpoint
{
    private const int MostShown = 50;

    public static RazorComponentResult Show(HttpContext http, RequestedPapers requests, PaperStore papers, CommunitySettings settings) =>
        Form(http.Account()!, requests, papers, settings, null, "", StatusCodes.Status200OK);

    public static async Task<IResult> Post(
        HttpContext http, RequestedPapers requests, PaperStore papers, Takedowns takedowns, CommunityLimits limits, CommunitySettings settings, TimeProvider time)
    {
        var account = http.Account()!;
        var typed = (await ReaderForm.ReadAsync(http))?["paper"].ToString() ?? "";
        if (!SubmittedId.TryParse(typed, out var id))
            return Form(account, requests, papers, settings, $"This is not understood. {SubmittedId.Allowed}", typed, StatusCodes.Status400BadRequest);
        if (papers.Find(id) is { } known)
            return ReaderForm.To(PaperLinks.Page(known.Id));
        if (takedowns.Of(id) is not null)
            return StatusPages.Of(StatusCodes.Status410Gone, "A curator of this Paperboy took this paper down.");
        if (requests.CountSince(account.Number, time.GetUtcNow().AddDays(-1)) >= settings.SubmissionsPerDay)
        {
            http.Response.Headers.RetryAfter = TimeSpan.FromHours(1).TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return StatusPages.Of(StatusCodes.Status429TooManyRequests, $"You have submitted {Words.Count(settings.SubmissionsPerDay, "paper")} within a day, which is the most. Try again tomorrow.");
        }

        if (limits.Refuse(http, LimitedAct.Submission, account) is { } refusal)
            return refusal;
        requests.Ask(account.Number, id);
        return ReaderForm.To("/submit");
    }

    private static RazorComponentResult<SubmitPage> Form(
        Account account, RequestedPapers requests, PaperStore papers, CommunitySettings settings, string? fault, string typed, int status)
    {
        var own = requests.Of(account.Number, MostShown);
        return new(new
        {
            Fault = fault,
            Typed = typed.Length > 300 ? "" : typed,
            PerDay = settings.SubmissionsPerDay,
            Own = own.Select(request => (request, request.State == RequestState.Found ? papers.Find(request.Id) : null)).ToList(),
        })
        {
            StatusCode = status,
        };
    }
}
