using Paperboy.Catalog;

namespace Paperboy.Daily.Trending;

/// <summary>How many stars the repositories of papers gained over a span, between counts that sources told one after the other.</summary>
/// <param name="Gained">Stars that fell into the span.</param>
/// <param name="Decayed">The same, each counted by its age.</param>
/// <param name="Newest">When the last count was taken that tells of them.</param>
internal readonly record struct StarGain(double Gained, double Decayed, DateTimeOffset Newest)
{
    /// <summary>By paper. Of several sources that count the same stars, the one counts that saw most of them.</summary>
    public static Dictionary<string, StarGain> Of(TrendingFacts facts, TrendingSpan span)
    {
        var gains = new Dictionary<string, StarGain>(StringComparer.Ordinal);
        var known = facts.Stars.Where(count => count.KnownAt <= facts.At);
        foreach (var counts in known.GroupBy(count => (Paper: facts.PaperOf(count.Paper), count.Source)))
        {
            var gain = Of([.. counts.OrderBy(count => count.CountedAt).ThenBy(count => count.Stars)], facts.At, span);
            if (gain.Gained > 0 && (!gains.TryGetValue(counts.Key.Paper, out var other) || gain.Decayed > other.Decayed))
                gains[counts.Key.Paper] = gain;
        }

        return gains;
    }

    // Between two counts the stars came evenly, for all we know. What falls below an earlier count and comes back is no gain.
    private static StarGain Of(IReadOnlyList<StarCount> counts, DateTimeOffset at, TrendingSpan span)
    {
        var (gained, decayed, newest) = (0.0, 0.0, DateTimeOffset.MinValue);
        var most = counts[0].Stars;
        for (var i = 1; i < counts.Count; i++)
        {
            var (from, to) = (at - counts[i - 1].CountedAt, at - counts[i].CountedAt);
            var more = counts[i].Stars - most;
            if (more <= 0)
                continue;
            most = counts[i].Stars;
            if (from <= to || to >= span.Length)
                continue;
            var inSpan = ((from < span.Length ? from : span.Length) - to) / (from - to);
            gained += more * inSpan;
            decayed += more * span.MeanDecay(from, to);
            newest = counts[i].CountedAt;
        }

        return new StarGain(gained, decayed, newest);
    }
}
