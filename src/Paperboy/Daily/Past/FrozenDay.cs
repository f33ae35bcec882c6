using Paperboy.Catalog;

namespace Paperboy.Daily.Past;

/// <summary>A day's edition as it is kept: by permanent ids, with what its order followed from.</summary>
/// <param name="Papers">By rank, the picked ones first.</param>
/// <param name="Picks">In their order.</param>
/// <param name="Hands">Actors who had a hand in it.</param>
internal sealed record FrozenDay(IReadOnlyList<FrozenPaper> Papers, IReadOnlyList<FrozenPick> Picks, IReadOnlyList<long> Hands)
{
    /// <summary>The part that each paper stands in.</summary>
    public Dictionary<string, EditionPart> Parts()
    {
        var picked = Picks.Select(pick => pick.Paper).ToHashSet(StringComparer.Ordinal);
        return Papers.ToDictionary(
            paper => paper.Id,
            paper => picked.Contains(paper.Id) ? EditionPart.Picked
                : paper.Kind == AppearanceKind.Featured ? EditionPart.Featured
                : EditionPart.Announced,
            StringComparer.Ordinal);
    }
}

/// <summary>A paper of a kept edition.</summary>
/// <param name="Id">Permanent.</param>
/// <param name="Kind">What put it into the edition; null where only a curator did.</param>
/// <param name="Source">Who said so; empty where nobody did.</param>
/// <param name="Upvotes">What the source had counted.</param>
/// <param name="Interest">Upvotes and comments, wherever they had been counted.</param>
/// <param name="Foreseen">What had been foreseen of it, if that told its place.</param>
internal sealed record FrozenPaper(string Id, AppearanceKind? Kind, string Source, int? Upvotes, int Interest, Prediction? Foreseen);

/// <summary>A pick of a kept edition.</summary>
internal sealed record FrozenPick(string Paper, string Note, long Actor);
