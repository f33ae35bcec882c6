namespace Paperboy.Readers.Visits;

/// <summary>How far a reader has read.</summary>
/// <param name="SeenAt">When the last page of the present reading was asked for.</param>
/// <param name="Newest">The catalog's highest number of a paper then.</param>
/// <param name="BeforeAt">The last page of the reading before; null in the first one.</param>
/// <param name="BeforeNewest">The highest number then: papers that came later are new to this reader.</param>
public sealed record Visit(DateTimeOffset SeenAt, long Newest, DateTimeOffset? BeforeAt, long? BeforeNewest)
{
    /// <summary>
    /// Without a page for so long a reading is over, and the next page begins another. What is marked as new stays so for the
    /// whole reading: also when a page is loaded again, and after a cup of coffee.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>How it stands when another page is asked for.</summary>
    /// <param name="now">When.</param>
    /// <param name="newest">The catalog's highest number now.</param>
    public Visit On(DateTimeOffset now, long newest) =>
        now - SeenAt < Pause ? this with { SeenAt = now, Newest = newest } : new Visit(now, newest, SeenAt, Newest);
}
