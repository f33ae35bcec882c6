using Paperboy.Ledger;
using Xunit;

namespace Paperboy.Tests.Ledger;

public sealed class DayLedgerTests
{
    private static readonly DateOnly Tuesday = new(2026, 3, 17);
    private static readonly DateTimeOffset Noon = new(2026, 3, 17, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Each with what is known, what the day is, and words that say so and that no other state has.</summary>
    public static TheoryData<string, DayState, string> Days => new()
    {
        { "an empty Saturday", DayState.Quiet, "announces nothing on Saturdays and Sundays" },
        { "a holiday", DayState.Holiday, "announced nothing on this day: Martin Luther King Day" },
        { "a batch that is not due", DayState.Awaited, "are due on 18 March, 04:15 UTC" },
        { "a late batch", DayState.Late, "should have announced this day’s papers on 17 March, 04:15 UTC, and has not" },
        { "yesterday's batch", DayState.Repeated, "served an earlier batch instead of this day’s (all 640 papers" },
        { "a broken harvest", DayState.Broken, "could not be harvested for this day: the service answers 503." },
        { "a broken Saturday", DayState.Broken, "could not be harvested" },
        { "a gap", DayState.Gap, "12 of 640 announced papers are missing: arXiv did not give them. They are asked for again on 17 March, 13:00 UTC." },
        { "a gap that stays", DayState.Gap, "asked for several times, and are given up" },
        { "a short window", DayState.Gap, "2 of 600 announced papers are missing" },
        { "a whole day", DayState.Complete, "all 640 papers that arXiv announced are there" },
        { "a day of the archive", DayState.Complete, "600 records of arXiv came; it gave no list" },
        { "half a window", DayState.Fetching, "begun and is not complete yet: 300 records so far" },
        { "a day that grows", DayState.Growing, "300 records of arXiv so far; the day is not over" },
        { "nothing", DayState.NotCollected, "nothing of arXiv was collected" },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void Each_kind_of_day_is_told_from_the_others(string kind, DayState state, string words)
    {
        var day = DayLedger.Of(Facts(kind));
        Assert.Equal(state, day.State);
        Assert.Contains(words, DayWords.Sentence(day), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_state_has_its_own_word_mark_and_meaning()
    {
        var states = Enum.GetValues<DayState>();
        Assert.Equal(states.Length, states.Select(DayWords.Title).Distinct().Count());
        Assert.Equal(states.Length, states.Select(DayWords.Mark).Distinct().Count());
        Assert.Equal(states.Length, states.Select(DayWords.Meaning).Distinct().Count());
    }

    private static DayFacts Facts(string kind)
    {
        var facts = new DayFacts("arxiv", Tuesday, Noon);
        return kind switch
        {
            "an empty Saturday" => facts with { Day = new DateOnly(2026, 3, 14), Windows = [Window()] },
            "a holiday" => facts with { Day = new DateOnly(2026, 1, 20), Windows = [Window()] },
            "a batch that is not due" => facts with { Day = Tuesday.AddDays(1), Windows = [Window() with { Growing = true }] },
            "a late batch" => facts with { Windows = [Window() with { Growing = true }] },
            "yesterday's batch" => facts with { Windows = [Window(WindowState.Repeated) with { Error = "all 640 papers are those of the announcement before it" }] },
            "a broken harvest" => facts with { Announced = 3, Windows = [Window(WindowState.Failed) with { Error = "the service answers 503" }] },
            "a broken Saturday" => facts with { Day = new DateOnly(2026, 3, 14), Windows = [Window(WindowState.Failed)] },
            "a gap" => Gap(facts, tries: 0),
            "a gap that stays" => Gap(facts, tries: 4),
            "a short window" => facts with { Windows = [Window(fetched: 598) with { Expected = 600 }] },
            "a whole day" => facts with { Announced = 640, Windows = [Window(fetched: 640) with { Growing = true }] },
            "a day of the archive" => facts with { Windows = [Window(fetched: 600)] },
            "half a window" => facts with { Windows = [Window(WindowState.Open, 300)] },
            "a day that grows" => facts with { Windows = [Window(fetched: 300) with { Growing = true }] },
            _ => facts,
        };
    }

    private static DayFacts Gap(DayFacts facts, int tries) => facts with
    {
        Announced = 640,
        Missing = 12,
        Windows = [Window(fetched: 628)],
        Gap = new LedgerGap("arxiv", Tuesday, Noon, Noon, tries),
    };

    private static LedgerWindow Window(WindowState state = WindowState.Complete, int fetched = 0) =>
        new("arxiv", "w", Tuesday, "") { State = state, Tally = new Tally(fetched, fetched, 0, 0, 0, 0) };
}
