using Paperboy.Catalog;
using Paperboy.Daily.Desk;
using Paperboy.Daily.Past;

namespace Paperboy.Daily;

/// <summary>The orders of days: as they were kept where the day is over, else as they follow from what is known now.</summary>
public sealed class DayOrders(EditionStore editions, DeskStore desks, PastEditions past, PredictionsOf foresee)
{
    /// <summary>A day's edition as it would be if it were made now.</summary>
    /// <param name="day">The day.</param>
    /// <param name="desk">What its curators have decided.</param>
    public EditionOrder Live(DateOnly day, DeskState desk) => Live(editions.Between(day, day), desk, foresee(day, day));

    /// <summary>A day's edition as readers have it.</summary>
    /// <param name="day">The day.</param>
    /// <param name="curated">Whether what curators have decided counts already.</param>
    public EditionOrder Of(DateOnly day, bool curated) =>
        past.Newest(day, day).GetValueOrDefault(day) is { } kept
            ? Kept([kept]).Single()
            : Live(day, curated ? desks.Of(day) : DeskState.Of(day));

    /// <summary>The editions of all days from one to another that have any, in their order.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last one.</param>
    /// <param name="curated">The last one of which what curators have decided counts already.</param>
    public IReadOnlyList<EditionOrder> Between(DateOnly first, DateOnly last, DateOnly curated)
    {
        var kept = past.Newest(first, last);
        var states = desks.Between(first, last < curated ? last : curated);
        var foreseen = foresee(first, last);
        var days = editions.Between(first, last).ToLookup(a => a.Day);
        var orders = Kept([.. kept.Values]).Concat(
            from day in days.Select(d => d.Key).Union(states.Keys)
            where !kept.ContainsKey(day)
            select Live(days[day], states.GetValueOrDefault(day) ?? DeskState.Of(day), foreseen));
        return [.. orders];
    }

    /// <summary>An edition as it stood in one of its versions; null where there is none such.</summary>
    public EditionOrder? Version(DateOnly day, int version) => past.Find(day, version) is { } kept ? Kept([kept]).Single() : null;

    private List<EditionOrder> Kept(IReadOnlyList<PastEdition> editions)
    {
        var present = past.Present(editions.SelectMany(e => e.Edition.Papers).Select(p => p.Id));
        return [.. editions.Select(edition => Kept(edition, present))];
    }

    private static EditionOrder Kept(PastEdition kept, IReadOnlyDictionary<string, (long Number, string Id)> present)
    {
        var (version, edition) = (kept.Version, kept.Edition);
        var picks = edition.Picks.Select((pick, i) => new Pick(
                version.Day, present.GetValueOrDefault(pick.Paper).Number, pick.Paper, i + 1, pick.Note, pick.Actor,
                kept.Names.GetValueOrDefault(pick.Actor), version.MadeAt))
            .ToDictionary(pick => pick.Paper, StringComparer.Ordinal);
        var first = new HashSet<long>();
        var papers = edition.Papers.Select((paper, i) =>
        {
            var number = present.GetValueOrDefault(paper.Id).Number;
            var because = paper.Kind is { } kind ? new Appearance(number, version.Day, kind, paper.Source, paper.Upvotes, paper.Interest) : null;
            return new RankedPaper(number, i + 1, because, picks.GetValueOrDefault(paper.Id), paper.Foreseen);
        });

        // Two that have become one since stand where the first of them stood.
        var ranked = papers.Where(paper => paper.Paper == 0 || first.Add(paper.Paper)).ToList();
        return EditionOrder.Of(ranked, [.. edition.Hands.Select(actor => new Hand(actor, kept.Names.GetValueOrDefault(actor)))]) with { Kept = version };
    }

    private static EditionOrder Live(IEnumerable<Appearance> appearances, DeskState desk, IReadOnlyDictionary<long, Prediction> foreseen)
    {
        var ranked = EditionRanking.Rank(appearances, desk.Picks, desk.LeftOut.Select(p => p.Number).ToHashSet(), foreseen);
        return EditionOrder.Of(ranked, desk.Picks.Count + desk.LeftOut.Count > 0 ? desk.Hands : []);
    }
}
