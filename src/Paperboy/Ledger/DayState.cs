namespace Paperboy.Ledger;

/// <summary>What a day of a source is. An empty day, a late one and a failure are different things.</summary>
public enum DayState
{
    /// <summary>Nobody asked for it.</summary>
    NotCollected,

    /// <summary>The source announces nothing on such a day: a weekend; or it had nothing.</summary>
    Quiet,

    /// <summary>A working day on which the source announces nothing.</summary>
    Holiday,

    /// <summary>It is not due yet.</summary>
    Awaited,

    /// <summary>It is due, was asked for, and is not there.</summary>
    Late,

    /// <summary>The source served the batch of an earlier day again.</summary>
    Repeated,

    /// <summary>Begun and not ended.</summary>
    Fetching,

    /// <summary>The day is not over: what there is so far is there.</summary>
    Growing,

    /// <summary>All that was announced is there.</summary>
    Complete,

    /// <summary>Some of what was announced is not there.</summary>
    Gap,

    /// <summary>The source did not give it.</summary>
    Broken,
}
