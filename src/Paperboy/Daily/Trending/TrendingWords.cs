using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Daily.Trending;

/// <summary>What speaks for a paper, in words.</summary>
internal static class TrendingWords
{
    // Below, most of what was given is not counted, and the reader is told.
    private const double MuchLess = 0.5;
    private const int Some = 4;

    public static string Acts(TrendingPartKind kind, int count, double effective, TimeSpan within)
    {
        var words = kind switch
        {
            TrendingPartKind.Votes => $"+{Words.Count(count, "vote")} in {Time(within)}",
            TrendingPartKind.Saves => $"+{Words.Count(count, "save")} in {Time(within)}",
            _ => $"{Words.Count(count, "reader")} commented",
        };
        return count >= Some && effective < count * MuchLess
            ? string.Create(CultureInfo.InvariantCulture, $"{words} (counted as {effective:0.#}: many at once, or from one circle of accounts)")
            : words;
    }

    public static string Stars(int count) => $"+{Words.Count(count, "star")}";

    public static string Mentions(IEnumerable<string> sources) => "featured by " + string.Join(" and ", sources.Select(SourceNames.Of));

    /// <summary>At most this long: 1 h, 6 h, 3 days.</summary>
    public static string Time(TimeSpan span)
    {
        var hours = Math.Max(1, (int)Math.Ceiling(span.TotalHours));
        return hours <= 48 ? $"{hours.ToString(CultureInfo.InvariantCulture)} h" : $"{Math.Ceiling(span.TotalDays).ToString(CultureInfo.InvariantCulture)} days";
    }
}
