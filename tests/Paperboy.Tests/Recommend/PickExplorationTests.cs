using Paperboy.Recommend;
using Xunit;

namespace Paperboy.Tests.Recommend;

public sealed class PickExplorationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(257)]
    public void One_place_in_ten_goes_to_the_most_uncertain_that_is_left(int count)
    {
        var papers = Papers(count);
        var placed = PickExploration.Arrange(papers);
        Assert.Equal(count, placed.Select(p => p.Candidate.Paper).Distinct().Count());
        Assert.Equal(count / 10, placed.Count(p => p.Explores));
        Assert.Equal(placed, placed.OrderByDescending(p => p.Standing));
        for (var place = 0; place < placed.Count; place++)
        {
            var left = placed.Skip(place).ToList();
            Assert.Equal(place % 10 == 9, placed[place].Explores);
            Assert.Equal(placed[place].Explores ? left.Max(p => p.Score.Uncertainty) : left.Max(p => p.Score.LogOdds), placed[place].Explores ? placed[place].Score.Uncertainty : placed[place].Score.LogOdds);
        }
    }

    [Fact]
    public void The_order_does_not_depend_on_the_order_of_arrival()
    {
        var papers = Papers(100);
        var ordered = PickExploration.Arrange(papers).Select(p => p.Candidate.Paper);
        papers.Reverse();
        Assert.Equal(ordered, PickExploration.Arrange(papers).Select(p => p.Candidate.Paper));
    }

    private static List<(PickCandidate Candidate, PickScore Score)> Papers(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => (
            new PickCandidate(i, $"arXiv:{i:D5}", MadeCommunity.First, "", "", "", [], []),
            new PickScore(Math.Round(random.NextDouble(), 1), Math.Round(random.NextDouble(), 1))))];
    }
}
