using Paperboy.Harvest;
using Paperboy.Harvest.Fetching;
using Paperboy.Ledger;
using Paperboy.Storage;
using Xunit;
using static Paperboy.Tests.Harvest.ScriptedSource;

namespace Paperboy.Tests.Harvest;

public sealed class HarvestRunTests : IDisposable
{
    private static readonly DateOnly Monday = HarvestHouse.Monday;
    private readonly HarvestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_complete_window_is_never_asked_for_again()
    {
        var source = new ScriptedSource().Add("mon", Monday, PagesOf(Monday, 3, 10)).Add("tue", Monday.AddDays(1), PagesOf(Monday.AddDays(1), 1, 5));
        var first = await _house.Harvest(source);
        Assert.Equal((RunState.Complete, 35, 35, 4), (first.State, first.Tally.Fetched, first.Tally.New, first.Pages));
        var again = await _house.Harvest(source);
        Assert.Equal((RunState.Complete, 0), (again.State, again.Pages));
        Assert.Equal([("mon", 0), ("mon", 1), ("mon", 2), ("tue", 0)], source.Asked);
        Assert.Equal(35, _house.Papers.Count());
    }

    [Fact]
    public async Task A_window_that_could_grow_is_fetched_again_until_it_cannot()
    {
        var source = new ScriptedSource().Add(new HarvestWindow("mon", Monday, null) { Open = true }, PagesOf(Monday, 1, 3));
        await _house.Harvest(source);
        await _house.Harvest(source.Add("mon", Monday, PagesOf(Monday, 1, 4)));
        await _house.Harvest(source);
        Assert.Equal([("mon", 0), ("mon", 0)], source.Asked);
        Assert.Equal(4, _house.Ledger.Find("arxiv", "mon")!.Tally.Fetched);
        Assert.Equal(4, _house.Papers.Count());
    }

    [Fact]
    public async Task What_fails_is_written_down_and_the_other_windows_go_on()
    {
        var source = new ScriptedSource { Before = (window, page) => { if ((window, page) == ("mon", 1)) throw new FetchFailedException(FetchFault.Unreadable, "it is no XML"); } }
            .Add("mon", Monday, PagesOf(Monday, 3, 10)).Add("tue", Monday.AddDays(1), PagesOf(Monday.AddDays(1), 1, 5));
        var result = await _house.Harvest(source);
        Assert.Equal(RunState.Partial, result.State);
        var row = _house.Ledger.Find("arxiv", "mon")!;
        Assert.Equal((WindowState.Failed, "unreadable", "it is no XML", 10), (row.State, row.Fault, row.Error, row.Tally.Fetched));
        Assert.Equal(15, _house.Papers.Count());

        source.Before = (_, _) => { };
        source.Asked.Clear();
        Assert.Equal(RunState.Complete, (await _house.Harvest(source)).State);
        Assert.Equal([("mon", 1), ("mon", 2)], source.Asked);
        Assert.Equal(30, _house.Ledger.Find("arxiv", "mon")!.Tally.Fetched);
    }

    [Theory]
    [InlineData(FetchFault.Refused, 1)]
    [InlineData(FetchFault.Unavailable, HarvestRun.MostFailuresInARow)]
    [InlineData(FetchFault.Wrong, 5)]
    public async Task A_service_that_is_away_is_left_alone_and_one_that_lacks_a_window_is_not(FetchFault fault, int asked)
    {
        var source = new ScriptedSource { Before = (_, _) => throw new FetchFailedException(fault, "no") };
        for (var day = 0; day < 5; day++)
            source.Add($"day{day}", Monday.AddDays(day), PagesOf(Monday.AddDays(day), 1, 2));
        Assert.Equal(RunState.Failed, (await _house.Harvest(source)).State);
        Assert.Equal(asked, source.Asked.Count);
    }

    [Fact]
    public async Task An_expired_cursor_begins_the_window_again_twice_and_no_more()
    {
        var times = 0;
        var source = new ScriptedSource { Before = (_, page) => { if (page == 2 && ++times <= 2) throw new CursorExpiredException("gone"); } }
            .Add("mon", Monday, PagesOf(Monday, 3, 10));
        Assert.Equal(RunState.Complete, (await _house.Harvest(source)).State);
        Assert.Equal((30, 30), (_house.Ledger.Find("arxiv", "mon")!.Tally.Fetched, (int)_house.Papers.Count()));

        var never = new ScriptedSource { Before = (_, page) => { if (page == 1) throw new CursorExpiredException("gone"); } }
            .Add("tue", Monday, PagesOf(Monday, 3, 10));
        Assert.Equal(RunState.Failed, (await _house.Harvest(never)).State);
        Assert.Equal(3, never.Asked.Count(a => a.Page == 0));
        Assert.Equal("broken", _house.Ledger.Find("arxiv", "tue")!.Fault);
    }

