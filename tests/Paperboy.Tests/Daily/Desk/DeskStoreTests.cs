using Paperboy.Catalog;
using Paperboy.Daily.Desk;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Events;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Daily.Desk;

public sealed class DeskStoreTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;
    private readonly DeskStore _desks;
    private readonly long _ada;

    public DeskStoreTests()
    {
        _database = _folder.OpenDatabase();
        _desks = new DeskStore(_database, _time);
        _ada = NewCurator("Ada");
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_decided_is_read_back_with_names()
    {
        Assert.Equal(DeskOutcome.Done, Do(new DeskAct.Pick("arXiv:1", null, "worth it")));
        Assert.Equal(DeskOutcome.Done, Do(new DeskAct.LeaveOut("arXiv:2")));
        var state = _desks.Of(Day);
        var pick = Assert.Single(state.Picks);
        Assert.Equal(("arXiv:1", "worth it", "Ada", _time.Now), (pick.Paper, pick.Note, pick.Curator, pick.At));
        Assert.Equal("arXiv:2", Assert.Single(state.LeftOut).Paper);
        Assert.Equal((2L, "Ada"), (state.Version, state.ChangedBy));
        Assert.Equal([new Hand(_ada, "Ada")], state.Hands);
        Assert.Equal(Day, _desks.Last(DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Null(_desks.First(Day.AddDays(1), DateOnly.MaxValue));
    }

    [Fact]
    public void Whoever_looked_at_an_older_desk_changes_nothing()
    {
        var bo = NewCurator("Bo");
        Assert.Equal(DeskOutcome.Done, _desks.Do(Day, 0, new DeskAct.Pick("arXiv:1"), _ada).Outcome);
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(DeskOutcome.Conflict, _desks.Do(Day, 0, new DeskAct.Pick("arXiv:2"), bo).Outcome);
        Assert.Equal(["arXiv:1"], _desks.Of(Day).Picks.Select(p => p.Paper));
        Assert.Equal(DeskOutcome.Done, _desks.Do(Day, 1, new DeskAct.Pick("arXiv:2"), bo).Outcome);
        Assert.Equal(["Ada", "Bo"], _desks.Of(Day).Hands.Select(h => h.Name));
    }

    [Fact]
    public async Task Of_many_who_act_at_once_on_one_version_one_wins_and_no_pick_is_lost()
    {
        for (var round = 0; round < 5; round++)
        {
            var version = _desks.Of(Day).Version;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                Task.Run(() => _desks.Do(Day, version, new DeskAct.Pick($"arXiv:{version}.{i}"), _ada).Outcome)));
            Assert.Equal(1, outcomes.Count(outcome => outcome == DeskOutcome.Done));
            Assert.Equal(7, outcomes.Count(outcome => outcome == DeskOutcome.Conflict));
        }

        Assert.Equal(5, _desks.Of(Day).Picks.Count);
        Assert.Equal(5, Events().Count);
    }

    [Fact]
    public void An_act_that_changes_nothing_makes_no_version_and_no_event()
    {
        Do(new DeskAct.Pick("arXiv:1"));
        Assert.Equal(DeskOutcome.Done, Do(new DeskAct.Step("arXiv:1", -1)));
        Assert.Equal(1, _desks.Of(Day).Version);
        Assert.Equal(DeskOutcome.Refused, Do(new DeskAct.Unpick("arXiv:9")));
        Assert.Equal([(EventKind.Pick, "arXiv:1", "2026-03-17")], Events().Select(e => (e.Kind, e.Paper, e.Detail)));
    }

    [Fact]
    public void Picks_follow_papers_that_merge_and_two_that_become_one_stand_once()
    {
        var papers = new PaperStore(_database);
        papers.Save([Invented.Record(("id", "ACL:2026.long.1"), ("source", "acl"), ("title", "One Lamp"), ("doi", "10.1000/x"))], new ImportRun());
        papers.Save([Invented.Record(("id", "arXiv:2601.00001"), ("title", "Two Lamps"), ("authors", new[] { "Cleo Other" }))], new ImportRun());
        Do(new DeskAct.Pick("ACL:2026.long.1", null, "first"));
        Do(new DeskAct.Pick("arXiv:2601.00001"));
        papers.Save([Invented.Record(("id", "arXiv:2601.00001"), ("title", "Two Lamps"), ("authors", new[] { "Cleo Other" }), ("doi", "10.1000/x"))], new ImportRun());
        var pick = Assert.Single(_desks.Of(Day).Picks);
        Assert.Equal(papers.Find("ACL:2026.long.1")!.Id, pick.Paper);
        Assert.Equal(("first", papers.Find(pick.Paper)!.Number), (pick.Note, pick.Number));
        Assert.Equal(DeskOutcome.Done, Do(new DeskAct.Unpick(pick.Paper)));
        Assert.Empty(_desks.Of(Day).Picks);
    }

    private DeskOutcome Do(DeskAct act) => _desks.Do(Day, _desks.Of(Day).Version, act, _ada).Outcome;

    private IReadOnlyList<Event> Events() =>
        new EventLog(_database).Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Enum.GetValues<EventKind>());

    private long NewCurator(string name) => _database.Write((connection, transaction) =>
        AccountStore.Make(connection, transaction, null, name, Role.Curator, _time.Now).Actor);
}
