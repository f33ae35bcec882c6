using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>
/// The order of an edition, as a pure function of what is known: featured papers lead, by the upvotes that the source
/// counted; then the rest by counted interest; what nobody has looked at yet stands in the order of arrival.
/// </summary>
public static class EditionRanking
{
    public static IReadOnlyList<RankedPaper> Rank(IEnumerable<Appearance> appearances) =>
    [
        .. appearances
            .GroupBy(a => a.Paper)
            .Select(g => g.OrderBy(a => a.Kind).ThenByDescending(a => a.Upvotes).ThenBy(a => a.Day).First())
            .OrderBy(a => a.Kind == AppearanceKind.Featured ? 0 : 1)
            .ThenByDescending(a => a.Kind == AppearanceKind.Featured ? a.Upvotes ?? 0 : a.Interest)
            .ThenBy(a => a.Paper)
            .Select((a, i) => new RankedPaper(a.Paper, i + 1, a, Reason(a))),
    ];

    private static string Reason(Appearance appearance) => appearance.Kind switch
    {
        AppearanceKind.Featured when appearance.Upvotes is > 0 =>
            $"Featured by {SourceNames.Of(appearance.Source)}; {Votes(appearance.Upvotes.Value)} there",
        AppearanceKind.Featured => $"Featured by {SourceNames.Of(appearance.Source)}",
        AppearanceKind.Listed when appearance.Interest > 0 =>
            $"Announced by {SourceNames.Of(appearance.Source)}; {Interest(appearance.Interest)} so far",
        AppearanceKind.Listed => $"Announced by {SourceNames.Of(appearance.Source)}; nobody has voted yet",
        _ => $"Published on this day, says {SourceNames.Of(appearance.Source)}",
    };

    private static string Interest(int count) => count == 1 ? "1 upvote or comment" : $"{count} upvotes and comments";

    private static string Votes(int count) => count == 1 ? "1 upvote" : $"{count} upvotes";
}

/// <summary>A paper's place in an edition.</summary>
/// <param name="Paper">The catalog's number of the paper.</param>
/// <param name="Rank">1 for the lead.</param>
/// <param name="Because">What put it into the edition.</param>
/// <param name="Reason">Why it stands at this place, in words.</param>
public sealed record RankedPaper(long Paper, int Rank, Appearance Because, string Reason);
