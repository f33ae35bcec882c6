using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class ArxivCalendarTests
{
    [Theory]
    [InlineData("2026-03-16T17:59:59Z", "2026-03-17")] // Monday, 13:59:59 in summer time
    [InlineData("2026-03-16T18:00:00Z", "2026-03-18")] // Monday, 14:00
    [InlineData("2026-03-02T18:59:59Z", "2026-03-03")] // Monday, 13:59:59 in winter time
    [InlineData("2026-03-19T17:00:00Z", "2026-03-20")] // Thursday, before the deadline: in the evening
    [InlineData("2026-03-19T19:00:00Z", "2026-03-23")] // Thursday, after it: on Sunday evening
    [InlineData("2026-03-20T17:00:00Z", "2026-03-23")] // Friday, before it
    [InlineData("2026-03-20T19:00:00Z", "2026-03-24")] // Friday, after it: on Monday evening
    [InlineData("2026-03-21T12:00:00Z", "2026-03-24")]
    [InlineData("2026-03-22T23:00:00Z", "2026-03-24")]
    public void A_paper_stands_in_the_edition_after_the_evening_of_its_deadline(string submitted, string edition) =>
        Assert.Equal(Day(edition), ArxivCalendar.EditionOf(Moment(submitted)));

    // Real papers' moments of submission and days of listing, around evenings without a mailing.
    [Theory]
    [InlineData("2025-06-19T00:01:43Z", "2025-06-23")] // 2506.15925: Juneteenth's evening falls out
    [InlineData("2025-07-03T17:59:02Z", "2025-07-04")] // 2507.02857
    [InlineData("2025-07-03T18:33:18Z", "2025-07-08")] // 2507.03112: Sunday's falls out for the Friday that closes it
    [InlineData("2025-09-01T17:09:22Z", "2025-09-03")] // 2509.01624: Labor Day
    [InlineData("2025-11-26T16:14:18Z", "2025-11-27")] // 2511.21541: the eve of Thanksgiving
    [InlineData("2025-12-29T18:59:57Z", "2025-12-30")] // 2512.23709
    [InlineData("2025-12-30T09:13:20Z", "2026-01-01")] // 2512.24097: 30 December falls out
    [InlineData("2025-12-31T18:59:57Z", "2026-01-01")] // 2512.25075: New Year's Eve does not
    [InlineData("2026-01-01T04:42:59Z", "2026-01-05")] // 2601.00204: New Year's Day does
    [InlineData("2026-01-02T18:59:55Z", "2026-01-05")] // 2601.00796
    public void What_a_holiday_defers_comes_with_the_next_mailing(string submitted, string edition) =>
        Assert.Equal(Day(edition), ArxivCalendar.EditionOf(Moment(submitted)));

    // arXiv's own announcements of evenings without a mailing.
    [Theory]
    [InlineData(2023, "01-16 06-14 06-19 07-04 09-04 11-23 12-25 12-27")]
    [InlineData(2025, "01-01 01-20 06-19 07-06 09-01 11-27 12-25 12-30")]
    [InlineData(2026, "01-01 01-19 06-21 07-05 09-07 11-26 12-27 12-29 12-31")]
    public void The_evenings_without_a_mailing_are_those_that_arxiv_announced(int year, string evenings)
    {
        // What arXiv said of 2023 begins after the first week of January.
        var found = Enumerable.Range(7, 358)
            .Select(new DateOnly(year, 1, 1).AddDays)
            .Prepend(new DateOnly(year, 1, 1))
            .Where(evening => ArxivCalendar.Holiday(evening.AddDays(1)) is not null)
            .Select(evening => evening.ToString("MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(evenings, string.Join(' ', found));
    }

    [Theory]
    [InlineData("2026-03-16", true)] // Monday
    [InlineData("2026-03-20", true)] // Friday
    [InlineData("2026-03-21", false)]
    [InlineData("2026-03-22", false)]
    [InlineData("2026-01-02", false)] // after New Year's Day
    [InlineData("2025-05-27", true)] // after Memorial Day
    [InlineData("2026-02-17", true)] // after Presidents' Day
    public void Editions_come_from_Monday_to_Friday_unless_a_holiday_goes_before(string edition, bool expected) =>
        Assert.Equal(expected, ArxivCalendar.IsAnnouncementDay(Day(edition)));

    [Fact]
    public void A_holiday_has_a_name_and_a_weekend_has_none()
    {
        Assert.Equal("Thanksgiving", ArxivCalendar.Holiday(new DateOnly(2026, 11, 27)));
        Assert.Equal("Independence Day", ArxivCalendar.Holiday(new DateOnly(2025, 7, 7)));
        Assert.Null(ArxivCalendar.Holiday(new DateOnly(2026, 3, 21)));
        Assert.Null(ArxivCalendar.Holiday(new DateOnly(2026, 3, 17)));
    }

    [Fact]
    public void A_batch_is_announced_in_the_evening_and_due_after_midnight_in_New_York()
    {
        Assert.Equal(Moment("2026-03-17T00:00:00Z"), ArxivCalendar.AnnouncedAt(new DateOnly(2026, 3, 17)));
        Assert.Equal(Moment("2026-03-17T04:15:00Z"), ArxivCalendar.DueAt(new DateOnly(2026, 3, 17)));
        Assert.Equal(Moment("2026-01-06T05:15:00Z"), ArxivCalendar.DueAt(new DateOnly(2026, 1, 6)));
    }

    [Theory]
    [InlineData("2026-03-17T04:14:59Z", "2026-03-16")]
    [InlineData("2026-03-17T04:15:00Z", "2026-03-17")]
    [InlineData("2026-03-22T12:00:00Z", "2026-03-20")]
    [InlineData("2026-11-27T12:00:00Z", "2026-11-26")]
    public void The_latest_edition_is_the_last_one_that_is_due(string now, string edition) =>
        Assert.Equal(Day(edition), ArxivCalendar.LatestDue(Moment(now)));

    [Fact]
    public void No_moment_falls_between_two_editions()
    {
        var before = DateOnly.MinValue;
        for (var moment = Moment("2022-12-20T00:00:00Z"); moment.Year < 2030; moment = moment.AddHours(1))
        {
            var edition = ArxivCalendar.EditionOf(moment);
            Assert.True(ArxivCalendar.IsAnnouncementDay(edition) && edition >= before && ArxivCalendar.DueAt(edition) > moment);
            before = edition;
        }
    }

    [Fact]
    public void Real_papers_stand_in_their_edition_or_are_held_back_and_never_come_earlier()
    {
        var listed = Listings(SharedData.File("papers/arxiv-2025-2026.jsonl.gz"));
        var folder = Path.GetDirectoryName(SharedData.File("recorded/hf-daily-papers/2026-04-01.json"))!;
        var late = Directory.EnumerateFiles(folder, "*.json").SelectMany(Submissions).Distinct()
            .Where(paper => listed.ContainsKey(paper.Id))
            .Select(paper => listed[paper.Id].DayNumber - ArxivCalendar.EditionOf(paper.Submitted).DayNumber)
            .ToList();
        Assert.True(late.Count > 350);
        Assert.True(late.Count(days => days == 0) > 0.9 * late.Count);
        Assert.DoesNotContain(late, days => days < 0);
    }

    private static Dictionary<string, DateOnly> Listings(string path)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var listed = new Dictionary<string, DateOnly>();
        while (lines.ReadLine() is { } line)
        {
            using var paper = JsonDocument.Parse(line);
            listed[paper.RootElement.GetProperty("id").GetString()![6..]] = Day(paper.RootElement.GetProperty("listed").GetString()!);
        }

        return listed;
    }

    private static List<(string Id, DateTimeOffset Submitted)> Submissions(string path)
    {
        using var papers = JsonDocument.Parse(File.ReadAllText(path));
        return [.. papers.RootElement.EnumerateArray()
            .Select(entry => entry.GetProperty("paper"))
            .Select(paper => (paper.GetProperty("id").GetString()!, paper.GetProperty("publishedAt").GetDateTimeOffset()))];
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
