using System.Globalization;

namespace Paperboy.Harvest;

/// <summary>
/// A window in which a source is asked for papers by words, of a span of days: "query/2026-03-17/2026-03-10..2026-03-17/graph".
/// </summary>
/// <param name="From">The first day of publication.</param>
/// <param name="Until">The last day.</param>
/// <param name="Words">As the person typed them.</param>
internal sealed record QueryWindow(DateOnly From, DateOnly Until, string Words)
{
    public const string Prefix = "query/";

    /// <summary>How many papers a question brings at most; services give the most fitting ones first.</summary>
    public const int MostFound = 1_000;

    private const int LongestWords = 500;

    public static IEnumerable<HarvestWindow> Plan(HarvestOrder order)
    {
        if (order.Query?.Trim() is not { } words)
            yield break;
        if (words.Length is 0 or > LongestWords)
            throw new HarvestOrderException($"A query has 1 to {LongestWords} characters; this one has {words.Length}.");
        var today = DateOnly.FromDateTime(order.Now.UtcDateTime);
        yield return new HarvestWindow(
            WindowName.Of(Prefix, today, $"{WindowName.Day(order.From)}..{WindowName.Day(order.Until)}/{words}"), today, Category: null);
    }

    public static QueryWindow Of(HarvestWindow window)
    {
        var rest = WindowName.Words(Prefix, window.Name);
        return new QueryWindow(Day(rest[..10]), Day(rest[12..22]), rest[23..]);

        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A cursor of a service, with how many papers came until there: a question ends somewhere.</summary>
    public static string Cursor(int found, string next) => string.Create(CultureInfo.InvariantCulture, $"{found} {next}");

    public static (int Found, string? Next) Read(string? cursor) => cursor?.Split(' ', 2) is [var found, var next]
        ? (int.Parse(found, CultureInfo.InvariantCulture), next) : (0, null);
}
