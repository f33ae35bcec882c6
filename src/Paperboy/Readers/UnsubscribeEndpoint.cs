using Microsoft.AspNetCore.Http.HttpResults;

namespace Paperboy.Readers;

/// <summary>
/// The unsubscribe link of every mail. A POST ends the subscription at once, without cookie, sign-in or second page:
/// mail programs send it for their own button (RFC 8058). A GET shows a button, since scanners follow links.
/// </summary>
internal static class UnsubscribeEndpoint
{
    public static IResult Show(string token, Subscriptions subscriptions) => subscriptions.WhoUnsubscribes(token) switch
    {
        null => Unknown(),
        { State: ReaderState.Unsubscribed } => new RazorComponentResult<UnsubscribedPage>(),
        var reader => new RazorComponentResult<UnsubscribePage>(new { reader.Address }),
    };

    // The body (List-Unsubscribe=One-Click, or the button's) says nothing that the address does not.
    public static IResult Unsubscribe(string token, Subscriptions subscriptions) =>
        subscriptions.Unsubscribe(token) is null ? Unknown() : new RazorComponentResult<UnsubscribedPage>();

    private static RazorComponentResult<DeadLinkPage> Unknown() =>
        new(new
        {
            Title = "This link ends nothing",
            Reason = "It is incomplete: mail programs sometimes break long addresses in two. Try the one in another mail.",
        })
        {
            StatusCode = StatusCodes.Status404NotFound,
        };
}
