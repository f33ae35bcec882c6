using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>Makes editions: which papers, in which order, and why.</summary>
public sealed class Editions(EditionStore editions, PaperStore papers, PredictionStore predictions, CatalogSequence sequence)
{
    public const int PageSize = 36;

    // A month ranks thousands of papers to show dozens; the periods that people read are few.
    private const int MostRanked = 64;

    private readonly CatalogCache<(EditionPeriod Period, long Predictions), IReadOnlyList<RankedPaper>> _ranked = new(sequence, MostRanked);

    /// <summary>One page of an edition, from 1 on. A period without papers gives an edition without papers.</summary>
    public Edition Page(EditionPeriod period, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        var ranked = Ranked(period);
        return new Edition(
            period,
            ranked.Count(r => r.Because.Kind == AppearanceKind.Featured),
            ranked.Count,
            page,
            Math.Max(1, (ranked.Count + PageSize - 1) / PageSize),
            WithPapers([.. ranked.Skip((page - 1) * PageSize).Take(PageSize)]),
            editions.Before(period.First),
            editions.After(period.Last));
    }

    /// <summary>The first papers of a day's edition.</summary>
    public IReadOnlyList<EditionPaper> Top(DateOnly day, int count) =>
        WithPapers([.. Ranked(EditionPeriod.Of(EditionSpan.Day, day)).Take(count)]);

    /// <summary>The newest day with papers up to a day.</summary>
    public DateOnly? Latest(DateOnly until) => editions.LastUntil(until);

    private IReadOnlyList<RankedPaper> Ranked(EditionPeriod period) =>
        _ranked.Get((period, predictions.Current()), _ => EditionRanking.Rank(
            editions.Between(period.First, period.Last), predictions.Between(period.First, period.Last)));

    private List<EditionPaper> WithPapers(IReadOnlyList<RankedPaper> ranked)
    {
        // A paper that was merged away between the two readings is left out; the next reading has it right.
        var found = papers.FindMany([.. ranked.Select(r => r.Paper)]).ToDictionary(p => p.Number);
        return [.. ranked.Where(r => found.ContainsKey(r.Paper)).Select(r => new EditionPaper(found[r.Paper], r.Rank, r.Because, r.Reason) { IsPredicted = r.Foretold is not null })];
    }
}

/// <summary>One page of an edition.</summary>
/// <param name="Period">Its day, week or month.</param>
/// <param name="Featured">How many papers of the whole edition are featured.</param>
/// <param name="All">How many papers the whole edition has.</param>
/// <param name="Number">Of this page, from 1 on.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Papers">Those of this page, by rank.</param>
/// <param name="Before">The newest day with papers before the edition.</param>
/// <param name="After">The first day with papers after it.</param>
public sealed record Edition(
    EditionPeriod Period,
    int Featured,
    int All,
    int Number,
    int Pages,
    IReadOnlyList<EditionPaper> Papers,
    DateOnly? Before,
    DateOnly? After);

/// <summary>A paper of an edition, with its place and the reason.</summary>
public sealed record EditionPaper(Paper Paper, int Rank, Appearance Because, string Reason)
{
    /// <summary>Whether its place follows from a prediction.</summary>
    public bool IsPredicted { get; init; }
}
