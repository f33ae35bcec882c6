using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Paperboy.Readers;
using Xunit;

namespace Paperboy.Tests.Readers;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Europe/Berlin", 7, "2026-01-15", "2026-01-15T06:00:00Z")]
    [InlineData("Europe/Berlin", 7, "2026-07-15", "2026-07-15T05:00:00Z")]
    // The clocks go from 02:00 to 03:00: two o'clock is taken an hour later.
    [InlineData("Europe/Berlin", 2, "2026-03-29", "2026-03-29T01:00:00Z")]
    // The clocks show two o'clock twice: the first counts.
    [InlineData("Europe/Berlin", 2, "2026-10-25", "2026-10-25T00:00:00Z")]
    [InlineData("America/New_York", 2, "2026-03-08", "2026-03-08T07:00:00Z")]
    [InlineData("Pacific/Kiritimati", 0, "2026-01-15", "2026-01-14T10:00:00Z")]
    public void The_mail_is_due_once_a_day_by_the_readers_clock(string zone, int hour, string day, string due)
    {
        var schedule = new Schedule(hour, DateTimeZoneProviders.Tzdb[zone]);
        Assert.Equal(
            DateTimeOffset.Parse(due, CultureInfo.InvariantCulture),
            schedule.DueAt(LocalDatePattern.Iso.Parse(day).Value));
    }

    [Fact]
    public void Every_day_of_every_zone_has_one_moment_and_they_follow_each_other()
    {
        foreach (var id in new[] { "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia" })
        {
            var schedule = new Schedule(0, DateTimeZoneProviders.Tzdb[id]);
            var dues = Enumerable.Range(0, 730).Select(i => schedule.DueAt(new LocalDate(2025, 1, 1).PlusDays(i))).ToList();
            Assert.Equal(dues.Order(), dues);
            Assert.Equal(dues.Count, dues.Distinct().Count());
        }
    }
}
