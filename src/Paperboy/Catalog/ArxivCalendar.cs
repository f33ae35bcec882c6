using NodaTime;

namespace Paperboy.Catalog;

/// <summary>
/// When arXiv announces papers, in New York's time (info.arxiv.org/help/availability.html): on the evenings of Sunday to
/// Thursday at 20:00 what was received by 14:00 of that day; on Sunday what was received by Friday, 14:00. The day of an
/// edition is the day after that evening, Monday to Friday: arXiv's listings, its feeds (whose dates are midnight of it) and
/// the datestamps of its OAI-PMH service bear that date.
/// </summary>
/// <remarks>
/// Measured on 394 papers whose moment of submission and whose listing are both known (2025 and 2026): 90 % stand in the
/// edition that this calendar says. The others were held back by moderators and come later, mostly by a day; none comes
/// earlier. Deadlines were others before 2017.
/// </remarks>
public static class ArxivCalendar
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly LocalTime Deadline = new(14, 0);
    private static readonly LocalTime Mailing = new(20, 0);

    // The feeds are made at midnight, in some seconds (a recorded one: 04:00:19 UTC in August); OAI-PMH has the papers
    // some two hours earlier.
    private static readonly LocalTime Feeds = new(0, 15);

    // Evenings without a mailing besides those of the holidays below: announced by arXiv for 2023 and 2026, and seen in the
    // papers of 2025, whose numbers leave no gap over that day.
    private static readonly HashSet<DateOnly> Deferred =
    [
        new(2023, 6, 14), new(2023, 12, 27), new(2025, 12, 30), new(2026, 12, 29), new(2026, 12, 31),
    ];

    /// <summary>Whether arXiv announces papers whose edition is that day.</summary>
    public static bool IsAnnouncementDay(DateOnly edition) => HasMailing(edition.AddDays(-1));

    /// <summary>Why a Monday to Friday has no edition; null where it has one, and at weekends.</summary>
    public static string? Holiday(DateOnly edition) =>
        IsMailingWeekday(edition.AddDays(-1)) ? Reason(edition.AddDays(-1)) : null;

    /// <summary>In which edition a paper stands at the earliest that was submitted at that moment.</summary>
    public static DateOnly EditionOf(DateTimeOffset submitted)
    {
        var local = Instant.FromDateTimeOffset(submitted).InZone(NewYork).LocalDateTime;
        var closing = local.Date.ToDateOnly().AddDays(local.TimeOfDay >= Deadline ? 1 : 0);
        while (closing.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            closing = closing.AddDays(1);
        var evening = closing.DayOfWeek == DayOfWeek.Friday ? closing.AddDays(2) : closing;
        while (!HasMailing(evening))
            evening = evening.AddDays(1);
        return evening.AddDays(1);
    }

    /// <summary>The moment of the mailing, when listings and papers begin to appear.</summary>
    public static DateTimeOffset AnnouncedAt(DateOnly edition) => At(edition.AddDays(-1), Mailing);

    /// <summary>The moment from which on the whole batch should be there, in OAI-PMH and in the feeds.</summary>
    public static DateTimeOffset DueAt(DateOnly edition) => At(edition, Feeds);

    /// <summary>The newest edition that should be there.</summary>
    public static DateOnly LatestDue(DateTimeOffset now)
    {
        var edition = Instant.FromDateTimeOffset(now).InZone(NewYork).Date.ToDateOnly();
        while (!IsAnnouncementDay(edition) || DueAt(edition) > now)
            edition = edition.AddDays(-1);
        return edition;
    }

    /// <summary>The moment after which nothing bears that day's date any more, neither in New York nor in UTC.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1), new LocalTime(1, 0));

    private static bool HasMailing(DateOnly evening) => IsMailingWeekday(evening) && Reason(evening) is null;

    private static bool IsMailingWeekday(DateOnly evening) => evening.DayOfWeek is not (DayOfWeek.Friday or DayOfWeek.Saturday);

    private static string? Reason(DateOnly evening)
    {
        foreach (var (name, month, day) in HolidaysOf(evening.Year))
        {
            if (WithoutMailing(new DateOnly(evening.Year, month, day)) == evening)
                return name;
        }

        return Deferred.Contains(evening) ? "a holiday of arXiv" : null;
    }

    // These and no others stand in arXiv's announcements of 2023, 2025 and 2026. On Memorial Day, Presidents' Day and
    // Veterans Day it announces as ever.
    private static IEnumerable<(string Name, int Month, int Day)> HolidaysOf(int year)
    {
        yield return ("New Year's Day", 1, 1);
        yield return ("Martin Luther King Day", 1, Nth(year, 1, DayOfWeek.Monday, 3));
        if (year >= 2022)
            yield return ("Juneteenth", 6, 19);
        yield return ("Independence Day", 7, 4);
        yield return ("Labor Day", 9, Nth(year, 9, DayOfWeek.Monday, 1));
        yield return ("Thanksgiving", 11, Nth(year, 11, DayOfWeek.Thursday, 4));
        yield return ("Christmas", 12, 25);
    }

    // Of a holiday on a Saturday, the Friday before is kept, of one on a Sunday the Monday after. A Friday closes Sunday's
    // mailing, which falls out with it: so arXiv announced it for Sunday, 6 July 2025. None moves into another year by that.
    private static DateOnly WithoutMailing(DateOnly holiday) => holiday.DayOfWeek switch
    {
        DayOfWeek.Friday => holiday.AddDays(2),
        DayOfWeek.Saturday => holiday.AddDays(1),
        DayOfWeek.Sunday => holiday.AddDays(1),
        _ => holiday,
    };

    private static int Nth(int year, int month, DayOfWeek weekday, int n) =>
        1 + (((int)weekday - (int)new DateOnly(year, month, 1).DayOfWeek + 7) % 7) + (7 * (n - 1));

    private static DateTimeOffset At(DateOnly day, LocalTime time) =>
        day.ToLocalDate().At(time).InZoneLeniently(NewYork).ToDateTimeOffset().ToUniversalTime();

    private static LocalDate ToLocalDate(this DateOnly day) => LocalDate.FromDateOnly(day);
}
