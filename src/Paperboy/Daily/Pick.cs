namespace Paperboy.Daily;

/// <summary>That curators put a paper into a day's edition.</summary>
/// <param name="Day">The edition's.</param>
/// <param name="Number">The catalog's own of the paper; 0 where it holds it no more.</param>
/// <param name="Paper">The permanent id.</param>
/// <param name="Place">1 for the lead.</param>
/// <param name="Note">Why this one, in plain text; empty where nothing was said.</param>
/// <param name="Actor">Who picked it; 0 for somebody who has left.</param>
/// <param name="Curator">The name; null for somebody who has left.</param>
/// <param name="At">When.</param>
public sealed record Pick(
    DateOnly Day, long Number, string Paper, int Place, string Note, long Actor, string? Curator, DateTimeOffset At);
