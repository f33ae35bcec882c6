using Paperboy.Discover.Drafts;
using Paperboy.Discover.Like;

namespace Paperboy.Discover;

internal static class DiscoverServices
{
    public static IServiceCollection AddDiscover(this IServiceCollection services) => services
        .AddSingleton<PaperSearch>()
        .AddSingleton<NamedPapers>()
        .AddSingleton<Following.FollowedPapers>()
        .AddSingleton<SimilarPapers>()
        .AddSingleton<Unrelated>()
        .AddSingleton<NearPapers>()
        .AddSingleton<MoreLikeThese>()
        .AddSingleton<DraftSearch>()
        .AddSingleton<QuerySuggestions>();
}
