using System.Globalization;

namespace Paperboy.Harvest.Sample;

/// <summary>
/// The figures and things of one paper, drawn once, so that its sentences agree with one another: what the slots of
/// templates stand for.
/// </summary>
internal static class Facts
{
    private static readonly string[] Few = ["three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] Factors = ["four", "five", "six", "eight", "ten", "twelve"];
    private static readonly string[] Widths = ["64", "128", "192", "256", "384", "512"];
    private static readonly string[] Weeks = ["six", "eight", "ten", "twelve", "sixteen", "twenty"];

    public static Dictionary<string, string> Draw(SeededRandom random, Decks decks, Topic topic, string name)
    {
        var slots = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["slug"] = Slug(name),
            ["data"] = decks.Draw(topic.Data),
            ["data2"] = decks.Draw(topic.Data),
            ["base"] = decks.Draw(topic.Baselines),
            ["base2"] = decks.Draw(topic.Baselines),
            ["items"] = decks.Draw(topic.Items),
            ["n"] = Thousands(random.Between(32, 940) * 20),
            ["n2"] = Thousands(random.Between(24, 96) * 1000),
            ["N"] = Number(random.Between(19, 79)),
            ["k"] = random.Pick(Few),
            ["k1"] = Number(random.Between(3, 7)),
            ["f"] = random.Pick(Factors),
            // Never eight or eleven: templates write "a" before it.
            ["m"] = Number(random.Between(2, 7)),
            ["d"] = Number(random.Between(2, 9)),
            ["p"] = Number(random.Between(52, 88)),
            ["q"] = Number(random.Between(4, 29)),
            ["P"] = Number(random.Between(21, 94)),
            ["dim"] = random.Pick(Widths),
            ["share"] = Number(random.Between(31, 68)),
            ["weeks"] = random.Pick(Weeks),
        };
        Measure(random, random.Pick(topic.Metrics), slots);
        return slots;
    }

    public static string Slug(string name) =>
        string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')).ToLowerInvariant();

    private static void Measure(SeededRandom random, Metric metric, Dictionary<string, string> slots)
    {
        var baseline = random.Between(metric.Least, metric.Most);
        var gain = random.Between(metric.LeastGain, Math.Min(metric.MostGain, Headroom(metric, baseline)));
        slots["metric"] = metric.Name;
        slots["b"] = metric.Show(baseline);
        slots["o"] = metric.Show(metric.Improve(baseline, gain));
        slots["gain"] = metric.ShowGain(gain);
        slots["gain2"] = metric.ShowGain(Math.Max(1, gain * random.Between(52, 94) / 100));
        slots["small"] = metric.ShowGain(Math.Max(1, gain * random.Between(12, 38) / 100));
        slots["rises"] = metric.LowerIsBetter ? "falls" : "rises";
        slots["raises"] = metric.LowerIsBetter ? "lowers" : "raises";
    }

    // An error that fell to a few hundredths of itself would be a discovery, not a sample.
    private static int Headroom(Metric metric, int baseline) =>
        metric.LowerIsBetter ? Math.Max(metric.LeastGain, baseline * 7 / 10) : int.MaxValue;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Thousands(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
