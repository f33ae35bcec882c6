using Paperboy.Catalog;
using Paperboy.Daily.Desk;
using Paperboy.Daily.Past;

namespace Paperboy.Daily;

/// <summary>Makes editions: which papers, in which order, why, and by whom.</summary>
public sealed class Editions(
    EditionStore editions,
    PaperStore papers,
    DeskStore desks,
    PastEditions past,
    DayOrders orders,
    CatalogSequence sequence,
    EditionStamp stamp,
    TimeProvider time)
{
    public const int PageSize = 36;

    // A month ranks thousands of papers to show dozens; the periods that people read are few.
    private const int MostRanked = 64;

    private readonly CatalogCache<(EditionPeriod, long Stamp, DateOnly Today, bool Shown), EditionOrder> _orders = new(sequence, MostRanked);

    /// <summary>The last day whose edition is shown: what curators prepare for later ones is nobody else's yet.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>One page of an edition, from 1 on. A period without papers gives an edition without papers.</summary>
    public Edition Page(EditionPeriod period, int page)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        return Page(period, page, Order(period), past.Versions(period.First, period.Last));
    }

    /// <summary>One page of a day's edition as it stood in an earlier version; null where there is none such.</summary>
    public Edition? PageOf(DateOnly day, int version, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        return orders.Version(day, version) is { } order
            ? Page(EditionPeriod.Of(EditionSpan.Day, day), page, order, past.Versions(day, day))
            : null;
    }

    /// <summary>The first papers of a day's edition.</summary>
    public IReadOnlyList<EditionPaper> Top(DateOnly day, int count) =>
        WithPapers([.. Order(EditionPeriod.Of(EditionSpan.Day, day)).Papers.Take(count)]);

    /// <summary>How many papers of an edition have a higher number than one.</summary>
    internal int CountAbove(EditionPeriod period, long number) => Order(period).Papers.Count(p => p.Paper > number);

    /// <summary>A day's whole order, also of a day to come: what its curators look at.</summary>
    internal EditionOrder Prepared(DateOnly day) => Order(EditionPeriod.Of(EditionSpan.Day, day), shown: false);

    /// <summary>The newest day with papers up to a day.</summary>
    public DateOnly? Latest(DateOnly until) => Later(editions.LastUntil(until), desks.Last(DateOnly.MinValue, Earliest(until, Today)));

    /// <summary>The papers of some places, in their order; those that the catalog holds no more are left out.</summary>
    internal IReadOnlyList<EditionPaper> WithPapers(IReadOnlyList<RankedPaper> ranked)
    {
        var found = papers.FindMany([.. ranked.Select(r => r.Paper)]).ToDictionary(p => p.Number);
        return
        [
            .. ranked.Where(r => found.ContainsKey(r.Paper)).Select(r =>
                new EditionPaper(found[r.Paper], r.Rank, r.Because, r.Reason) { Part = r.Part, Note = r.Pick?.Note ?? "", IsPredicted = r.IsPredicted }),
        ];
    }

    internal EditionOrder Order(EditionPeriod period, bool shown = true) =>
        _orders.Get((period, stamp.Current(), Today, shown), key =>
            period.Span != EditionSpan.Day ? OfDays(period)
            : shown ? orders.Of(period.First, curated: period.First <= Today)
            : orders.Live(period.First, desks.Of(period.First)));

    private EditionOrder OfDays(EditionPeriod period)
    {
        var days = orders.Between(period.First, period.Last, Today);
        return EditionOrder.Of(
            EditionRanking.Combine(days.Select(order => order.Papers)), [.. days.SelectMany(order => order.Hands).DistinctBy(hand => hand.Actor)]);
    }

    private Edition Page(EditionPeriod period, int page, EditionOrder order, IReadOnlyList<EditionVersion> versions)
    {
        var ranked = order.Papers.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var found = WithPapers(ranked);
        return new Edition(
            period,
            order.Picked,
            order.Featured,
            order.Papers.Count,
            page,
            Math.Max(1, (order.Papers.Count + PageSize - 1) / PageSize),
            found,
            Before(period.First),
            After(period.Last))
        {
            Makers = order.Makers,
            Kept = order.Kept,
            Versions = versions,
            Gone = order.Kept is null ? [] : [.. ranked.Select(r => r.Rank).Except(found.Select(p => p.Rank))],
        };
    }

    private DateOnly? Before(DateOnly day) => Later(editions.Before(day), desks.Last(DateOnly.MinValue, Earliest(day.AddDays(-1), Today)));

    private DateOnly? After(DateOnly day) => (editions.After(day), desks.First(day.AddDays(1), Today)) switch
    {
        ({ } one, { } other) => Earliest(one, other),
        var (one, other) => one ?? other,
    };

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || one < other ? other ?? one : one;

    private static DateOnly Earliest(DateOnly one, DateOnly other) => one < other ? one : other;
}

/// <summary>One page of an edition.</summary>
/// <param name="Period">Its day, week or month.</param>
/// <param name="Picked">How many papers of the whole edition curators picked.</param>
/// <param name="Featured">How many of the others are featured.</param>
/// <param name="All">How many papers the whole edition has.</param>
/// <param name="Number">Of this page, from 1 on.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Papers">Those of this page, by rank.</param>
/// <param name="Before">The newest day with papers before the edition.</param>
/// <param name="After">The first day with papers after it.</param>
public sealed record Edition(
    EditionPeriod Period,
    int Picked,
    int Featured,
    int All,
    int Number,
    int Pages,
    IReadOnlyList<EditionPaper> Papers,
    DateOnly? Before,
    DateOnly? After)
{
    public required EditionMakers Makers { get; init; }

    /// <summary>Which kept version of a day's edition it is; null where it follows from what is known now, and of weeks and months.</summary>
    public EditionVersion? Kept { get; init; }

    /// <summary>All kept versions of its days, by day and version.</summary>
    public IReadOnlyList<EditionVersion> Versions { get; init; } = [];

    /// <summary>Whether a later version has taken its place.</summary>
    public bool IsOld => Kept is { } kept && Versions.Any(v => v.Day == kept.Day && v.Version > kept.Version);

    /// <summary>Ranks of this page whose papers the catalog no longer shows: taken down, or taken back by their source.</summary>
    public IReadOnlyList<int> Gone { get; init; } = [];
}

/// <summary>A paper of an edition, with its place and the reason.</summary>
public sealed record EditionPaper(Paper Paper, int Rank, Appearance? Because, string Reason)
{
    public EditionPart Part { get; init; } = Because is { Kind: AppearanceKind.Featured } ? EditionPart.Featured : EditionPart.Announced;

    /// <summary>Whether its place follows from a prediction.</summary>
    public bool IsPredicted { get; init; }

    /// <summary>Why a curator picked it; empty when nothing was said.</summary>
    public string Note { get; init; } = "";
}
