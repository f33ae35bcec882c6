using Microsoft.AspNetCore.Mvc;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Events;
using Paperboy.Readers.Visits;

namespace Paperboy.Readers;

/// <summary>The readers' services and addresses.</summary>
internal static class ReaderServices
{
    public static IServiceCollection AddReaders(this IServiceCollection services) => services
        .AddSingleton<ReaderStore>()
        .AddSingleton<LinkSigner>()
        .AddSingleton<ReaderLinks>()
        .AddSingleton<ConfirmationMail>()
        .AddSingleton<Subscriptions>()
        .AddSingleton<SubscriptionLimit>()
        .AddSingleton<AccountStore>()
        .AddSingleton<Sessions>()
        .AddSingleton<EventLog>()
        .AddVisits();

    public static void MapReaders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subscribe", SubscribeEndpoint.Show);
        routes.MapPost("/subscribe", SubscribeEndpoint.AskAsync).WithMetadata(new RequestSizeLimitAttribute(16 * 1024));
        routes.MapGet("/confirm/{token}", ConfirmEndpoint.Show);
        routes.MapPost("/confirm/{token}", ConfirmEndpoint.Confirm);
        routes.MapGet("/unsubscribe/{token}", UnsubscribeEndpoint.Show);
        routes.MapPost("/unsubscribe/{token}", UnsubscribeEndpoint.Unsubscribe);
    }
}
