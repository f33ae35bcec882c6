using Paperboy.Catalog.Duplicates;

namespace Paperboy.Catalog;

/// <summary>Finds the papers that a record is of: by the ids that it names, and else by title, authors and year.</summary>
internal sealed class PaperRecognition(PaperRows papers, RecordRows records, ApartRecords apart)
{
    /// <summary>
    /// The papers that a record makes one, those of its ids first, without its own: mostly none or one. What ids contradict is
    /// left out, and what somebody has split.
    /// </summary>
    /// <param name="prepared">The record as it comes.</param>
    /// <param name="own">The paper that already has it in an earlier form; null when it is new.</param>
    public IReadOnlyList<long> PapersOf(PreparedRecord prepared, long? own)
    {
        var keys = prepared.Keys;
        var byId = papers.With(keys with { Blocks = [] });
        var byTitle = papers.With(keys with { Texts = [] });
        if (own is { } number)
        {
            byId.Remove(number);
            byTitle.Remove(number);
        }

        byTitle.ExceptWith(byId);
        if (byId.Count + byTitle.Count == 0)
            return [];
        var found = new List<long>();
        IReadOnlyCollection<string> known = own is { } o ? [.. keys.Texts, .. papers.KeysOf(o).Texts] : keys.Texts;
        var split = apart.From(prepared.Record, own);
        foreach (var candidate in byId.Concat(byTitle.Count == 0 ? [] : Alike(prepared, byTitle)))
        {
            var theirs = papers.KeysOf(candidate).Texts;
            if (!Identity.Compatible(known, theirs) || apart.Has(candidate, split))
                continue;
            found.Add(candidate);
            apart.AddOf(candidate, split);
            known = [.. known, .. theirs];
        }

        return found;
    }

    // Of several works that are like the record, those of the best title: the same words count for more than an abstract alone.
    private List<long> Alike(PreparedRecord prepared, SortedSet<long> candidates)
    {
        var best = TitleLikeness.Different;
        var alike = new List<long>();
        foreach (var candidate in candidates)
        {
            var likeness = LikenessTo(prepared, candidate);
            if (likeness == TitleLikeness.Different || likeness < best)
                continue;
            if (likeness > best)
                alike.Clear();
            best = likeness;
            alike.Add(candidate);
        }

        return alike;
    }

    // Ids are at hand; records must be read from JSON.
    private TitleLikeness LikenessTo(PreparedRecord prepared, long candidate) =>
        Identity.Compatible(prepared.Keys.Texts, papers.KeysOf(candidate).Texts)
            ? records.Of(candidate).Select(other => NearDuplicate.Likeness(prepared.Record, other)).DefaultIfEmpty().Max()
            : TitleLikeness.Different;
}
