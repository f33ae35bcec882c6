using System.Globalization;
using Paperboy.Ledger;
using Paperboy.Web;

namespace Paperboy.Daily;

/// <summary>What editions are called on pages.</summary>
internal static class EditionWords
{
    public static string Address(EditionPeriod period) => period.Span switch
    {
        EditionSpan.Day => $"/papers/date/{period.Name}",
        EditionSpan.Week => $"/papers/week/{period.Name}",
        _ => $"/papers/month/{period.Name}",
    };

    /// <summary>Tuesday, 17 March 2026; Week 12 of 2026; March 2026.</summary>
    public static string Heading(EditionPeriod period) => period.Span switch
    {
        EditionSpan.Day => Words.LongDay(period.First),
        EditionSpan.Week => $"Week {Week(period)} of {period.Name[..4]}",
        _ => Words.Month(period.First),
    };

    /// <summary>For links to neighbours: Tue 17 Mar; Week 12; March 2026.</summary>
    public static string Short(EditionPeriod period) => period.Span switch
    {
        EditionSpan.Day => Words.ShortDay(period.First),
        EditionSpan.Week => $"Week {Week(period)}",
        _ => Words.Month(period.First),
    };

    /// <summary>The words over the lead.</summary>
    public static string LeadKicker(EditionSpan span) => span switch
    {
        EditionSpan.Day => "First of the day",
        EditionSpan.Week => "First of the week",
        _ => "First of the month",
    };

    /// <summary>The heading of a part.</summary>
    public static string Part(EditionPart part) => part switch
    {
        EditionPart.Picked => "Picked",
        EditionPart.Featured => "Featured",
        _ => "Announced, and not featured yet",
    };

    /// <summary>3 picked and 27 featured of 627 papers.</summary>
    public static string Size(Edition edition)
    {
        var all = Words.Count(edition.All, "paper");
        var leading = string.Join(" and ", new[] { Leading(edition.Picked, "picked"), Leading(edition.Featured, "featured") }.OfType<string>());
        return edition.All == 0 ? "No papers"
            : leading.Length == 0 || edition.Featured == edition.All ? all
            : $"{leading} of {all}";
    }

    private static string? Leading(int count, string how) => count > 0 ? $"{Words.Number(count)} {how}" : null;

    /// <summary>Why there are no papers: what the ledger knows of each source, else what can be guessed.</summary>
    public static IReadOnlyList<string> WhyEmpty(EditionPeriod period, DateOnly today, IReadOnlyList<DayLedger> ledger)
    {
        var known = ledger.Where(day => day.State != DayState.NotCollected).Select(DayWords.Sentence).ToList();

        // Where sources are harvested, a day that nobody collected must not look like a holiday.
        return known.Count > 0 ? known : ledger.Count > 0 ? [.. ledger.Select(DayWords.Sentence)] : [Guess(period, today)];
    }

    private static string Guess(EditionPeriod period, DateOnly today) => period switch
    {
        _ when period.First > today => "It lies in the future: no source has announced anything for it yet.",
        { Span: EditionSpan.Day, First.DayOfWeek: DayOfWeek.Saturday or DayOfWeek.Sunday } =>
            "arXiv announces nothing on Saturdays and Sundays, and no other source that was collected had papers for this day.",
        { Span: EditionSpan.Day } =>
            "No source that was collected announced, featured or published papers on this day: a holiday, or a day that was not collected.",
        _ => "No source that was collected announced, featured or published papers in this time.",
    };

    private static int Week(EditionPeriod period) => ISOWeek.GetWeekOfYear(period.First.ToDateTime(TimeOnly.MinValue));
}
