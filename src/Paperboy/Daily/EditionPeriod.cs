using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Paperboy.Daily;

/// <summary>What an edition covers: a day, a week (ISO 8601, from Monday) or a month.</summary>
public enum EditionSpan
{
    Day,
    Week,
    Month,
}

/// <summary>One day, week or month, with the name that its address carries: 2026-03-17, 2026-W12, 2026-03.</summary>
/// <param name="Span">Day, week or month.</param>
/// <param name="First">Its first day.</param>
public sealed record EditionPeriod(EditionSpan Span, DateOnly First)
{
    /// <summary>Its last day.</summary>
    public DateOnly Last => Span switch
    {
        EditionSpan.Day => First,
        EditionSpan.Week => First.AddDays(6),
        _ => First.AddMonths(1).AddDays(-1),
    };

    /// <summary>As it stands in the address.</summary>
    public string Name => Span switch
    {
        EditionSpan.Day => First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        EditionSpan.Week => string.Create(CultureInfo.InvariantCulture, $"{IsoYear}-W{IsoWeek:D2}"),
        _ => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
    };

    private int IsoYear => ISOWeek.GetYear(First.ToDateTime(TimeOnly.MinValue));

    private int IsoWeek => ISOWeek.GetWeekOfYear(First.ToDateTime(TimeOnly.MinValue));

    /// <summary>The day, or the week or month that a day belongs to.</summary>
    public static EditionPeriod Of(EditionSpan span, DateOnly day) => span switch
    {
        EditionSpan.Day => new EditionPeriod(span, day),
        EditionSpan.Week => new EditionPeriod(span, day.AddDays(-(((int)day.DayOfWeek + 6) % 7))),
        _ => new EditionPeriod(span, new DateOnly(day.Year, day.Month, 1)),
    };

    public static bool TryParse(EditionSpan span, string name, [NotNullWhen(true)] out EditionPeriod? period)
    {
        period = span switch
        {
            EditionSpan.Day when TryDate(name, "yyyy-MM-dd", out var day) => Of(span, day),
            EditionSpan.Week when TryWeek(name, out var monday) => Of(span, monday),
            EditionSpan.Month when TryDate(name, "yyyy-MM", out var first) => Of(span, first),
            _ => null,
        };
        return period is not null;
    }

    private static bool TryDate(string name, string form, out DateOnly date) =>
        DateOnly.TryParseExact(name, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date.Year is > 1 and < 9999;

    private static bool TryWeek(string name, out DateOnly monday)
    {
        monday = default;
        if (name.Length != 8 || name[4] != '-' || name[5] != 'W'
            || !int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(name.AsSpan(6, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var week)
            || year is < 2 or > 9998 || week < 1 || week > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return true;
    }
}
