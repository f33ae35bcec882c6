using Paperboy.Catalog;
using Paperboy.Daily;
using Paperboy.Daily.Past;
using Xunit;

namespace Paperboy.Tests.Daily.Past;

public sealed class EditionRevisionTests
{
    private static readonly HashSet<string> Nothing = [];

    [Fact]
    public void What_stays_keeps_its_place_and_its_counts_whatever_is_counted_now()
    {
        var before = Day([], Featured("a", 9), Featured("b", 5), Listed("c", 3), Listed("d", 0));
        var live = Day([], Featured("b", 70), Featured("a", 9), Listed("d", 40), Listed("c", 3));
        var revision = EditionRevision.Of(before, live, Nothing);
        Assert.Empty(revision.Changes);
        Assert.Equal(before.Papers, revision.Edition.Papers);
    }

    [Fact]
    public void What_comes_late_stands_at_the_end_of_its_part()
    {
        var before = Day([], Featured("a", 9), Listed("c", 3), Listed("d", 0));
        var live = Day([], Featured("late", 80), Featured("a", 9), Featured("d", 1), Listed("new", 50), Listed("c", 3));
        var revision = EditionRevision.Of(before, live, Nothing);
        Assert.Equal(["a", "late", "d", "c", "new"], revision.Edition.Papers.Select(p => p.Id));
        Assert.Equal(
            [(EditionChangeKind.Added, "late"), (EditionChangeKind.Added, "new"), (EditionChangeKind.Featured, "d")],
            revision.Changes.Select(c => (c.Kind, c.Paper)));
        Assert.Equal(1, revision.Edition.Papers[2].Upvotes);
    }

    [Fact]
    public void What_goes_and_what_is_left_out_are_told_apart()
    {
        var revision = EditionRevision.Of(Day([], Featured("a", 9), Listed("b", 0), Listed("c", 0)), Day([], Listed("c", 0)), new HashSet<string> { "b" });
        Assert.Equal(["c"], revision.Edition.Papers.Select(p => p.Id));
        Assert.Equal([(EditionChangeKind.Gone, "a"), (EditionChangeKind.LeftOut, "b")], revision.Changes.Select(c => (c.Kind, c.Paper)));
    }

    [Fact]
    public void Corrections_of_curators_are_told_one_by_one()
    {
        var before = Day(["a", "b", "c"], Listed("a", 0), Listed("b", 0), Listed("c", 0), Featured("d", 5), Listed("e", 0));
        var live = Day(["e", "b", "a"], Listed("e", 0), Listed("b", 0), Listed("a", 0), Featured("d", 5), Listed("c", 0));
        var noted = live with { Picks = [.. live.Picks.Select(p => p.Paper == "a" ? p with { Note = "because" } : p)] };
        var revision = EditionRevision.Of(before, noted, Nothing);
        Assert.Equal(["e", "b", "a", "d", "c"], revision.Edition.Papers.Select(p => p.Id));
        Assert.Equal(
            [(EditionChangeKind.Picked, "e"), (EditionChangeKind.Unpicked, "c"), (EditionChangeKind.Noted, "a"), (EditionChangeKind.Reordered, "")],
            revision.Changes.Select(c => (c.Kind, c.Paper)));
    }

    [Fact]
    public void Of_any_two_states_the_revision_has_the_papers_of_the_second_and_is_at_rest_then()
    {
        var random = new Random(34);
        for (var round = 0; round < 500; round++)
        {
            var (before, live) = (AnyDay(random), AnyDay(random));
            var revision = EditionRevision.Of(before, live, Nothing);
            Assert.Equal(live.Papers.Select(p => p.Id).Order(), revision.Edition.Papers.Select(p => p.Id).Order());
            Assert.Equal(live.Picks.Select(p => p.Paper), revision.Edition.Papers.Take(live.Picks.Count).Select(p => p.Id));
            var parts = revision.Edition.Parts();
            Assert.Equal(revision.Edition.Papers.Select(p => parts[p.Id]).Order(), revision.Edition.Papers.Select(p => parts[p.Id]));
            var isSame = before.Papers.Select(p => (p.Id, before.Parts()[p.Id])).ToHashSet().SetEquals(live.Papers.Select(p => (p.Id, live.Parts()[p.Id])))
                && before.Picks.SequenceEqual(live.Picks);
            Assert.Equal(isSame, revision.Changes.Count == 0);
            Assert.Empty(EditionRevision.Of(revision.Edition, live, Nothing).Changes);
        }
    }

    [Fact]
    public void What_is_kept_is_read_back()
    {
        IReadOnlyList<FrozenPaper> papers =
        [
            new("arXiv:2601.00001", AppearanceKind.Featured, "hf", 9, 12, null),
            new("doi:10.1000/ä", null, "", null, 0, null),
            new("tsv:1", AppearanceKind.Published, "a\tsource\n", null, 3, new Prediction(-0.123456789012345, "like: lamps")),
        ];
        var read = FrozenOrder.Read(FrozenOrder.Write(papers), new DateOnly(2026, 1, 6), 1);
        Assert.Equal([papers[0], papers[1], papers[2] with { Source = "a source " }], read);
        Assert.Empty(FrozenOrder.Read(FrozenOrder.Write([]), new DateOnly(2026, 1, 6), 1));
    }

    [Fact]
    public void Damage_names_the_edition()
    {
        var bytes = FrozenOrder.Write([.. Enumerable.Range(0, 100).Select(i => Listed($"p{i}", i))]);
        bytes[bytes.Length / 2] ^= 0x55;
        Assert.Contains("Version 3 of the edition of 2026-01-06", Assert.Throws<InvalidDataException>(() => FrozenOrder.Read(bytes, new DateOnly(2026, 1, 6), 3)).Message, StringComparison.Ordinal);
    }

    private static FrozenDay AnyDay(Random random)
    {
        var ids = Enumerable.Range(0, 8).Select(i => $"p{i}").Where(_ => random.Next(4) > 0).ToArray();
        random.Shuffle(ids);
        var picks = ids.Take(random.Next(4)).ToArray();
        var rest = ids.Skip(picks.Length).Select(id => random.Next(2) == 0 ? Featured(id, random.Next(9)) : Listed(id, random.Next(9)));
        return Day(picks, [.. picks.Select(id => Listed(id, 0)), .. rest.OrderBy(p => p.Kind)]);
    }

    private static FrozenDay Day(string[] picks, params FrozenPaper[] papers) => new(papers, [.. picks.Select(id => new FrozenPick(id, "", 7))], []);

    private static FrozenPaper Featured(string id, int upvotes) => new(id, AppearanceKind.Featured, "hf", upvotes, upvotes, null);

    private static FrozenPaper Listed(string id, int interest) => new(id, AppearanceKind.Listed, "arxiv", null, interest, null);
}
