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
}
