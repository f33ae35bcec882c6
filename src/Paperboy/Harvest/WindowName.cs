using System.Globalization;

namespace Paperboy.Harvest;

/// <summary>Names of windows that hold all that their source needs: "query/2026-03-17/graph%20networks".</summary>
internal static class WindowName
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A question that is asked on a day: tomorrow it is another window.</summary>
    public static string Of(string prefix, DateOnly day, string words) => $"{prefix}{Day(day)}/{Uri.EscapeDataString(words)}";

    /// <summary>The words of such a name.</summary>
    public static string Words(string prefix, string name)
    {
        var rest = name[prefix.Length..];
        return Uri.UnescapeDataString(rest[(rest.IndexOf('/', StringComparison.Ordinal) + 1)..]);
    }
}
