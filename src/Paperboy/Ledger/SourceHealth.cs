using Paperboy.Catalog;

namespace Paperboy.Ledger;

/// <summary>How a source does, on the whole.</summary>
public enum SourceStatus
{
    /// <summary>Nobody has asked it for anything yet.</summary>
    Unasked,

    /// <summary>All that it announced is there.</summary>
    Fine,

    /// <summary>It is being harvested.</summary>
    Running,

    /// <summary>A batch is due and not there, or an old one came in its place.</summary>
    Late,

    /// <summary>Some announced papers did not come.</summary>
    Gaps,

    /// <summary>It does not give what it should.</summary>
    Broken,

    /// <summary>It asked us to stay away.</summary>
    Shut,
}

/// <summary>How a source does, in words, and since when.</summary>
public sealed record SourceHealth(string Source, SourceStatus Status, string Words, DateTimeOffset? Since)
{
    /// <summary>Whether somebody should look.</summary>
    public bool IsTrouble => Status is SourceStatus.Broken or SourceStatus.Shut;

    /// <param name="source">The source's name.</param>
    /// <param name="last">Its newest run.</param>
    /// <param name="days">Its last days.</param>
    /// <param name="undone">Its windows that did not end well.</param>
    public static SourceHealth Of(string source, LedgerRun? last, IReadOnlyList<DayLedger> days, IReadOnlyList<LedgerWindow> undone)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(undone);
        var name = SourceNames.Of(source);
        if (last is null)
            return new SourceHealth(source, SourceStatus.Unasked, DayWords.UpperFirst($"{name} was not harvested yet."), null);
        var failed = undone.Where(window => window.State == WindowState.Failed).OrderBy(window => window.BegunAt).ToList();
        if (failed.FirstOrDefault(window => window.Fault == "refused") is { } refused)
            return new SourceHealth(source, SourceStatus.Shut, refused.Error!, refused.BegunAt);
        if (failed.Count > 0)
            return new SourceHealth(source, SourceStatus.Broken, failed[^1].Error!, failed[0].BegunAt);
        if (last.State == RunState.Failed)
            return new SourceHealth(source, SourceStatus.Broken, last.Words, last.StartedAt);
        if (last.State == RunState.Running)
            return new SourceHealth(source, SourceStatus.Running, $"{name} is being harvested by {last.Process}.", last.StartedAt);
        if (days.LastOrDefault(day => day.State is DayState.Late or DayState.Repeated) is { } late)
            return new SourceHealth(source, SourceStatus.Late, DayWords.Sentence(late), late.Since);
        return days.LastOrDefault(day => day.State == DayState.Gap) is { } gap
            ? new SourceHealth(source, SourceStatus.Gaps, DayWords.Sentence(gap), gap.Since)
            : new SourceHealth(source, SourceStatus.Fine, last.Words, last.EndedAt);
    }
}
