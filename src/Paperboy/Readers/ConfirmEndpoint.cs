using Microsoft.AspNetCore.Http.HttpResults;

namespace Paperboy.Readers;

/// <summary>The link of a confirmation mail: opening it does nothing (scanners open links); its button confirms.</summary>
internal static class ConfirmEndpoint
{
    public static IResult Show(string token, Subscriptions subscriptions) => Page(subscriptions.Look(token));

    public static IResult Confirm(string token, Subscriptions subscriptions) => Page(subscriptions.Confirm(token));

    private static IResult Page(ConfirmationAnswer answer) => answer.State switch
    {
        ConfirmationState.Waiting => new RazorComponentResult<ConfirmPage>(new { Reader = answer.Reader! }),
        ConfirmationState.Confirmed => new RazorComponentResult<ConfirmedPage>(new { Reader = answer.Reader! }),
        ConfirmationState.Expired => Dead("This link has expired", "A confirmation works for 48 hours, so that an old mail subscribes nobody.", StatusCodes.Status410Gone),
        _ => Dead("This link confirms nothing", "It is incomplete, or it was made before you unsubscribed.", StatusCodes.Status404NotFound),
    };

    private static RazorComponentResult<DeadLinkPage> Dead(string title, string reason, int status) =>
        new(new { Title = title, Reason = reason }) { StatusCode = status };
}
