namespace Paperboy.Evaluate.Measuring;

/// <summary>
/// Fisher's paired randomization test, two-sided, with the mean difference as its statistic: were both modes the same, each
/// query's difference might as well have the other sign. How often do random signs make a mean at least as far from 0? It
/// assumes neither a distribution nor a random sample (Smucker, Allan, Carterette, "A comparison of statistical significance
/// tests for information retrieval evaluation", CIKM 2007).
/// </summary>
internal static class RandomizationTest
{
    public const int Draws = 100_000;
    public const int Seed = 7;

    // Up to so many differences all combinations of signs are tried, and the result is exact.
    private const int MostExact = 16;

    // Sums of the same differences in another order are the same but for rounding.
    private const double Rounding = 1e-9;

    /// <param name="first">A figure for each query.</param>
    /// <param name="second">Of the same queries, in the same order.</param>
    /// <param name="seed">The same seed, the same result.</param>
    /// <returns>The mean of first minus second, and the probability of one as far from 0 if there were no difference.</returns>
    public static (double Difference, double P) Compare(IReadOnlyList<double> first, IReadOnlyList<double> second, ulong seed = Seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count);
        ArgumentOutOfRangeException.ThrowIfZero(first.Count);
        double[] all = [.. first.Zip(second, (a, b) => a - b)];

        // A query that both answer alike has no sign to change.
        double[] different = [.. all.Where(difference => difference != 0)];
        var observed = Math.Abs(all.Sum()) - Rounding;
        var p = different.Length <= MostExact ? Exact(different, observed) : Sampled(different, observed, new SplitMix64(seed));
        return (all.Average(), p);
    }

    private static double Exact(double[] differences, double observed)
    {
        var combinations = 1 << differences.Length;
        var extreme = 0;
        for (var signs = 0; signs < combinations; signs++)
        {
            if (Math.Abs(SignedSum(differences, (ulong)signs)) >= observed)
                extreme++;
        }

        return (double)extreme / combinations;
    }

    private static double Sampled(double[] differences, double observed, SplitMix64 random)
    {
        var extreme = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var start = 0; start < differences.Length; start += 64)
                sum += SignedSum(differences.AsSpan(start, Math.Min(64, differences.Length - start)), random.Next());
            if (Math.Abs(sum) >= observed)
                extreme++;
        }

        // What was observed is one of the possible outcomes: a p of 0 would claim more than draws can show.
        return (extreme + 1.0) / (Draws + 1.0);
    }

    private static double SignedSum(ReadOnlySpan<double> differences, ulong signs)
    {
        var sum = 0.0;
        foreach (var difference in differences)
        {
            sum += (signs & 1) == 0 ? difference : -difference;
            signs >>= 1;
        }

        return sum;
    }
}
