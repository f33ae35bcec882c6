using System.Globalization;
using Paperboy.Catalog;

namespace Paperboy.Ledger;

/// <summary>What days of sources are called, in words and by marks that need no colour.</summary>
public static class DayWords
{
    /// <summary>One or two words.</summary>
    public static string Title(DayState state) => state switch
    {
        DayState.NotCollected => "not collected",
        DayState.Quiet => "quiet",
        DayState.Holiday => "holiday",
        DayState.Awaited => "awaited",
        DayState.Late => "late",
        DayState.Repeated => "old batch",
        DayState.Fetching => "under way",
        DayState.Growing => "so far",
        DayState.Complete => "complete",
        DayState.Gap => "gap",
        _ => "broken",
    };

    /// <summary>One character.</summary>
    public static string Mark(DayState state) => state switch
    {
        DayState.NotCollected => "·",
        DayState.Quiet => "–",
        DayState.Holiday => "*",
        DayState.Awaited => "…",
        DayState.Late => "?",
        DayState.Repeated => "=",
        DayState.Fetching => "›",
        DayState.Growing => "+",
        DayState.Complete => "✓",
        DayState.Gap => "○",
        _ => "×",
    };

    /// <summary>What a state means, for a legend.</summary>
    public static string Meaning(DayState state) => state switch
    {
        DayState.NotCollected => "nobody asked for it",
        DayState.Quiet => "nothing is announced on such a day, or there was nothing",
        DayState.Holiday => "a holiday of the source",
        DayState.Awaited => "not due yet",
        DayState.Late => "due, asked for, and not there yet",
        DayState.Repeated => "the source served an earlier batch again",
        DayState.Fetching => "begun and not ended",
        DayState.Growing => "the day is not over",
        DayState.Complete => "all that was announced is there",
        DayState.Gap => "some announced papers did not come",
        _ => "the source did not give it",
    };

    /// <summary>What the day is and why, in a sentence or two.</summary>
    public static string Sentence(DayLedger day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var name = SourceNames.Of(day.Source);
        return UpperFirst(day.State switch
        {
            DayState.NotCollected => $"nothing of {name} was collected for this day.",
            DayState.Quiet when day.Source == DayLedger.Arxiv => $"{name} announces nothing on Saturdays and Sundays.",
            DayState.Quiet => $"{name} has no papers for this day.",
            DayState.Holiday => $"{name} announced nothing on this day: {day.Detail}.",
            DayState.Awaited => day.Next is { } due ? $"{name} has not announced this day’s papers yet; they are due {Moment(due)}." : $"{name} has nothing for this day yet.",
            DayState.Late => $"{name} should have announced this day’s papers {Moment(day.Next)}, and has not; it is asked again every half hour.",
            DayState.Repeated => $"{name} served an earlier batch instead of this day’s ({day.Detail}); it is asked again every half hour.",
            DayState.Fetching => $"what {name} has for this day was begun and is not complete yet: {Number(day.Tally.Fetched)} records so far.",
            DayState.Growing => $"{Number(day.Tally.Fetched)} records of {name} so far; the day is not over.",
            DayState.Complete => Complete(day, name),
            DayState.Gap => $"{Gap(day, name)} {Again(day)}",
            _ => $"{name} could not be harvested for this day: {Ended(day.Detail ?? "nobody knows why")}",
        });
    }

    /// <summary>12 of 640 announced papers are missing: arXiv did not give them.</summary>
    public static string Gap(DayLedger day, string name)
    {
        ArgumentNullException.ThrowIfNull(day);
        return $"{Number(day.Missing)} of {Number(day.Announced)} announced papers {(day.Missing == 1 ? "is" : "are")} missing: {name} did not give {(day.Missing == 1 ? "it" : "them")}.";
    }

    private static string Complete(DayLedger day, string name) =>
        day.Announced > 0
            ? $"all {Number(day.Announced)} papers that {name} announced are there."
            : $"{Number(day.Tally.Fetched)} records of {name} came; it gave no list of announcements to compare them with.";

    private static string Again(DayLedger day) =>
        day.IsGivenUp ? "They were asked for several times, and are given up."
        : day.Next is { } next ? $"They are asked for again {Moment(next)}."
        : "They are asked for again with the next harvest.";

    private static string Moment(DateTimeOffset? moment) =>
        moment is { } known ? $"on {known.UtcDateTime.ToString("d MMMM, HH:mm", CultureInfo.InvariantCulture)} UTC" : "";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ended(string words) => words.EndsWith('.') ? words : words + ".";

    // Some names begin small (arXiv), and stay so.
    internal static string UpperFirst(string words) =>
        words.StartsWith("arXiv", StringComparison.Ordinal) ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
