using Paperboy.Search.Fusion;
using Xunit;

namespace Paperboy.Search.Tests.Fusion;

/// <summary>Crowding against a twin that sorts, and thresholds against distributions whose quantiles are known.</summary>
public sealed class VectorStatisticsTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(19)]
    public void Crowding_is_the_mean_cosine_with_the_nearest_of_the_sample_but_its_own(int dimensions)
    {
        var random = new Random(dimensions);
        foreach (var count in new[] { 0, 1, 10, 49, 50, 51, 90 })
        {
            var sample = Enumerable.Range(0, count).Select(_ => Vector(random, dimensions)).ToArray();
            var crowding = new Crowding([.. sample.SelectMany(vector => vector)], dimensions);
            foreach (var (place, vector) in sample.Append(Vector(random, dimensions)).Index())
            {
                var own = place < count ? place : -1;
                var nearest = sample.Where((_, other) => other != own).Select(other => other.Zip(vector, (a, b) => a * b).Sum())
                    .OrderDescending().Take(Crowding.Neighbours).ToArray();
                Assert.Equal(nearest.Length == 0 ? 0 : nearest.Average(), crowding.Of(vector, own), 0.00001f);
            }
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(37)]
    [InlineData(64)]
    public void Many_vectors_at_once_have_the_crowding_that_each_has_alone(int dimensions)
    {
        var random = new Random(dimensions);
        foreach (var (count, size) in new[] { (0, 5), (1, 1), (17, 3), (50, 42), (33, 101) })
        {
            var vectors = Enumerable.Range(0, count).SelectMany(_ => Vector(random, dimensions)).ToArray();
            var crowding = new Crowding([.. Enumerable.Range(0, size).SelectMany(_ => Vector(random, dimensions)), .. vectors.Take(dimensions)], dimensions);
            var found = new float[count];
            int[] own = [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, size))];
            crowding.Of(vectors, own, found);
            Assert.Equal(Enumerable.Range(0, count).Select(i => crowding.Of(vectors.AsSpan(i * dimensions, dimensions), own[i])), found);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.001)]
    [InlineData(0.00001)]
    public void A_threshold_lets_the_stated_share_of_unrelated_pairs_through(double accepted)
    {
        // Exponential: the share beyond x is e^-x, whether measured or continued beyond the sample.
        var random = new Random(3);
        var sample = Enumerable.Range(0, 100_000).Select(_ => (float)-Math.Log(1 - random.NextDouble())).ToArray();
        var threshold = UnrelatedSimilarity.Threshold(sample, accepted);
        Assert.InRange(Math.Exp(-threshold) / accepted, 0.7, 1.4);
    }

    [Fact]
    public void Too_few_pairs_odd_shares_and_vectors_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => UnrelatedSimilarity.Threshold(new float[UnrelatedSimilarity.FewestPairs - 1], 0.001));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnrelatedSimilarity.Threshold(new float[UnrelatedSimilarity.FewestPairs], 0.06));
        Assert.Throws<ArgumentException>(() => new Crowding(new float[9], 8));
        Assert.Throws<ArgumentException>(() => new Crowding(new float[16], 8).Of(new float[7]));
        Assert.Throws<ArgumentException>(() => new Crowding(new float[16], 8).Of(new float[17], new int[2], new float[2]));
    }

    private static float[] Vector(Random random, int dimensions)
    {
        var vector = Enumerable.Range(0, dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