    [Fact]
    public async Task Pages_in_a_circle_and_pages_without_end_are_broken_off()
    {
        var circle = PagesOf(Monday, 3, 10).ToList();
        circle[2] = circle[2] with { Cursor = "1" };
        var source = new ScriptedSource().Add("circle", Monday, circle).Add("endless", Monday, [.. Enumerable.Repeat(PagesOf(Monday, 1, 10)[0], 5_000)]);
        var result = await _house.Harvest(source);
        Assert.Equal(RunState.Failed, result.State);
        Assert.Equal(["broken", "broken"], result.Failures.Select(f => f.Fault));
        Assert.InRange(source.Asked.Count(a => a.Window == "endless"), 2, PageGuard.MostWithoutNews + 2);
        Assert.InRange(source.Asked.Count(a => a.Window == "circle"), 3, 9);
    }

    [Fact]
    public async Task An_empty_page_in_the_middle_ends_nothing_and_an_empty_window_is_complete()
    {
        var pages = PagesOf(Monday, 3, 10).ToList();
        pages[1] = new HarvestPage([], null);
        var source = new ScriptedSource().Add("mon", Monday, pages).Add("none", Monday.AddDays(5), []).Add("tue", Monday.AddDays(1), []);
        Assert.Equal(RunState.Complete, (await _house.Harvest(source)).State);
        Assert.Equal(20, _house.Papers.Count());
        Assert.True(_house.Ledger.Find("arxiv", "tue")!.IsDone);
    }

