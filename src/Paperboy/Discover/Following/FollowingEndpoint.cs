using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Web;

namespace Paperboy.Discover.Following;

/// <summary><c>/following</c>: the newest papers of what a reader follows, and what that is.</summary>
internal static class FollowingEndpoint
{
    private const int MostShown = 60;
    private const int ExcerptLength = 260;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/following", Show).For(Role.Reader);

    private static RazorComponentResult<FollowingPage> Show(HttpContext http, FollowStore follows, FollowedPapers followed, CancellationToken cancel)
    {
        var own = follows.Of(http.Account()!);
        return new(new
        {
            Follows = own,
            Views = followed.Newest(own, MostShown, cancel).Select(row => PaperView.Of(row.Paper, ExcerptLength, $"You follow {InWords(row.Because)}")).ToList(),
        });
    }

    private static string InWords(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
}
