using System.Globalization;
using Paperboy.Harvest;
using Paperboy.Ledger;
using Xunit;

namespace Paperboy.Tests.Harvest;

public sealed class HarvestScheduleTests
{
    private static readonly DateOnly Tuesday = new(2026, 3, 17);

    [Fact]
    public void The_first_harvest_is_due_at_once() =>
        Assert.Equal(At("2026-03-17 09:00"), HarvestSchedule.Next(new SourceStanding("arxiv", null, [], [], [], []), At("2026-03-17 09:00"))!.At);

    [Theory]
    // 00:15 in New York, which is on summer time since 8 March.
    [InlineData("2026-03-17 09:00", "2026-03-18 04:15")]
    [InlineData("2026-03-17 03:00", "2026-03-17 04:15")]
    // Over a weekend, and over Martin Luther King Day, in winter.
    [InlineData("2026-03-20 12:00", "2026-03-23 04:15")]
    [InlineData("2026-01-19 12:00", "2026-01-21 05:15")]
    public void ArXiv_is_harvested_when_its_next_batch_is_due(string last, string next) =>
        Assert.Equal(At(next), Next("arxiv", last).At);

    [Fact]
    public void Hugging_Face_is_harvested_each_hour_and_others_each_day()
    {
        Assert.Equal(At("2026-03-17 10:00"), Next("hf", "2026-03-17 09:00").At);
        Assert.Equal(At("2026-03-18 09:00"), Next("openalex", "2026-03-17 09:00").At);
    }

    [Theory]
    [InlineData(DayState.Late, "the batch is late")]
    [InlineData(DayState.Repeated, "an old batch was served")]
    [InlineData(DayState.Growing, "the list of announcements is not there")]
    public void A_batch_that_is_late_or_old_is_asked_for_each_half_hour_for_a_day(DayState state, string reason)
    {
        var day = new DayLedger("arxiv", Tuesday, state, 0, 0, default);
        var standing = Standing("arxiv", "2026-03-17 09:00") with { Days = [day] };
        var next = HarvestSchedule.Next(standing, At("2026-03-17 09:10"))!;
        Assert.Equal((At("2026-03-17 09:30"), reason), (next.At, next.Reason));
        Assert.Equal(At("2026-03-18 04:15"), HarvestSchedule.Next(standing, At("2026-03-18 01:00"))!.At);
    }

    [Theory]
    [InlineData(1, "2026-03-17 09:10")]
    [InlineData(2, "2026-03-17 09:30")]
    [InlineData(4, "2026-03-17 12:00")]
    [InlineData(50, "2026-03-17 21:00")]
    public void What_failed_is_tried_again_ever_more_rarely(int tries, string next)
    {
        var window = Window(WindowState.Failed) with { Tries = tries };
        Assert.Equal(At(next), HarvestSchedule.Next(Standing("arxiv", "2026-03-17 09:00") with { Undone = [window] }, At("2026-03-17 09:01"))!.At);
    }

    [Fact]
    public void What_fails_for_a_week_is_left_to_its_owner()
    {
        var window = Window(WindowState.Failed) with { BegunAt = At("2026-03-09 09:00") };
        Assert.Equal("the next announcement", HarvestSchedule.Next(Standing("arxiv", "2026-03-17 09:00") with { Undone = [window] }, At("2026-03-17 09:01"))!.Reason);
    }

    [Fact]
    public void What_was_broken_off_goes_on_at_once_and_what_runs_is_left_alone()
    {
        var standing = Standing("arxiv", "2026-03-17 09:00");
        Assert.Null(HarvestSchedule.Next(standing with { Last = standing.Last! with { State = RunState.Running } }, At("2026-03-17 09:01")));
        foreach (var state in new[] { RunState.Cut, RunState.Stopped })
            Assert.Equal(At("2026-03-17 09:01"), HarvestSchedule.Next(standing with { Last = standing.Last! with { State = state } }, At("2026-03-17 09:00"))!.At);
    }

    [Theory]
    [InlineData(0, "2026-03-17 10:00")]
    [InlineData(1, "2026-03-17 12:00")]
    [InlineData(3, "2026-03-18 04:15")]
    [InlineData(4, "2026-03-18 04:15")]
    public void Gaps_are_asked_for_after_1_3_12_and_24_hours(int tries, string next)
    {
        var gap = new LedgerGap("arxiv", Tuesday, At("2026-03-17 09:00"), At("2026-03-17 09:00"), tries);
        Assert.Equal(At(next), HarvestSchedule.Next(Standing("arxiv", "2026-03-17 09:00") with { Gaps = [gap] }, At("2026-03-17 09:01"))!.At);
    }

    [Fact]
    public void A_day_that_could_grow_is_closed_after_its_end()
    {
        // Friday's in New York ends on Saturday at 05:00 UTC; the next announcement comes two days later.
        var standing = Standing("arxiv", "2026-03-20 12:00") with { Growing = [new DateOnly(2026, 3, 20)] };
        Assert.Equal((At("2026-03-21 05:30"), "a day is over"), (HarvestSchedule.Next(standing, At("2026-03-20 13:00"))!.At, HarvestSchedule.Next(standing, At("2026-03-20 13:00"))!.Reason));
        var closed = Standing("arxiv", "2026-03-21 06:00") with { Growing = standing.Growing };
        Assert.Equal("the next announcement", HarvestSchedule.Next(closed, At("2026-03-21 07:00"))!.Reason);
    }

    private static NextHarvest Next(string source, string last) => HarvestSchedule.Next(Standing(source, last), At(last))!;

    private static SourceStanding Standing(string source, string last) => new(
        source,
        new LedgerRun(1, source, "a test", RunState.Complete, "", 1, 1, "", 1, null, default, At(last), At(last), At(last)),
        [], [], [], []);

    private static LedgerWindow Window(WindowState state) => new("arxiv", "w", Tuesday, "")
    {
        State = state,
        Tries = 1,
        BegunAt = At("2026-03-17 08:00"),
        TouchedAt = At("2026-03-17 09:00"),
    };

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
