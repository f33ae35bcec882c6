using Paperboy.Catalog;
using Paperboy.Readers.Events;

namespace Paperboy.Daily.Trending;

/// <summary>
/// What a list is made from. More may stand here than was known at its moment: the formula looks at nothing that came later.
/// </summary>
/// <param name="At">The moment that the list is of.</param>
/// <param name="Events">What readers did in the <see cref="History"/> before, in its order; hides and their ends of all time.</param>
/// <param name="Since">When each actor's account was made.</param>
/// <param name="Stars">Counts of stars, of each paper those of the span and the one before.</param>
/// <param name="Mentions">Of the span.</param>
/// <param name="Redirects">To which id one that was merged leads.</param>
public sealed record TrendingFacts(
    DateTimeOffset At,
    IReadOnlyList<Event> Events,
    IReadOnlyDictionary<long, DateTimeOffset> Since,
    IReadOnlyList<StarCount> Stars,
    IReadOnlyList<Mention> Mentions,
    IReadOnlyDictionary<string, string> Redirects)
{
    /// <summary>How far back a reader's votes tell whether they are the reader's own.</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(90);

    /// <summary>What an id leads to today.</summary>
    public string PaperOf(string id) => Redirects.GetValueOrDefault(id, id);
}
