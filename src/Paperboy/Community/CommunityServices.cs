using Microsoft.AspNetCore.Mvc;
using Paperboy.Readers.Accounts;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary>The community's services and addresses.</summary>
internal static class CommunityServices
{
    // A comment of the greatest length, encoded as forms are.
    private const int LargestForm = 128 * 1024;

    public static IServiceCollection AddCommunity(this IServiceCollection services) => services
        .AddSingleton<CommunityLimits>();

    public static void MapCommunity(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/saved", SavedEndpoint.Show).For(Role.Reader);
        routes.MapForm("/choices", ChoicesEndpoint.Post);
        routes.MapForm("/follow", FollowEndpoint.Post);
        routes.MapPage("/readers/{handle}", ReaderEndpoint.Show);
        routes.MapForm("/comments", CommentEndpoint.Add);
        routes.MapPage("/comments/{handle}", CommentEndpoint.Show);
        routes.MapForm("/comments/{handle}", CommentEndpoint.Edit);
        routes.MapForm("/comments/{handle}/delete", CommentEndpoint.Delete);
        routes.MapForm("/reports", ReportEndpoint.Post);
        routes.MapPage("/contribute/{**id}", ContributeEndpoint.Show).For(Role.Reader);
        routes.MapForm("/claims", ClaimEndpoint.Post);
        routes.MapPage("/submit", SubmitEndpoint.Show).For(Role.Reader);
        routes.MapForm("/submit", SubmitEndpoint.Post);
        routes.MapPage("/moderation", ModerationEndpoint.Show).For(Role.Curator);
        routes.MapPage("/moderation/log", ModerationEndpoint.Log).For(Role.Curator);
        routes.MapForm("/moderation/comments/{handle}", ModerationEndpoint.Comment, Role.Curator);
        routes.MapForm("/moderation/papers", ModerationEndpoint.Paper, Role.Curator);
        routes.MapForm("/moderation/readers/{handle}", ModerationEndpoint.Reader, Role.Curator);
        routes.MapForm("/moderation/claims/{handle}", ModerationEndpoint.Claim, Role.Curator);
    }

    private static void MapForm(this IEndpointRouteBuilder routes, string pattern, Delegate handler, Role role = Role.Reader) =>
        routes.MapPost(pattern, handler).For(role).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
}
