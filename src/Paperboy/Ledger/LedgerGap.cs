namespace Paperboy.Ledger;

/// <summary>A day of a source that lacks papers, and how often they were asked for since that was found.</summary>
public sealed record LedgerGap(string Source, DateOnly Day, DateTimeOffset FoundAt, DateTimeOffset TriedAt, int Tries)
{
    /// <summary>After how long, from when the gap was found, its papers are asked for again. What stays open then stays.</summary>
    private static readonly TimeSpan[] Delays =
        [TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>When its papers are asked for again; null when they are given up.</summary>
    public DateTimeOffset? NextTry => Tries < Delays.Length ? FoundAt + Delays[Tries] : null;

    public bool IsDue(DateTimeOffset now) => NextTry <= now;
}
