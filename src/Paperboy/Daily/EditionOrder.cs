using Paperboy.Daily.Desk;

namespace Paperboy.Daily;

/// <summary>A whole edition as numbers and reasons.</summary>
/// <param name="Papers">By rank.</param>
/// <param name="Hands">The curators who had a hand in it.</param>
/// <param name="Makers">Who made it, for its page.</param>
/// <param name="Picked">How many are picked.</param>
/// <param name="Featured">How many of the others are featured.</param>
internal sealed record EditionOrder(
    IReadOnlyList<RankedPaper> Papers, IReadOnlyList<Hand> Hands, EditionMakers Makers, int Picked, int Featured)
{
    public static EditionOrder Of(IReadOnlyList<RankedPaper> papers, IReadOnlyList<Hand> hands) => new(
        papers,
        hands,
        EditionMakers.Of(papers, hands),
        papers.Count(p => p.Part == EditionPart.Picked),
        papers.Count(p => p.Part == EditionPart.Featured));
}
