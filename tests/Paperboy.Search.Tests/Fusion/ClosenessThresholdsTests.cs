using Paperboy.Search.Fusion;
using Xunit;

namespace Paperboy.Search.Tests.Fusion;

/// <summary>Thresholds against similarities whose extreme values are known: the greatest of exponential ones.</summary>
public sealed class ClosenessThresholdsTests
{
    [Theory]
    [InlineData(2_000, 2_000, 0.05)]
    [InlineData(2_000, 2_000, 0.2)]
    [InlineData(500, 50_000, 0.05)]
    [InlineData(5_000, 300, 0.1)]
    public void The_stated_share_of_unrelated_queries_finds_something_among_any_number_of_documents(int measured, int searched, double accepted)
    {
        var random = new Random(measured + searched);
        var queries = Enumerable.Range(0, 1_000).Select(_ => new UnrelatedQuery(4, Greatest(random, measured, ClosenessThresholds.Nearest))).ToList();
        var least = ClosenessThresholds.Measure(queries, measured, accepted).For(4, searched);
        var found = Enumerable.Range(0, 4_000).Count(_ => Greatest(random, searched, 1)[0] >= least) / 4_000.0;
        Assert.InRange(found / accepted, 0.6, 1.6);
    }

    [Fact]
    public void Between_two_lengths_a_threshold_follows_the_logarithm_and_outside_it_stays()
    {
        var thresholds = new ClosenessThresholds([new(1, 0.6f, 0.04f), new(4, 0.5f, 0.02f), new(16, 0.4f, 0.02f)], 1_000);
        Assert.Equal(0.6f, thresholds.For(0, 1_000), 5);
        Assert.Equal(0.6f, thresholds.For(1, 1_000), 5);
        Assert.Equal(0.55f, thresholds.For(2, 1_000), 5);
        Assert.Equal(0.5f, thresholds.For(4, 1_000), 5);
        Assert.Equal(0.45f, thresholds.For(8, 1_000), 5);
        Assert.Equal(0.4f, thresholds.For(500, 1_000), 5);
        Assert.Equal(0.55f + (0.03f * MathF.Log(10)), thresholds.For(2, 10_000), 5);
    }

    [Fact]
    public void Too_few_queries_and_lists_that_are_too_short_or_in_disorder_are_refused()
    {
        var good = Enumerable.Range(0, 100).Select(_ => new UnrelatedQuery(2, Greatest(new Random(1), 50, 10))).ToList();
        Assert.Single(ClosenessThresholds.Measure(good, 50).ByLength);
        Assert.Throws<ArgumentException>(() => ClosenessThresholds.Measure([], 50));
        Assert.Throws<ArgumentException>(() => ClosenessThresholds.Measure(good[..99], 50));
        Assert.Throws<ArgumentException>(() => ClosenessThresholds.Measure([.. good, new(2, [0.3f, 0.2f])], 50));
        Assert.Throws<ArgumentException>(() => ClosenessThresholds.Measure([.. good, new(2, [.. good[0].Similarities.Reverse()])], 50));
        Assert.Throws<ArgumentException>(() => ClosenessThresholds.Measure([.. good, new(2, [float.NaN, .. good[0].Similarities])], 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClosenessThresholds.Measure(good, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClosenessThresholds.Measure(good, 50, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClosenessThresholds.Measure([.. good.Select(query => query with { Words = 0 })], 50));
    }

    // The greatest of so many independent exponential values, descending: their spacings are exponential (Renyi).
    private static float[] Greatest(Random random, int count, int greatest)
    {
        var ascending = 0.0;
        var values = new List<float>();
        for (var rank = 0; rank < count; rank++)
        {
            ascending += -Math.Log(1 - random.NextDouble()) / (count - rank) / 20;
            if (rank >= count - greatest)
                values.Add((float)ascending);
        }

        values.Reverse();
        return [.. values];
    }
}
