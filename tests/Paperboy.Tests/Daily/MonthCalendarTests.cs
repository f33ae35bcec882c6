using Paperboy.Catalog;
using Paperboy.Daily;
using Xunit;

namespace Paperboy.Tests.Daily;

public sealed class MonthCalendarTests
{
    [Theory]
    [InlineData("2026-03-17", 6, 31)]
    [InlineData("2027-02-03", 4, 28)]
    [InlineData("2024-02-29", 5, 29)]
    public void A_month_has_whole_weeks_from_Monday_and_each_day_once(string day, int weeks, int days)
    {
        var calendar = MonthCalendar.Of(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), []);
        Assert.Equal(weeks, calendar.Weeks.Count);
        Assert.All(calendar.Weeks, week => Assert.Equal(7, week.Days.Count));
        Assert.All(calendar.Weeks, week => Assert.Equal(DayOfWeek.Monday, week.Period.First.DayOfWeek));
        Assert.Equal(Enumerable.Range(1, days), calendar.Weeks.SelectMany(w => w.Days).Where(d => d is not null).Select(d => d!.Day.Day));
    }

    [Fact]
    public void Counts_stand_at_their_days()
    {
        var count = new DayCount(new DateOnly(2026, 3, 17), 27, 627);
        var calendar = MonthCalendar.Of(count.Day, [count]);
        var counted = calendar.Weeks.SelectMany(w => w.Days).Single(d => d?.Count is not null);
        Assert.Equal((count.Day, count), (counted!.Day, counted.Count));
    }
}
