using System.Globalization;
using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>A month as rows of weeks from Monday, with what each day's edition has.</summary>
public sealed record MonthCalendar(DateOnly Month, IReadOnlyList<CalendarWeek> Weeks)
{
    /// <param name="day">Any day of the month.</param>
    /// <param name="counts">Of the days that have papers.</param>
    public static MonthCalendar Of(DateOnly day, IEnumerable<DayCount> counts)
    {
        var month = EditionPeriod.Of(EditionSpan.Month, day);
        var byDay = counts.ToDictionary(c => c.Day);
        var weeks = new List<CalendarWeek>();
        for (var monday = EditionPeriod.Of(EditionSpan.Week, month.First).First; monday <= month.Last; monday = monday.AddDays(7))
        {
            weeks.Add(new CalendarWeek(
                EditionPeriod.Of(EditionSpan.Week, monday),
                [.. Enumerable.Range(0, 7).Select(i => monday.AddDays(i)).Select(d =>
                    d < month.First || d > month.Last ? null : new CalendarDay(d, byDay.GetValueOrDefault(d)))]));
        }

        return new MonthCalendar(month.First, weeks);
    }
}

/// <summary>One row of a calendar.</summary>
/// <param name="Period">The week.</param>
/// <param name="Days">Seven; null where the day belongs to another month.</param>
public sealed record CalendarWeek(EditionPeriod Period, IReadOnlyList<CalendarDay?> Days)
{
    public int Number => ISOWeek.GetWeekOfYear(Period.First.ToDateTime(TimeOnly.MinValue));
}

/// <summary>A day, and what its edition has, if it has anything.</summary>
public sealed record CalendarDay(DateOnly Day, DayCount? Count);
