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
        .. Strongest(appearances)
            .OrderBy(a => a.Kind == AppearanceKind.Featured ? 0 : 1)
            .ThenByDescending(a => a.Kind == AppearanceKind.Featured ? a.Upvotes ?? 0 : a.Interest)
            .ThenBy(a => a.Paper)
            .Select((a, i) => new RankedPaper(a.Paper, i + 1, a)),
    ];

    // A plain loop: a month has thousands of appearances, and a front page is made for every reader.
    private static IEnumerable<Appearance> Strongest(IEnumerable<Appearance> appearances)
    {
        var strongest = new Dictionary<long, Appearance>();
        foreach (var appearance in appearances)
        {
            if (!strongest.TryGetValue(appearance.Paper, out var known) || IsStronger(appearance, known))
                strongest[appearance.Paper] = appearance;
        }

        return strongest.Values;
    }

    private static bool IsStronger(Appearance one, Appearance other) =>
        (one.Kind, -(one.Upvotes ?? -1), one.Day).CompareTo((other.Kind, -(other.Upvotes ?? -1), other.Day)) < 0;
}

/// <summary>A paper's place in an edition.</summary>
/// <param name="Paper">The catalog's number of the paper.</param>
/// <param name="Rank">1 for the lead.</param>
/// <param name="Because">What put it into the edition.</param>
public sealed record RankedPaper(long Paper, int Rank, Appearance Because)
{
    /// <summary>Why it stands at this place, in words; made when asked, since a month ranks thousands and shows dozens.</summary>
    public string Reason => ReasonFor(Because);

    private static string ReasonFor(Appearance appearance) => appearance.Kind switch
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
