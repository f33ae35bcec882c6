using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Web;

namespace Paperboy.Discover.Like;

/// <summary>
/// <c>/papers/like?id=...&amp;id=...&amp;q=year:>=2024</c>: what is close to a set of papers. The set is all in the address,
/// so that it can be kept and passed on.
/// </summary>
internal static class LikeEndpoint
{
    private const int Results = 30;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/papers/like", Show);

    /// <summary>The address of a set.</summary>
    public static string Address(IEnumerable<string> ids, string conditions = "")
    {
        var parts = ids.Select(id => "id=" + Escaped(id));
        return "/papers/like?" + string.Join('&', conditions.Length > 0 ? parts.Append("q=" + Uri.EscapeDataString(conditions)) : parts);
    }

    private static RazorComponentResult<LikePage> Show(string[]? id, string? q, MoreLikeThese like, CancellationToken cancel)
    {
        var conditions = q?.Trim() ?? "";
        var ids = id ?? [];
        return new RazorComponentResult<LikePage>(new
        {
            Answer = like.Find(ids, Results, conditions, cancel),
            Conditions = conditions,
            IsCut = ids.Length > MoreLikeThese.MostPapers,
        });
    }

    // Colons and slashes may stand in a query (RFC 3986, 3.4), and are easier to read.
    private static string Escaped(string id) =>
        Uri.EscapeDataString(id).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal);
}
