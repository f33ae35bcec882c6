using System.Globalization;

namespace Paperboy.Bench;

/// <summary>Durations of many calls, as the line of a table or as figures.</summary>
internal static class Percentiles
{
    public const string Header = "| what | calls | p50 ms | p90 ms | p99 ms | max ms |\n|---|---|---|---|---|---|";

    public static string Line(string what, IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {sorted.Length} | {At(sorted, 0.5):F2} | {At(sorted, 0.9):F2} | {At(sorted, 0.99):F2} | {sorted[^1]:F2} |");
    }

    /// <summary>The value below which a share of all lies, by the rule that all peers use: place n x share, rounded down.</summary>
    public static double Of(IEnumerable<double> values, double share) => At([.. values.Order()], share);

    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
