using Paperboy.Catalog;

namespace Paperboy.Ledger;

/// <summary>What is known of a day of a source.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Day">The edition's.</param>
/// <param name="Now">The moment of the look.</param>
public sealed record DayFacts(string Source, DateOnly Day, DateTimeOffset Now)
{
    public IReadOnlyList<LedgerWindow> Windows { get; init; } = [];

    /// <summary>Papers that the source announced, each once.</summary>
    public int Announced { get; init; }

    /// <summary>Those of them that the catalog lacks.</summary>
    public int Missing { get; init; }

    public LedgerGap? Gap { get; init; }
}

/// <summary>A day of a source, judged: a pure function of what is known of it.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Day">The edition's.</param>
/// <param name="State">What the day is.</param>
/// <param name="Announced">Papers that the source announced, or records that it says there are.</param>
/// <param name="Missing">Those of them that did not come.</param>
/// <param name="Tally">What became of the records of the day.</param>
public sealed record DayLedger(string Source, DateOnly Day, DayState State, int Announced, int Missing, Tally Tally)
{
    /// <summary>Of the source that announces by a calendar.</summary>
    public const string Arxiv = "arxiv";

    /// <summary>Holiday's name, failure's words: what the state is because of.</summary>
    public string? Detail { get; init; }

    /// <summary>When it is due, or when what is missing is asked for again.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Whether what is missing was asked for so often that it is not asked for again.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>Since when it is as it is, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether somebody who reads the day's edition should know.</summary>
    public bool Concerns => State is DayState.Gap or DayState.Broken or DayState.Late or DayState.Repeated or DayState.Fetching;

    public static DayLedger Of(DayFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        facts = facts with { Windows = [.. facts.Windows.Where(window => !window.Named)] };
        var tally = facts.Windows.Aggregate(default(Tally), (sum, window) => sum + window.Tally);
        var lacking = facts.Windows.Sum(window => window.Shortfall);
        var day = new DayLedger(facts.Source, facts.Day, DayState.Complete, facts.Announced, facts.Missing, tally);
        if (facts.Windows.FirstOrDefault(w => w.State == WindowState.Failed) is { } failed)
            return day with { State = DayState.Broken, Detail = failed.Error, Since = failed.TouchedAt };
        if (facts.Windows.FirstOrDefault(w => w.State == WindowState.Repeated) is { } repeated)
            return day with { State = DayState.Repeated, Detail = repeated.Error, Since = repeated.TouchedAt };
        if (facts.Missing + lacking > 0)
        {
            return day with
            {
                State = DayState.Gap,
                Announced = Math.Max(facts.Announced, facts.Windows.Where(w => w.Shortfall > 0).Sum(w => w.Expected ?? 0)),
                Missing = facts.Missing + lacking,
                Since = facts.Gap?.FoundAt,
                Next = facts.Gap?.NextTry,
                IsGivenUp = facts.Gap is { NextTry: null },
            };
        }

        if (facts.Announced > 0)
            return day;
        if (facts.Windows.Any(w => w.State == WindowState.Open))
            return day with { State = DayState.Fetching };
        return facts.Source == Arxiv ? ByCalendar(facts, day) : WithoutCalendar(facts, day);
    }

    private static DayLedger ByCalendar(DayFacts facts, DayLedger day)
    {
        if (!ArxivCalendar.IsAnnouncementDay(facts.Day))
        {
            return ArxivCalendar.Holiday(facts.Day) is { } holiday
                ? day with { State = DayState.Holiday, Detail = holiday }
                : day with { State = DayState.Quiet };
        }

        var due = ArxivCalendar.DueAt(facts.Day);
        if (facts.Windows.Count == 0)
            return day with { State = due > facts.Now ? DayState.Awaited : DayState.NotCollected, Next = due };
        if (day.Tally.Fetched > 0)
            return facts.Windows.Any(w => w.Growing) ? day with { State = DayState.Growing } : day;
        return day with { State = due > facts.Now ? DayState.Awaited : DayState.Late, Next = due, Since = due };
    }

    private static DayLedger WithoutCalendar(DayFacts facts, DayLedger day)
    {
        var state = facts.Windows.Count == 0 ? facts.Day > DateOnly.FromDateTime(facts.Now.UtcDateTime) ? DayState.Awaited : DayState.NotCollected
            : facts.Windows.Any(w => w.Growing) ? DayState.Growing
            : day.Tally.Fetched > 0 ? DayState.Complete
            : DayState.Quiet;
        return day with { State = state };
    }
}
