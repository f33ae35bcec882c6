using Paperboy.Catalog;
using Paperboy.Daily;
using Xunit;

namespace Paperboy.Tests.Daily;

public sealed class PredictedOrderTests
{
    private static readonly DateOnly Day = new(2026, 1, 6);

    [Fact]
    public void The_likeliest_come_first_and_each_tenth_place_is_for_one_that_is_unsure()
    {
        // Thirty papers whose score rises with their number; of these the first three are unsure.
        var predictions = Enumerable.Range(1, 30).ToDictionary(n => (long)n, n => new Prediction(n, n, n <= 3, ["like what was picked: towers"]));
        var ranked = EditionRanking.Rank(Enumerable.Range(1, 32).Select(n => Listed(n)), predictions);
        long[] expected = [.. Down(30, 22), 3, .. Down(21, 13), 2, .. Down(12, 4), 1, 31, 32];
        Assert.Equal(expected, ranked.Select(r => r.Paper));
        Assert.Equal("Announced by arXiv; nobody has voted yet. Predicted: like what was picked: towers", ranked[0].Reason);
        Assert.Contains("Predicted, but unsure: one place in ten", ranked[9].Reason, StringComparison.Ordinal);
        Assert.Equal("Announced by arXiv; nobody has voted yet", ranked[31].Reason);
    }

    [Fact]
    public void What_was_picked_or_voted_for_needs_no_prediction()
    {
        var predictions = new[] { 1L, 2, 3 }.ToDictionary(n => n, n => new Prediction(n, n, false, ["nothing"]));
        var ranked = EditionRanking.Rank([Listed(3), Listed(1, interest: 1), new Appearance(2, Day, AppearanceKind.Featured, "hf", 0, 0)], predictions);
        Assert.Equal([2L, 1L, 3L], ranked.Select(r => r.Paper));
        Assert.Equal([false, false, true], ranked.Select(r => r.Foretold is not null));
    }

    [Fact]
    public void Where_only_unsure_ones_are_left_they_follow_one_another()
    {
        var predictions = Enumerable.Range(1, 4).ToDictionary(n => (long)n, n => new Prediction(n, n, n > 1, ["nothing"]));
        Assert.Equal([1L, 4L, 3L, 2L], EditionRanking.Rank(Enumerable.Range(1, 4).Select(n => Listed(n)), predictions).Select(r => r.Paper));
    }

    private static IEnumerable<long> Down(int from, int to) => Enumerable.Range(to, from - to + 1).Reverse().Select(n => (long)n);

    private static Appearance Listed(long paper, int interest = 0) => new(paper, Day, AppearanceKind.Listed, "arxiv", null, interest);
}
