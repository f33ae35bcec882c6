using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>A paper's place in an edition.</summary>
/// <param name="Paper">The catalog's number of the paper; 0 where the catalog holds it no more.</param>
/// <param name="Rank">1 for the lead.</param>
/// <param name="Because">What put it into the edition; null where nobody but a curator did.</param>
/// <param name="Pick">That of a curator, if one did.</param>
/// <param name="Foreseen">What was foreseen of it, if that told its place.</param>
public sealed record RankedPaper(long Paper, int Rank, Appearance? Because, Pick? Pick = null, Prediction? Foreseen = null)
{
    public EditionPart Part =>
        Pick is not null ? EditionPart.Picked
        : Because is { Kind: AppearanceKind.Featured } ? EditionPart.Featured
        : EditionPart.Announced;

    /// <summary>Whether its place follows from what was foreseen, not from picks or votes.</summary>
    public bool IsPredicted => Foreseen is not null && Part == EditionPart.Announced && Because is { Interest: 0 };

    /// <summary>Why it stands at this place, in words; made when asked, since a month ranks thousands and shows dozens.</summary>
    public string Reason =>
        Pick is { } pick ? $"Picked by {pick.Curator ?? "a former curator"}{AndSo(Because)}"
        : Because is { } because ? ReasonFor(because, Foreseen)
        : "";

    private static string AndSo(Appearance? because) =>
        because is null ? ""
        : because.Kind == AppearanceKind.Featured ? "; " + Lower(ReasonFor(because, null))
        : $"; {Lower(Announced(because))}";

    private static string ReasonFor(Appearance appearance, Prediction? foreseen) => appearance.Kind switch
    {
        AppearanceKind.Featured when appearance.Upvotes is > 0 =>
            $"Featured by {SourceNames.Of(appearance.Source)}; {Votes(appearance.Upvotes.Value)} there",
        AppearanceKind.Featured => $"Featured by {SourceNames.Of(appearance.Source)}",
        _ when appearance.Interest > 0 => $"{Announced(appearance)}; {Interest(appearance.Interest)} so far",
        _ when foreseen is not null => $"Predicted: {foreseen.Reason}",
        AppearanceKind.Listed => $"{Announced(appearance)}; nobody has voted yet",
        _ => Announced(appearance),
    };

    private static string Announced(Appearance appearance) => appearance.Kind == AppearanceKind.Published
        ? $"Published on this day, says {SourceNames.Of(appearance.Source)}"
        : $"Announced by {SourceNames.Of(appearance.Source)}";

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static string Interest(int count) => count == 1 ? "1 upvote or comment" : $"{count} upvotes and comments";

    private static string Votes(int count) => count == 1 ? "1 upvote" : $"{count} upvotes";
}
