namespace Paperboy.Daily.Trending;

/// <summary>The papers that draw attention at a moment.</summary>
public sealed record TrendingList(DateTimeOffset At, TrendingSpan Span, IReadOnlyList<TrendingPaper> Papers);

/// <param name="Rank">From 1 on.</param>
/// <param name="Id">The paper's permanent id.</param>
/// <param name="Score">The sum of the parts' points.</param>
/// <param name="Parts">What the score is made of, in the order of <see cref="TrendingPartKind"/>; none without points or words.</param>
public sealed record TrendingPaper(int Rank, string Id, double Score, IReadOnlyList<TrendingPart> Parts)
{
    /// <summary>All parts in words: +12 votes in 6 h, +340 stars, picked.</summary>
    public string Words => string.Join(", ", Parts.Select(part => part.Words));
}

/// <summary>What drew attention.</summary>
public enum TrendingPartKind
{
    Votes,
    Saves,
    Comments,
    Picks,
    Stars,
    Mentions,
}

/// <param name="Kind">What it was.</param>
/// <param name="Count">How many votes, saves, readers who commented, editions picked for, stars, or mentions.</param>
/// <param name="Points">What they count for, with independence and decay.</param>
/// <param name="Words">The same for people.</param>
public sealed record TrendingPart(TrendingPartKind Kind, int Count, double Points, string Words);
