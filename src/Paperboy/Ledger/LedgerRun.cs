namespace Paperboy.Ledger;

/// <summary>How a harvest ended, or that it has not.</summary>
public enum RunState
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>Every window is complete.</summary>
    Complete,

    /// <summary>Some windows are not.</summary>
    Partial,

    /// <summary>None is.</summary>
    Failed,

    /// <summary>Somebody stopped it; it goes on from there.</summary>
    Stopped,

    /// <summary>Its process ended without a word: killed, or the power went.</summary>
    Cut,
}

/// <summary>One harvest of one source.</summary>
/// <param name="Number">Of the row.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Process">Who harvests, in words.</param>
/// <param name="State">How it ended.</param>
/// <param name="Words">What there is to tell of its end.</param>
/// <param name="Windows">How many it had to see to.</param>
/// <param name="Done">How many of them it has seen to.</param>
/// <param name="Window">The one that is being fetched; empty before the first and after the last.</param>
/// <param name="Pages">How many were saved.</param>
/// <param name="Expected">Records of that window, where the source says so.</param>
/// <param name="Tally">Of all its windows.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="TouchedAt">When it last moved.</param>
/// <param name="EndedAt">Null while it runs, and when it was cut off.</param>
public sealed record LedgerRun(
    long Number,
    string Source,
    string Process,
    RunState State,
    string Words,
    int Windows,
    int Done,
    string Window,
    int Pages,
    int? Expected,
    Tally Tally,
    DateTimeOffset StartedAt,
    DateTimeOffset TouchedAt,
    DateTimeOffset? EndedAt);

/// <summary>That a source announced a paper in a category on a day.</summary>
public sealed record AnnouncedPaper(DateOnly Day, string Category, string Kind, string Id);

/// <summary>What a window had that is no record.</summary>
public sealed record LedgerRejection(string Source, string Window, string Id, string Reason);
