using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Paperboy.Catalog;

/// <summary>A date of which only the year, or the year and the month, may be known. Its text sorts as the dates do.</summary>
public sealed record PartialDate
{
    private PartialDate(int year, int? month, int? day) => (Year, Month, Day) = (year, month, day);

    public int Year { get; }

    public int? Month { get; }

    public int? Day { get; }

    /// <summary>The whole date, when it is known.</summary>
    public DateOnly? Date => Month is { } month && Day is { } day ? new DateOnly(Year, month, day) : null;

    public static PartialDate Of(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>Reads yyyy, yyyy-MM, yyyy-MM-dd, or an ISO 8601 moment, of which the date is kept.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PartialDate? date)
    {
        date = null;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (time == 10)
            text = text[..time];
        if (Matches(text, "yyyy-MM-dd", out var whole))
            date = new PartialDate(whole.Year, whole.Month, whole.Day);
        else if (Matches(text, "yyyy-MM", out var month))
            date = new PartialDate(month.Year, month.Month, null);
        else if (Matches(text, "yyyy", out var year))
            date = new PartialDate(year.Year, null, null);
        return date is not null;
    }

    public override string ToString() => (Month, Day) switch
    {
        (null, _) => Year.ToString("D4", CultureInfo.InvariantCulture),
        ({ } month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}"),
        ({ } month, { } day) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}-{day:D2}"),
    };

    private static bool Matches(string text, string form, out DateOnly date) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