    [Fact]
    public async Task One_bad_record_is_rejected_with_its_reason_and_stops_nothing()
    {
        var good = Record(Id(Monday, 1), Monday);
        var page = new HarvestPage([good with { Body = "{broken" }, good with { Key = "arXiv:2603.99999" }, good, good], null)
        {
            Rejected = [new RejectedRecord("arXiv:2603.00007", "title is missing")],
        };
        var result = await _house.Harvest(new ScriptedSource().Add("mon", Monday, page));
        Assert.Equal((RunState.Complete, 2, 1, 1, 3), (result.State, result.Tally.Fetched, result.Tally.New, result.Tally.Unchanged, result.Tally.Rejected));
        var reasons = _house.Ledger.Rejections(Monday, Monday, 10);
        Assert.Equal(3, reasons.Count);
        Assert.Contains(reasons, r => r is { Id: "arXiv:2603.00007", Reason: "title is missing" });
        Assert.Contains(reasons, r => r.Reason.Contains("its body says", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_source_takes_back_goes()
    {
        var pages = PagesOf(Monday, 1, 3);
        await _house.Harvest(new ScriptedSource().Add("mon", Monday, pages));
        var result = await _house.Harvest(new ScriptedSource().Add("later", Monday, new HarvestPage([], null) { Withdrawn = [Id(Monday, 1)] }));
        Assert.Equal((1, 2), (result.Tally.Withdrawn, (int)_house.Papers.Count()));
    }

    [Fact]
    public async Task Papers_that_were_announced_and_did_not_come_are_asked_for_by_id()
    {
        var (there, lost, gone) = (Id(Monday, 1), Id(Monday, 2), Id(Monday, 3));
        var feed = Feed(Monday, "cs.CL", there, lost, gone);
        var source = new ScriptedSource { ById = id => id == lost ? Record(id, Monday) : null }
            .Add("feed", Monday, feed with { Records = [feed.Records[0]] });
        var result = await _house.Harvest(source);
        Assert.Equal((1, 2), (result.Missing, (int)_house.Papers.Count()));
        Assert.Equal(gone, Assert.Single(_house.Ledger.Missing("arxiv", Monday, Monday, 10)).Id);
        var day = _house.Day(Monday);
        Assert.Equal((DayState.Gap, 3, 1), (day.State, day.Announced, day.Missing));

        // By itself not before its time; then, when the paper has come, the gap is closed.
        source.Asked.Clear();
        source.ById = id => Record(id, Monday);
        await _house.Harvest(source, insist: false);
        Assert.Empty(source.Asked);
        _house.Time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(0, (await _house.Harvest(source, insist: false)).Missing);
        Assert.Equal(DayState.Complete, _house.Day(Monday).State);
        Assert.Empty(_house.Ledger.Gaps());
    }

    [Fact]
    public async Task What_a_source_announced_and_then_took_back_is_not_missing()
    {
        var (there, gone) = (Id(Monday, 1), Id(Monday, 2));
        var source = new ScriptedSource().Add("feed", Monday, Feed(Monday, "cs.CL", there, gone));
        await _house.Harvest(source);
        var result = await _house.Harvest(source.Add("archive", Monday, new HarvestPage([], null) { Withdrawn = [gone] }));
        Assert.Equal((0, 1), (result.Missing, (int)_house.Papers.Count()));
        var day = _house.Day(Monday);
        Assert.Equal((DayState.Complete, 1), (day.State, day.Announced));
    }

    [Fact]
    public async Task A_gap_is_asked_for_four_times_and_then_stays()
    {
        var source = new ScriptedSource().Add("feed", Monday, Feed(Monday, "cs.CL", Id(Monday, 1)) with { Records = [] });
        await _house.Harvest(source, insist: false);
        foreach (var hours in new[] { 1, 2, 9, 12, 50, 500 })
        {
            _house.Time.Pass(TimeSpan.FromHours(hours));
            await _house.Harvest(source, insist: false);
        }

        Assert.Equal(5, source.Asked.Count(a => a.Window.StartsWith("ids/", StringComparison.Ordinal)));
        Assert.Null(_house.Day(Monday).Next);
        Assert.Contains("given up", DayWords.Sentence(_house.Day(Monday)), StringComparison.Ordinal);
        await _house.Harvest(source, insist: true);
        Assert.Equal(6, source.Asked.Count(a => a.Window.StartsWith("ids/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_window_that_gives_fewer_than_it_says_is_a_gap_and_asked_for_again()
    {
        var page = PagesOf(Monday, 1, 10)[0];
        var source = new ScriptedSource().Add("mon", Monday, page with { Expected = 12 });
        Assert.Equal(2, (await _house.Harvest(source)).Missing);
        Assert.Equal((DayState.Gap, 12, 2), (_house.Day(Monday).State, _house.Day(Monday).Announced, _house.Day(Monday).Missing));
        Assert.Equal(0, (await _house.Harvest(source.Add("mon", Monday, page))).Missing);
        Assert.Equal(DayState.Complete, _house.Day(Monday).State);
    }

    [Fact]
    public async Task Yesterdays_batch_served_again_is_recognised_by_its_ids_and_nothing_of_it_is_saved()
    {
        var tuesday = Monday.AddDays(1);
        string[] ids = [Id(Monday, 1), Id(Monday, 2)];
        var source = new ScriptedSource().Add("mon", Monday, Feed(Monday, "cs.CL", ids));
        await _house.Harvest(source);
        var result = await _house.Harvest(source.Add("tue", tuesday, Feed(tuesday, "cs.CL", ids)));
        Assert.Equal("all 2 papers are those of the announcement before it", Assert.Single(result.Repeats).Error);
        Assert.Equal(DayState.Repeated, _house.Day(tuesday).State);
        Assert.Equal(Monday, _house.Papers.Find(ids[0])!.Day);

        // One new paper makes it another batch, though most were cross-listed from the day before.
        source.Add("tue", tuesday, Feed(tuesday, "cs.CL", [.. ids, Id(tuesday, 1)]));
        Assert.Equal(RunState.Complete, (await _house.Harvest(source)).State);
        Assert.Equal(DayState.Complete, _house.Day(tuesday).State);
    }

    [Fact]
    public async Task Without_an_earlier_announcement_an_old_batch_is_known_by_the_days_of_its_papers()
    {
        var tuesday = Monday.AddDays(1);
        var source = new ScriptedSource().Add("archive", Monday, PagesOf(Monday, 1, 3));
        await _house.Harvest(source);
        source.Add("feed", tuesday, Feed(tuesday, "cs.CL", Id(Monday, 0), Id(Monday, 1), Id(Monday, 2)));
        Assert.Single((await _house.Harvest(source)).Repeats);
        source.Add("feed", tuesday, Feed(tuesday, "cs.CL", Id(Monday, 0), Id(tuesday, 1), Id(tuesday, 2)));
        Assert.Empty((await _house.Harvest(source)).Repeats);
    }

    [Fact]
    public async Task One_process_at_a_time_harvests_a_source()
    {
        var source = new ScriptedSource().Add("mon", Monday, PagesOf(Monday, 1, 3));
        using (FileLock.TryExclusive(RunStore.LockOf(_house.Folder.Data, "arxiv"), "paperboy serve"))
        {
            var busy = await Assert.ThrowsAsync<HarvestBusyException>(() => _house.Harvest(source));
            Assert.Contains("paperboy serve (process", busy.Message, StringComparison.Ordinal);
            Assert.True(_house.Runs.IsRunning("arxiv"));
        }

        Assert.Equal(RunState.Complete, (await _house.Harvest(source)).State);
        Assert.False(_house.Runs.IsRunning("arxiv"));
    }

    [Fact]
    public async Task A_run_tells_other_processes_how_far_it_is_and_how_it_ended()
    {
        using var stop = new CancellationTokenSource();
        var source = new ScriptedSource
        {
            Before = (_, page) =>
            {
                if (page != 2)
                    return;
                var run = Assert.Single(_house.Runs.Newest(10));
                Assert.Equal((RunState.Running, "mon", 2, 20, 30), (run.State, run.Window, run.Pages, run.Tally.Fetched, run.Expected));
                stop.Cancel();
            },
        }.Add("mon", Monday, PagesOf(Monday, 3, 10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _house.Harvest(source, cancel: stop.Token));
        Assert.Equal(RunState.Stopped, _house.Runs.Newest(1)[0].State);
        source.Before = (_, _) => { };
        await _house.Harvest(source);
        Assert.Equal([0, 1, 2, 2], source.Asked.Select(a => a.Page));
        Assert.Equal(RunState.Complete, _house.Runs.Newest(1)[0].State);
    }

    [Fact]
    public async Task What_a_source_throws_beyond_its_contract_fails_its_window_alone()
    {
        var source = new ScriptedSource { Before = (window, _) => { if (window == "mon") throw new KeyNotFoundException("'cs.XX'"); } }
            .Add("mon", Monday, PagesOf(Monday, 1, 3)).Add("tue", Monday.AddDays(1), PagesOf(Monday.AddDays(1), 1, 3));
        var result = await _house.Harvest(source);
        Assert.Contains("a fault of Paperboy's own: KeyNotFoundException: 'cs.XX'", Assert.Single(result.Failures).Error, StringComparison.Ordinal);
        Assert.Equal(3, _house.Papers.Count());
    }

    [Fact]
    public async Task A_list_that_came_before_its_records_is_known_as_old_when_they_are_there()
    {
        // The first harvest of all: the feed shows Monday's batch on Tuesday, and only the archive knows better.
        var tuesday = Monday.AddDays(1);
        var old = new HarvestWindow("feed", tuesday, null) { Open = true };
        var source = new ScriptedSource().Add(old, Feed(tuesday, "cs.CL", Id(Monday, 0), Id(Monday, 1)) with { Records = [] })
            .Add("archive", Monday, PagesOf(Monday, 1, 3));
        var result = await _house.Harvest(source);
        Assert.Equal("2 of its 2 new papers were listed on an earlier day", Assert.Single(result.Repeats).Error);
        Assert.Equal(DayState.Repeated, _house.Day(tuesday).State);
        await _house.Harvest(source.Add(old, Feed(tuesday, "cs.CL", Id(tuesday, 0), Id(tuesday, 1)) with { Records = [Record(Id(tuesday, 0), tuesday), Record(Id(tuesday, 1), tuesday)] }));
        Assert.Equal((DayState.Complete, 2), (_house.Day(tuesday).State, _house.Day(tuesday).Announced));
    }

    [Fact]
    public async Task A_record_that_was_spoilt_on_its_way_is_asked_for_alone()
    {
        var page = PagesOf(Monday, 1, 3)[0];
        var source = new ScriptedSource { ById = id => Record(id, Monday) }
            .Add("mon", Monday, page with { Records = [.. page.Records.Skip(1)], Rejected = [new RejectedRecord(Id(Monday, 0), "title is missing")] });
        Assert.Equal(RunState.Complete, (await _house.Harvest(source)).State);
        Assert.Equal(3, _house.Papers.Count());
        await _house.Harvest(source);
        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task A_feed_that_failed_is_forgotten_when_the_archive_has_given_its_day()
    {
        var source = new ScriptedSource { Before = (window, _) => { if (window == "feed") throw new FetchFailedException(FetchFault.Unreadable, "no XML"); } }
            .Add(new HarvestWindow("feed", Monday, null) { Open = true }, PagesOf(Monday, 1, 3));
        await _house.Harvest(source);
        Assert.Equal(DayState.Broken, _house.Day(Monday).State);
        _house.Time.Pass(TimeSpan.FromDays(1));
        await _house.Harvest(new ScriptedSource().Add("archive", Monday, PagesOf(Monday, 1, 3)));
        Assert.Equal(DayState.Complete, _house.Day(Monday).State);
        Assert.Empty(_house.Ledger.Undone("arxiv"));
        Assert.Empty(_house.Ledger.GrowingDays("arxiv"));
    }

    [Fact]
    public async Task Records_are_counted_by_category()
    {
        var page = new HarvestPage([Record(Id(Monday, 1), Monday), Record(Id(Monday, 2), Monday)], null);
        var source = new ScriptedSource().Add(new HarvestWindow("set", Monday, "cs.AI"), page).Add("all", Monday, page);
        await _house.Harvest(source);
        Assert.Equal(
            [("cs.AI", new Tally(2, 2, 0, 0, 0, 0)), ("cs.CL", new Tally(2, 0, 0, 2, 0, 0))],
            _house.Ledger.Tallies(Monday, Monday).Select(t => (t.Category, t.Tally)));
    }
}
