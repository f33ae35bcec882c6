namespace Paperboy.Daily.Desk;

/// <summary>What curators have decided of a day.</summary>
/// <param name="Day">The edition's.</param>
/// <param name="Version">One more with each change; 0 before the first.</param>
/// <param name="ChangedAt">Null before the first change.</param>
/// <param name="ChangedBy">Who made the last change; null before the first, and for somebody who has left.</param>
/// <param name="Picks">By place.</param>
/// <param name="LeftOut">Papers that are not to stand in the edition.</param>
/// <param name="Hands">Who changed something, in the order in which they began: names; null for somebody who has left.</param>
public sealed record DeskState(
    DateOnly Day,
    long Version,
    DateTimeOffset? ChangedAt,
    string? ChangedBy,
    IReadOnlyList<Pick> Picks,
    IReadOnlyList<LeftOut> LeftOut,
    IReadOnlyList<Hand> Hands)
{
    public static DeskState Of(DateOnly day) => new(day, 0, null, null, [], [], []);
}

/// <summary>That a curator left a paper out of a day.</summary>
public sealed record LeftOut(long Number, string Paper, long Actor, string? Curator, DateTimeOffset At);

/// <summary>Somebody who had a hand in an edition.</summary>
/// <param name="Actor">0 for somebody who has left.</param>
/// <param name="Name">Null for somebody who has left.</param>
public sealed record Hand(long Actor, string? Name);
