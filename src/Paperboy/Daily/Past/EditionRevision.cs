namespace Paperboy.Daily.Past;

/// <summary>
/// What becomes of a closed edition when more is known: a pure function. What stays keeps its place and the counts that it had;
/// what is new stands at the end of its part; picks stand as their curators want them. Counts alone change nothing.
/// </summary>
/// <param name="Edition">As it is from now on.</param>
/// <param name="Changes">What is different; none when nothing is.</param>
internal sealed record EditionRevision(FrozenDay Edition, IReadOnlyList<EditionChange> Changes)
{
    /// <param name="before">The version that counts so far, its ids those that papers have now.</param>
    /// <param name="live">The edition as it would close now.</param>
    /// <param name="leftOut">Papers that curators left out.</param>
    public static EditionRevision Of(FrozenDay before, FrozenDay live, IReadOnlySet<string> leftOut)
    {
        var partsBefore = before.Parts();
        var parts = live.Parts();
        var ranks = before.Papers.Select((paper, rank) => (paper.Id, rank)).ToDictionary(p => p.Id, p => p.rank, StringComparer.Ordinal);
        var order = live.Papers
            .OrderBy(paper => parts[paper.Id])
            .ThenBy(paper => parts[paper.Id] != EditionPart.Picked && Stays(paper.Id) ? ranks[paper.Id] : int.MaxValue)
            .Select(paper => Stays(paper.Id) ? before.Papers[ranks[paper.Id]] : paper);
        var changes = live.Papers.SelectMany(paper => Changes(paper.Id))
            .Concat(before.Papers.Where(paper => !parts.ContainsKey(paper.Id)).Select(paper =>
                new EditionChange(leftOut.Contains(paper.Id) ? EditionChangeKind.LeftOut : EditionChangeKind.Gone, paper.Id)))
            .Concat(IsReordered(before.Picks, live.Picks) ? [new EditionChange(EditionChangeKind.Reordered, "")] : []);
        return new EditionRevision(live with { Papers = [.. order] }, [.. changes.OrderBy(change => change.Kind)]);

        bool Stays(string id) => partsBefore.TryGetValue(id, out var part) && part == parts[id];

        IEnumerable<EditionChange> Changes(string id)
        {
            if (KindOf(partsBefore.TryGetValue(id, out var part) ? part : null, parts[id]) is { } kind)
                yield return new EditionChange(kind, id);
            else if (parts[id] == EditionPart.Picked && NoteOf(before, id) != NoteOf(live, id))
                yield return new EditionChange(EditionChangeKind.Noted, id);
        }
    }

    private static EditionChangeKind? KindOf(EditionPart? before, EditionPart now) =>
        before == now ? null
        : now == EditionPart.Picked ? EditionChangeKind.Picked
        : before is null ? EditionChangeKind.Added
        : before == EditionPart.Picked ? EditionChangeKind.Unpicked
        : now == EditionPart.Featured ? EditionChangeKind.Featured
        : EditionChangeKind.Unfeatured;

    private static string? NoteOf(FrozenDay day, string id) => day.Picks.FirstOrDefault(pick => pick.Paper == id)?.Note;

    private static bool IsReordered(IReadOnlyList<FrozenPick> before, IReadOnlyList<FrozenPick> now)
    {
        var both = before.Select(pick => pick.Paper).Intersect(now.Select(pick => pick.Paper)).ToList();
        return !both.SequenceEqual(now.Select(pick => pick.Paper).Where(both.Contains));
    }
}
