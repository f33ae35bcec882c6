using Microsoft.AspNetCore.Mvc;
using Paperboy.Jobs;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Accounts.Pages;
using Paperboy.Readers.Accounts.SignIn;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Comments;
using Paperboy.Readers.Events;
using Paperboy.Readers.Moderation;
using Paperboy.Readers.Personal;
using Paperboy.Readers.Visits;
using Paperboy.Web;

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
        .AddSingleton<EntryLinks>()
        .AddSingleton<Invitations>()
        .AddSingleton<SignIns>()
        .AddSingleton<SignInLimit>()
        .AddSingleton<SignInPost>()
        .AddHostedService(provider => provider.GetRequiredService<SignInPost>())
        .AddSingleton<EntryMail>()
        .AddSingleton<SignInEndpoint>()
        .AddSingleton<AccountPageData>()
        .AddSingleton<AccountsEndpoint>()
        .AddSingleton<IPersonalData, AccountData>()
        .AddSingleton<IPersonalData, SubscriptionData>()
        .AddSingleton<IPersonalData, CommunityData>()
        .AddSingleton<PersonalExport>()
        .AddSingleton<Deletions>()
        .AddRepeatedJob<ForgetExpiredJob>("sign-ins", TimeSpan.FromMinutes(5))
        .AddSingleton<EventLog>()
        .AddSingleton<ChoiceStore>()
        .AddSingleton<FollowStore>()
        .AddSingleton<ClaimStore>()
        .AddSingleton<CommentStore>()
        .AddSingleton<ReportStore>()
        .AddSingleton<ModerationDesk>()
        .AddScoped<PageStandings>()
        .AddVisits();

    public static void MapReaders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subscribe", SubscribeEndpoint.Show);
        routes.MapPost("/subscribe", SubscribeEndpoint.AskAsync).WithMetadata(new RequestSizeLimitAttribute(16 * 1024));
        routes.MapGet("/confirm/{token}", ConfirmEndpoint.Show);
        routes.MapPost("/confirm/{token}", ConfirmEndpoint.Confirm);
        routes.MapGet("/unsubscribe/{token}", UnsubscribeEndpoint.Show);
        routes.MapPost("/unsubscribe/{token}", UnsubscribeEndpoint.Unsubscribe).ForPrograms();
        SignInEndpoint.Map(routes);
        routes.MapPage(EnterEndpoint.Address, EnterEndpoint.Show);
        routes.MapPost(EnterEndpoint.Address, EnterEndpoint.UseAsync);
        AccountEndpoint.Map(routes);
        AccountsEndpoint.Map(routes);
        routes.MapPage(PrivacyEndpoint.Address, PrivacyEndpoint.Show);
    }
}
