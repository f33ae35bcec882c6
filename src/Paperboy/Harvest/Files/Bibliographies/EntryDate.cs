using System.Globalization;
using System.Text.RegularExpressions;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Files.Bibliographies;

/// <summary>
/// Dates as bibliographies write them: 2013-07-01, 2020-09-20T19:01:13Z, 1948/07//, 2014//, 2020-08/2020-09 (of a span the
/// first), "March 2001", "2001 Mar 15", a year with a month beside it. What is not certain is left out.
/// </summary>
internal static partial class EntryDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <param name="date">The date, or the year.</param>
    /// <param name="month">In a field of its own: jul, July, 7, or "JUN 8".</param>
    /// <param name="dates">Says which dates can be.</param>
    public static PartialDate? Read(string? date, string? month, PageRecords dates)
    {
        if (date is null)
            return null;
        if (Numbers().Match(date) is { Success: true } numbers)
        {
            var own = Number(numbers.Groups["month"].Value);
            return own is not null || month is null
                ? dates.Date(Number(numbers.Groups["year"].Value), own, Number(numbers.Groups["day"].Value))
                : Named(Number(numbers.Groups["year"].Value), month, dates);
        }

        return Year().Match(date) is { Success: true } year ? Named(Number(year.Value), date.Replace(year.Value, " ", StringComparison.Ordinal), dates) : null;
    }

    // A month by its name or number, perhaps with a day.
    private static PartialDate? Named(int? year, string words, PageRecords dates)
    {
        var name = MonthName().Match(words);
        if (!name.Success)
            return dates.Date(year, Number(words.Trim()), day: null);
        var number = Array.IndexOf(Months, name.Value[..3].ToLowerInvariant()) + 1;
        var days = Day().Matches(words);

        // "8-13 July" is a span, and so is "Jun-Jul".
        return dates.Date(year, number, days.Count == 1 && MonthName().Count(words) == 1 ? Number(days[0].Value) : null);
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^\s*[\[(]?(c\.?\s*)?(?<year>[12][0-9]{3})[\])~?]*(?![0-9])([-/.](?<month>0?[1-9]|1[0-2])([-/.](?<day>0?[1-9]|[12][0-9]|3[01]))?(?![0-9]))?(?=$|[\s/T~?,;-])(?!\s*[A-Za-z]{3})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<![0-9])[12][0-9]{3}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<![A-Za-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex MonthName();

    [GeneratedRegex(@"(?<![0-9])[0-9]{1,2}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
