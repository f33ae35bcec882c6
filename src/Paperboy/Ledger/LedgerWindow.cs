namespace Paperboy.Ledger;

/// <summary>How far a window of a harvest is.</summary>
public enum WindowState
{
    /// <summary>Begun, and not ended yet: it goes on at its cursor.</summary>
    Open,

    /// <summary>Fetched to its last page.</summary>
    Complete,

    /// <summary>The source did not give it; it is asked for again.</summary>
    Failed,

    /// <summary>The source served the batch of an earlier day once more; it is asked again later.</summary>
    Repeated,
}

/// <summary>A window of a harvest, as the ledger keeps it.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Name">By the source's plan.</param>
/// <param name="Day">Which it is counted under.</param>
/// <param name="Category">Which it is counted under; empty where it has many.</param>
public sealed record LedgerWindow(string Source, string Name, DateOnly Day, string Category)
{
    /// <summary>Of the row.</summary>
    public long Number { get; init; }

    public WindowState State { get; init; }

    /// <summary>Whether the source could still add to it when the pass began.</summary>
    public bool Growing { get; init; }

    /// <summary>Whether it was asked for by ids or words: what comes of it judges no day, and is not tried again by itself.</summary>
    public bool Named { get; init; }

    /// <summary>Leads to the page after the last one that was saved.</summary>
    public string? Cursor { get; init; }

    public int Pages { get; init; }

    /// <summary>How many records it has, where the source says so.</summary>
    public int? Expected { get; init; }

    public Tally Tally { get; init; }

    /// <summary>How often it was begun, or gone on with, since it last ended well.</summary>
    public int Tries { get; init; }

    /// <summary>The kind of its failure: unavailable, refused, unreadable, wrong, broken.</summary>
    public string? Fault { get; init; }

    /// <summary>Its failure in words.</summary>
    public string? Error { get; init; }

    /// <summary>When this pass began; where it fails again and again, when the first of those passes did.</summary>
    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset TouchedAt { get; init; }

    /// <summary>How many records the source did not give of those that it says there are.</summary>
    public int Shortfall => State == WindowState.Complete && Expected is { } expected ? Math.Max(0, expected - Tally.Given) : 0;

    /// <summary>Whether there is nothing more to ask for.</summary>
    public bool IsDone => State == WindowState.Complete && !Growing && Shortfall == 0;
}
