using System.Globalization;

namespace Paperboy.Web;

/// <summary>Dates and counts as the pages write them, whatever the machine's language.</summary>
internal static class Words
{
    /// <summary>Tuesday, 17 March 2026.</summary>
    public static string LongDay(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>17 March 2026.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Tue 17 March.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>March 2026.</summary>
    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>2026-03-17: for <c>datetime</c> attributes and addresses.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>68,286.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 paper, 2 papers.</summary>
    public static string Count(long number, string one) => $"{Number(number)} {one}{(number == 1 ? "" : "s")}";
}
