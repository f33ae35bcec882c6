using Paperboy.Recommend.Learning;
using Xunit;

namespace Paperboy.Tests.Recommend;

/// <summary>The learners against naive oracles: seeded problems small enough to be computed the plain way.</summary>
public sealed class LearnersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_gradient_is_what_finite_differences_give()
    {
        var (rows, targets, weights) = Problem(40, 6, seed: 1, [1, -1, 0.5, 0, 0, 2]);
        var random = new Random(2);
        double[] at = [.. Enumerable.Range(0, 7).Select(_ => random.NextDouble() - 0.5)];
        var gradient = new double[7];
        LogisticRegression.Loss(rows, targets, weights, 0.7, at, gradient);
        for (var i = 0; i < at.Length; i++)
        {
            const double Step = 1e-5;
            var (up, down, unused) = ((double[])at.Clone(), (double[])at.Clone(), new double[7]);
            up[i] += Step;
            down[i] -= Step;
            var slope = (LogisticRegression.Loss(rows, targets, weights, 0.7, up, unused) - LogisticRegression.Loss(rows, targets, weights, 0.7, down, unused)) / (2 * Step);
            Assert.Equal(slope, gradient[i], 1e-5);
        }
    }

    [Fact]
    public void A_planted_model_is_recovered()
    {
        double[] planted = [1.5, -2, 0.75, 0];
        var (rows, targets, weights) = Problem(20_000, 4, seed: 3, planted);
        var fitted = LogisticRegression.Fit(rows, targets, weights, 0.01, null, 100, Cancel);
        for (var i = 0; i < planted.Length; i++)
            Assert.Equal(planted[i], fitted.Weights[i], 0.15);
        Assert.Equal(-0.5, fitted.Bias, 0.15);
    }

    [Fact]
    public void A_fit_that_goes_on_from_an_earlier_one_ends_at_the_same_place()
    {
        var (rows, targets, weights) = Problem(2_000, 5, seed: 4, [1, 1, -1, 0, 0.5]);
        var half = LogisticRegression.Fit(rows, targets[..1_000], weights[..1_000], 0.5, null, 100, Cancel);
        var on = LogisticRegression.Fit(rows, targets, weights, 0.5, half, 100, Cancel);
        var anew = LogisticRegression.Fit(rows, targets, weights, 0.5, null, 100, Cancel);
        for (var i = 0; i < 5; i++)
            Assert.Equal(anew.Weights[i], on.Weights[i], 0.02);
    }

    [Fact]
    public void Weights_that_were_seen_often_are_surer()
    {
        var rows = new SparseRows(2);
        for (var i = 0; i < 100; i++)
            rows.Add(i < 4 ? [0, 1] : [0], [1, 1]);
        float[] weights = [.. Enumerable.Repeat(1f, 100)];
        var variances = new LogisticRegression([0, 0], 0).Variances(rows, weights, 0.5);
        Assert.Equal(1 / (0.5 + (100 * 0.25)), variances[0], 6);
        Assert.Equal(1 / (0.5 + (4 * 0.25)), variances[1], 6);
    }

    [Fact]
    public void The_minimum_of_a_bowl_is_found()
    {
        double[] centre = [3, -2, 0.5, 10];
        double[] steepness = [1, 100, 0.1, 5];
        var found = Lbfgs.Minimize(
            (at, gradient) =>
            {
                for (var i = 0; i < 4; i++)
                    gradient[i] = 2 * steepness[i] * (at[i] - centre[i]);
                return 1 + Enumerable.Range(0, 4).Sum(i => steepness[i] * (at[i] - centre[i]) * (at[i] - centre[i]));
            },
            new double[4], 200, Cancel);
        for (var i = 0; i < 4; i++)
            Assert.Equal(centre[i], found[i], 0.05);
    }

    [Fact]
    public void Trees_learn_what_no_sum_can_say()
    {
        // Picked where exactly one of two numbers is great.
        var random = new Random(5);
        var rows = Enumerable.Range(0, 4_000).Select(_ => new[] { random.NextSingle(), random.NextSingle(), random.NextSingle() }).ToList();
        float[] targets = [.. rows.Select(row => row[0] > 0.5f != row[1] > 0.5f ? 1f : 0f)];
        float[] weights = [.. Enumerable.Repeat(1f, rows.Count)];
        var trees = TreeBooster.Fit(rows, targets, weights, new TreeOptions { Features = 1 }, Cancel);
        Assert.True(trees.Score([0.9f, 0.1f, 0.5f]) > 1);
        Assert.True(trees.Score([0.1f, 0.9f, 0.5f]) > 1);
        Assert.True(trees.Score([0.1f, 0.1f, 0.5f]) < -1);
        Assert.True(trees.Score([0.9f, 0.9f, 0.5f]) < -1);
    }

    [Fact]
    public void The_first_split_is_the_one_that_gains_most()
    {
        var random = new Random(6);
        for (var round = 0; round < 20; round++)
        {
            var rows = Enumerable.Range(0, 60).Select(_ => new[] { (float)random.Next(8), random.Next(8) }).ToList();
            float[] targets = [.. rows.Select(row => random.NextDouble() < (row[round % 2] > 3 ? 0.8 : 0.2) ? 1f : 0f)];
            float[] weights = [.. rows.Select(_ => 0.5f + random.NextSingle())];
            var options = new TreeOptions { Trees = 1, Leaves = 2, LeastCurvature = 0.5, Features = 1 };
            var root = TreeBooster.Fit(rows, targets, weights, options, Cancel).Trees[0][0];
            Assert.Equal(BestGain(rows, targets, weights, options), GainOf(rows, targets, weights, options, root.Feature, root.Threshold), 9);
        }
    }

    [Fact]
    public void The_same_seed_grows_the_same_trees_and_another_one_others()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 500).Select(_ => Enumerable.Range(0, 10).Select(_ => random.NextSingle()).ToArray()).ToList();
        float[] targets = [.. rows.Select(row => row[3] + random.NextSingle() > 1 ? 1f : 0f)];
        float[] weights = [.. Enumerable.Repeat(1f, rows.Count)];
        double Score(ulong seed) => TreeBooster.Fit(rows, targets, weights, new TreeOptions { Seed = seed }, Cancel).Score(rows[0]);
        Assert.Equal(Score(1), Score(1));
        Assert.NotEqual(Score(1), Score(2));
    }

    private static (SparseRows Rows, float[] Targets, float[] Weights) Problem(int count, int columns, int seed, double[] planted)
    {
        var random = new Random(seed);
        var (rows, targets, weights) = (new SparseRows(columns), new float[count], new float[count]);
        for (var row = 0; row < count; row++)
        {
            int[] used = [.. Enumerable.Range(0, columns).Where(_ => random.NextDouble() < 0.6)];
            float[] values = [.. used.Select(_ => (2 * random.NextSingle()) - 0.5f)];
            rows.Add(used, values);
            var score = -0.5 + used.Select((column, i) => planted[column] * values[i]).Sum();
            targets[row] = random.NextDouble() < LogisticRegression.Probability(score) ? 1 : 0;
            weights[row] = 1;
        }

        return (rows, targets, weights);
    }

    private static double BestGain(List<float[]> rows, float[] targets, float[] weights, TreeOptions options) =>
        Enumerable.Range(0, 2).SelectMany(feature => rows.Select(row => GainOf(rows, targets, weights, options, feature, row[feature]))).Max();

    private static double GainOf(List<float[]> rows, float[] targets, float[] weights, TreeOptions options, int feature, float threshold)
    {
        var (all, picked) = (weights.Sum(w => (double)w), targets.Zip(weights, (t, w) => (double)t * w).Sum());
        var p = LogisticRegression.Probability(Math.Log((picked + 0.5) / (all - picked + 0.5)));
        var sums = new double[2, 2];
        for (var row = 0; row < rows.Count; row++)
        {
            var side = rows[row][feature] <= threshold ? 0 : 1;
            sums[side, 0] += weights[row] * (p - targets[row]);
            sums[side, 1] += weights[row] * p * (1 - p);
        }

        if (sums[0, 1] < options.LeastCurvature || sums[1, 1] < options.LeastCurvature)
            return 0;
        double Strength(double g, double h) => g * g / (h + options.Penalty);
        return Strength(sums[0, 0], sums[0, 1]) + Strength(sums[1, 0], sums[1, 1]) - Strength(sums[0, 0] + sums[1, 0], sums[0, 1] + sums[1, 1]);
    }
}
