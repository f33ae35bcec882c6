using Paperboy.Catalog;
using Paperboy.Daily;
using Xunit;

namespace Paperboy.Tests.Daily;

public sealed class EditionRankingTests
{
    private static readonly DateOnly Day = new(2026, 1, 6);

    [Fact]
    public void Featured_papers_lead_by_votes_and_the_rest_follow_by_interest()
    {
        var ranked = EditionRanking.Rank(
        [
            new Appearance(1, Day, AppearanceKind.Listed, "arxiv", null, 3),
            new Appearance(2, Day, AppearanceKind.Featured, "hf", 5, 5),
            new Appearance(3, Day, AppearanceKind.Featured, "hf", 9, 9),
            new Appearance(4, Day, AppearanceKind.Listed, "arxiv", null, 80),
        ]);
        Assert.Equal([3L, 2L, 4L, 1L], ranked.Select(r => r.Paper));
        Assert.Equal([1, 2, 3, 4], ranked.Select(r => r.Rank));
    }

    [Fact]
    public void A_paper_that_appears_twice_stands_once_for_its_strongest_reason()
    {
        var ranked = EditionRanking.Rank(
        [
            new Appearance(1, Day, AppearanceKind.Listed, "arxiv", null, 5),
            new Appearance(1, Day, AppearanceKind.Featured, "hf", 5, 5),
        ]);
        Assert.Equal("Featured by Hugging Face Daily Papers; 5 upvotes there", Assert.Single(ranked).Reason);
    }

    [Theory]
    [InlineData(0, "nobody has voted yet")]
    [InlineData(1, "1 upvote or comment so far")]
    [InlineData(2, "2 upvotes and comments so far")]
    public void The_reason_counts_in_good_English(int interest, string expected) => Assert.EndsWith(
        expected,
        EditionRanking.Rank([new Appearance(1, Day, AppearanceKind.Listed, "arxiv", null, interest)])[0].Reason,
        StringComparison.Ordinal);

    [Fact]
    public void Picks_lead_in_the_order_of_the_curators_whatever_else_is_known()
    {
        var ranked = EditionRanking.Rank(
            [
                new Appearance(1, Day, AppearanceKind.Listed, "arxiv", null, 0),
                new Appearance(2, Day, AppearanceKind.Featured, "hf", 90, 90),
                new Appearance(3, Day, AppearanceKind.Listed, "arxiv", null, 7),
            ],
            [Pick(9, 2), Pick(1, 1), Pick(0, 3)]);
        Assert.Equal([1L, 9L, 2L, 3L], ranked.Select(r => r.Paper));
        Assert.Equal([EditionPart.Picked, EditionPart.Picked, EditionPart.Featured, EditionPart.Announced], ranked.Select(r => r.Part));
        Assert.Equal("Picked by Ada; announced by arXiv", ranked[0].Reason);
        Assert.Equal("Picked by Ada", ranked[1].Reason);
    }

    [Fact]
    public void What_is_left_out_does_not_stand_there() => Assert.Equal(
        [2L],
        EditionRanking.Rank(
            [new Appearance(1, Day, AppearanceKind.Featured, "hf", 90, 90), new Appearance(2, Day, AppearanceKind.Listed, "arxiv", null, 0)],
            leftOut: new HashSet<long> { 1 }).Select(r => r.Paper));

    [Fact]
    public void What_nobody_has_looked_at_stands_by_what_is_foreseen_and_says_so()
    {
        var ranked = EditionRanking.Rank(
            [
                new Appearance(1, Day, AppearanceKind.Listed, "arxiv", null, 0),
                new Appearance(2, Day, AppearanceKind.Listed, "arxiv", null, 0),
                new Appearance(3, Day, AppearanceKind.Listed, "arxiv", null, 0),
                new Appearance(4, Day, AppearanceKind.Listed, "arxiv", null, 2),
            ],
            foreseen: new Dictionary<long, Prediction> { [2] = new(-0.5, "like what was picked: lamps"), [3] = new(0.5, "author picked 4 times") });
        Assert.Equal([4L, 3L, 2L, 1L], ranked.Select(r => r.Paper));
        Assert.Equal("Predicted: author picked 4 times", ranked[1].Reason);
        Assert.Equal("Announced by arXiv; nobody has voted yet", ranked[3].Reason);
    }

    [Fact]
    public void A_week_has_each_paper_once_for_the_strongest_reason_of_its_days()
    {
        var monday = EditionRanking.Rank(
            [new Appearance(1, Day, AppearanceKind.Listed, "arxiv", null, 0), new Appearance(2, Day, AppearanceKind.Featured, "hf", 5, 5)], [Pick(7, 1), Pick(8, 2)]);
        var tuesday = EditionRanking.Rank(
            [new Appearance(1, Day.AddDays(1), AppearanceKind.Featured, "hf", 9, 9), new Appearance(2, Day.AddDays(1), AppearanceKind.Listed, "arxiv", null, 5)],
            [Pick(6, 1)]);
        var week = EditionRanking.Combine([monday, tuesday]);
        Assert.Equal(3, week.Count(r => r.Part == EditionPart.Picked));
        Assert.Equal(8, week[2].Paper); // both leads stand before the second picks
        Assert.Equal([1L, 2L], week.Skip(3).Select(r => r.Paper));
        Assert.Equal("Featured by Hugging Face Daily Papers; 9 upvotes there", week[3].Reason);
        Assert.Equal([1, 2, 3, 4, 5], week.Select(r => r.Rank));
    }

    private static Pick Pick(long number, int place) => new(Day, number, $"arXiv:2601.{number:D5}", place, "", 5, "Ada", DateTimeOffset.UnixEpoch);
}
