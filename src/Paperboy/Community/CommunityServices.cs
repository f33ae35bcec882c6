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
        routes.MapReaderPost("/choices", ChoicesEndpoint.Post);
        routes.MapPage("/saved", SavedEndpoint.Show).For(Role.Reader);
    }

    private static void MapReaderPost(this IEndpointRouteBuilder routes, string pattern, Delegate handler, Role role = Role.Reader) =>
        routes.MapPost(pattern, handler).For(role).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
}
