using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>
/// The order of an edition, as a pure function of what is known: picked papers lead, in the curators' order; then featured ones,
/// by the upvotes that the source counted; then the rest by counted interest, and what nobody has looked at yet by what is
/// foreseen of it, else in the order of arrival.
/// </summary>
public static class EditionRanking
{
    private static readonly Dictionary<long, Prediction> Nothing = [];

    /// <summary>The order of a day.</summary>
    /// <param name="appearances">What puts papers into it.</param>
    /// <param name="picks">Of its curators; a paper may stand here that appears nowhere else.</param>
    /// <param name="leftOut">Numbers of papers that curators left out.</param>
    /// <param name="foreseen">By number.</param>
    public static IReadOnlyList<RankedPaper> Rank(
        IEnumerable<Appearance> appearances,
        IReadOnlyList<Pick>? picks = null,
        IReadOnlySet<long>? leftOut = null,
        IReadOnlyDictionary<long, Prediction>? foreseen = null)
    {
        var strongest = Strongest(appearances);
        var picked = (picks ?? []).Where(pick => pick.Number > 0).OrderBy(pick => pick.Place).DistinctBy(pick => pick.Number).ToList();
        foreseen ??= Nothing;
        var leading = picked.Select(pick => new RankedPaper(pick.Number, 0, strongest.GetValueOrDefault(pick.Number), pick)).ToList();
        foreach (var pick in picked)
            strongest.Remove(pick.Number);
        var rest = strongest.Values
            .Where(a => leftOut is null || !leftOut.Contains(a.Paper))
            .Select(a => new RankedPaper(a.Paper, 0, a, null, foreseen.GetValueOrDefault(a.Paper)));
        return Numbered(leading.Concat(InOrder(rest)));
    }

    /// <summary>The order of a week or a month, from its days: each paper stands once, for the strongest of its reasons.</summary>
    public static IReadOnlyList<RankedPaper> Combine(IEnumerable<IReadOnlyList<RankedPaper>> days)
    {
        var strongest = new Dictionary<long, RankedPaper>();
        foreach (var paper in days.SelectMany(day => day))
        {
            if (!strongest.TryGetValue(paper.Paper, out var known) || IsStronger(paper, known))
                strongest[paper.Paper] = paper;
        }

        // All leads of the days first, then all second picks: no day's curators stand behind another's.
        var picked = strongest.Values.Where(p => p.Part == EditionPart.Picked)
            .OrderBy(p => p.Rank).ThenByDescending(Counted).ThenBy(p => p.Pick!.Day);
        return Numbered(picked.Concat(InOrder(strongest.Values.Where(p => p.Part != EditionPart.Picked))));
    }

    private static IOrderedEnumerable<RankedPaper> InOrder(IEnumerable<RankedPaper> papers) => papers
        .OrderBy(p => p.Part)
        .ThenByDescending(Counted)
        .ThenByDescending(p => p.Foreseen?.Score ?? double.NegativeInfinity)
        .ThenBy(p => p.Paper);

    private static int Counted(RankedPaper paper) =>
        paper.Because is not { } because ? 0
        : because.Kind == AppearanceKind.Featured ? because.Upvotes ?? 0
        : because.Interest;

    private static RankedPaper[] Numbered(IEnumerable<RankedPaper> papers) => [.. papers.Select((paper, i) => paper with { Rank = i + 1 })];

    // A plain loop: a day may have thousands of appearances, and a front page is made for every reader.
    private static Dictionary<long, Appearance> Strongest(IEnumerable<Appearance> appearances)
    {
        var strongest = new Dictionary<long, Appearance>();
        foreach (var appearance in appearances)
        {
            if (!strongest.TryGetValue(appearance.Paper, out var known) || IsStronger(appearance, known))
                strongest[appearance.Paper] = appearance;
        }

        return strongest;
    }

    private static bool IsStronger(RankedPaper one, RankedPaper other) =>
        one.Part != other.Part ? one.Part < other.Part
        : one.Part == EditionPart.Picked || one.Because is null || other.Because is null ? one.Rank < other.Rank
        : IsStronger(one.Because, other.Because);

    private static bool IsStronger(Appearance one, Appearance other) =>
        (one.Kind, -(one.Upvotes ?? -1), one.Day).CompareTo((other.Kind, -(other.Upvotes ?? -1), other.Day)) < 0;
}
