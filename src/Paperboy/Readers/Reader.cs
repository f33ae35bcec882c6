using NodaTime;

namespace Paperboy.Readers;

/// <summary>Whether somebody gets the daily mail.</summary>
public enum ReaderState
{
    /// <summary>Asked for, and not yet confirmed by the owner of the address.</summary>
    Pending,

    /// <summary>Gets the daily mail.</summary>
    Confirmed,

    /// <summary>Does not want it any more.</summary>
    Unsubscribed,
}

/// <summary>Somebody with an address.</summary>
/// <param name="Number">The catalog's own; never shown.</param>
/// <param name="Handle">A random name that links carry.</param>
/// <param name="Address">Where mail goes.</param>
/// <param name="State">Whether mail goes there.</param>
/// <param name="Generation">Goes up with each unsubscription; what was made for an earlier one counts no more.</param>
/// <param name="Schedule">When the daily mail is due.</param>
/// <param name="ConfirmedAt">When the reader last confirmed.</param>
public sealed record Reader(
    long Number,
    string Handle,
    string Address,
    ReaderState State,
    long Generation,
    Schedule Schedule,
    DateTimeOffset? ConfirmedAt);

/// <summary>At which hour of which time zone a reader's daily mail is due.</summary>
public sealed record Schedule(int Hour, DateTimeZone Zone)
{
    /// <summary>The day that it is for the reader.</summary>
    public LocalDate Today(DateTimeOffset now) => Instant.FromDateTimeOffset(now).InZone(Zone).Date;

    /// <summary>
    /// When a day's mail is due. An hour that the clocks skip is taken an hour later; of one that they show twice,
    /// the first.
    /// </summary>
    public DateTimeOffset DueAt(LocalDate day) => (day + new LocalTime(Hour, 0)).InZoneLeniently(Zone).ToDateTimeOffset();
}
