using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>
/// The order of an edition, as a pure function of what is known: featured papers lead, by the upvotes that the source
/// counted; then the rest by counted interest; what nobody has looked at yet stands as <see cref="PredictedOrder"/> says.
/// </summary>
public static class EditionRanking
{
    private static readonly IReadOnlyDictionary<long, Prediction> NothingForetold = new Dictionary<long, Prediction>();

    /// <param name="appearances">A paper may appear more than once.</param>
    /// <param name="predictions">What was foretold of them, by the paper's number.</param>
    public static IReadOnlyList<RankedPaper> Rank(
        IEnumerable<Appearance> appearances, IReadOnlyDictionary<long, Prediction>? predictions = null)
    {
        predictions ??= NothingForetold;
        var strongest = Strongest(appearances).ToList();
        return
        [
            .. strongest
                .Where(IsCounted)
                .OrderBy(a => a.Kind == AppearanceKind.Featured ? 0 : 1)
                .ThenByDescending(a => a.Kind == AppearanceKind.Featured ? a.Upvotes ?? 0 : a.Interest)
                .ThenBy(a => a.Paper)
                .Concat(PredictedOrder.Of(strongest.Where(a => !IsCounted(a)), predictions))
                .Select((a, i) => new RankedPaper(a.Paper, i + 1, a, IsCounted(a) ? null : predictions.GetValueOrDefault(a.Paper))),
        ];
    }

    private static bool IsCounted(Appearance appearance) => appearance.Kind == AppearanceKind.Featured || appearance.Interest > 0;

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
/// <param name="Foretold">What put it at its place, where that is no vote but a prediction.</param>
public sealed record RankedPaper(long Paper, int Rank, Appearance Because, Prediction? Foretold = null)
{
    /// <summary>Why it stands at this place, in words; made when asked, since a month ranks thousands and shows dozens.</summary>
    public string Reason => Foretold is null ? ReasonFor(Because) : $"{ReasonFor(Because)}. {ReasonFor(Foretold)}";

    private static string ReasonFor(Prediction prediction) => prediction.Explores
        ? $"Predicted, but unsure: one place in ten is kept for such papers; {string.Join("; ", prediction.Reasons)}"
        : $"Predicted: {string.Join("; ", prediction.Reasons)}";

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
