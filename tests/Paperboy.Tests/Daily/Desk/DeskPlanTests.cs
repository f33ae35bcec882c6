using Paperboy.Daily;
using Paperboy.Daily.Desk;
using Paperboy.Readers.Events;
using Xunit;

namespace Paperboy.Tests.Daily.Desk;

public sealed class DeskPlanTests
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    [Fact]
    public void A_thousand_acts_leave_what_a_plain_list_has()
    {
        var random = new Random(34);
        var state = DeskState.Of(Day);
        var list = new List<string>();
        var leftOut = new HashSet<string>();
        for (var i = 0; i < 1_000; i++)
        {
            var paper = $"p{random.Next(12)}";
            var place = random.Next(1, 15);
            DeskAct act = random.Next(7) switch
            {
                0 or 1 => new DeskAct.Pick(paper, random.Next(2) == 0 ? null : place),
                2 => new DeskAct.Unpick(paper),
                3 => new DeskAct.Step(paper, random.Next(2) == 0 ? -1 : 1),
                4 => new DeskAct.Revise(paper, place, null),
                5 => new DeskAct.LeaveOut(paper),
                _ => new DeskAct.TakeIn(paper),
            };
            var plan = DeskPlan.Of(state, act, 7, DateTimeOffset.UnixEpoch);
            Assert.Equal(Plainly(list, leftOut, act), plan.Fault is null);
            state = state with { Picks = plan.Picks, LeftOut = plan.LeftOut };
            Assert.Equal(list, state.Picks.Select(p => p.Paper));
            Assert.Equal(Enumerable.Range(1, list.Count), state.Picks.Select(p => p.Place));
            Assert.Equal(leftOut.Order(), state.LeftOut.Select(p => p.Paper).Order());
        }
    }

    [Fact]
    public void An_arrangement_names_the_first_and_the_others_follow()
    {
        var plan = DeskPlan.Of(Picked("a", "b", "c", "d"), new DeskAct.Arrange(["c", "a", "c"]), 7, DateTimeOffset.UnixEpoch);
        Assert.Equal(["c", "a", "b", "d"], plan.Picks.Select(p => p.Paper));
        Assert.NotNull(DeskPlan.Of(Picked("a"), new DeskAct.Arrange(["x"]), 7, DateTimeOffset.UnixEpoch).Fault);
    }

    [Fact]
    public void Events_tell_what_was_done_and_leaving_out_a_pick_tells_both()
    {
        Assert.Equal([(EventKind.Pick, "a")], DeskPlan.Of(Picked(), new DeskAct.Pick("a"), 7, DateTimeOffset.UnixEpoch).Events);
        var left = DeskPlan.Of(Picked("a"), new DeskAct.LeaveOut("a"), 7, DateTimeOffset.UnixEpoch);
        Assert.Equal([(EventKind.Unpick, "a"), (EventKind.Hide, "a")], left.Events);
        var back = DeskPlan.Of(Picked() with { LeftOut = left.LeftOut }, new DeskAct.Pick("a"), 7, DateTimeOffset.UnixEpoch);
        Assert.Equal([(EventKind.Unhide, "a"), (EventKind.Pick, "a")], back.Events);
        Assert.Empty(back.LeftOut);
    }

    [Theory]
    [InlineData("  two\r\n lines\t here ", "two lines here")]
    [InlineData("\u202Egnp.exe\u202C and \u2066more\u2069\u200B", "gnp.exe and more")]
    [InlineData("e\u0301te\u0301 \0\u0007", "\u00e9t\u00e9")]
    [InlineData("\U0001F469\u200D\U0001F52C", "\U0001F469\u200D\U0001F52C")]
    public void Notes_are_one_line_without_characters_that_deceive(string typed, string kept) => Assert.Equal(kept, DeskPlan.Clean(typed));

    [Fact]
    public void Too_much_is_refused_in_words()
    {
        var full = Picked([.. Enumerable.Range(0, DeskPlan.MostPicks).Select(i => $"p{i}")]);
        Assert.Contains("at most 100", DeskPlan.Of(full, new DeskAct.Pick("one more"), 7, DateTimeOffset.UnixEpoch).Fault, StringComparison.Ordinal);
        Assert.Contains("501", DeskPlan.Of(full, new DeskAct.Revise("p1", null, new string('x', 501)), 7, DateTimeOffset.UnixEpoch).Fault, StringComparison.Ordinal);
        Assert.Contains("from 1 on", DeskPlan.Of(full, new DeskAct.Revise("p1", 0, null), 7, DateTimeOffset.UnixEpoch).Fault, StringComparison.Ordinal);
    }

    // What the act does to a plain list; false where it must be refused.
    private static bool Plainly(List<string> list, HashSet<string> leftOut, DeskAct act)
    {
        switch (act)
        {
            case DeskAct.Pick pick when !list.Contains(pick.Paper):
                leftOut.Remove(pick.Paper);
                list.Insert(Math.Min((pick.Place ?? int.MaxValue) - 1, list.Count), pick.Paper);
                return true;
            case DeskAct.Unpick unpick:
                return list.Remove(unpick.Paper);
            case DeskAct.Step step when list.IndexOf(step.Paper) is >= 0 and var at:
                var to = Math.Clamp(at + step.By, 0, list.Count - 1);
                (list[at], list[to]) = (list[to], list[at]);
                return true;
            case DeskAct.Revise revise when list.Remove(revise.Paper):
                list.Insert(Math.Min(revise.Place!.Value - 1, list.Count), revise.Paper);
                return true;
            case DeskAct.LeaveOut leave:
                list.Remove(leave.Paper);
                return leftOut.Add(leave.Paper);
            case DeskAct.TakeIn take:
                return leftOut.Remove(take.Paper);
            default:
                return false;
        }
    }

    private static DeskState Picked(params string[] papers) => DeskState.Of(Day) with
    {
        Picks = [.. papers.Select((paper, i) => new Pick(Day, i + 1, paper, i + 1, "", 7, "Ada", DateTimeOffset.UnixEpoch))],
    };
}
