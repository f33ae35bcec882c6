namespace Paperboy.Search.Fusion;

/// <summary>
/// Where "close in meaning" begins, by the length of the query. The nearest document of a query that has nothing to do with
/// any is an extreme value: it grows with the number of documents, and falls with the number of words, for a single word
/// finds some document that is about it, and ten words no document that is about all of them. So queries without any sense are
/// asked, and the similarity is taken that the nearest document reaches for a stated share of them only: the rate of false
/// alarms is one per query over all documents, not one per pair.
/// <para>
/// For another number of documents the tail is taken to fall as an exponential one: a threshold grows by the mean excess of the
/// nearest over the tenth nearest with each e-fold of documents (peaks over threshold with shape 0; Pickands, "Statistical
/// inference using extreme order statistics", 1975). Cosines have an end, so that this errs towards a higher threshold:
/// rather nothing than noise.
/// </para>
/// </summary>
/// <param name="ByLength">By ascending number of words.</param>
/// <param name="Documents">Among how many documents they were measured.</param>
public sealed record ClosenessThresholds(IReadOnlyList<ClosenessThreshold> ByLength, long Documents)
{
    /// <summary>How many of the nearest documents tell how the tail falls.</summary>
    public const int Nearest = 10;

    /// <summary>The share of unrelated queries for which something is called close.</summary>
    public const double Accepted = 0.05;

    // With fewer a quantile is mostly chance.
    private const int FewestQueries = 100;

    /// <summary>Finds the thresholds.</summary>
    /// <param name="queries">Without any sense, a hundred at least of each number of words.</param>
    /// <param name="documents">How many documents were searched.</param>
    /// <param name="accepted">The share of such queries for which something may be called close, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">
    /// There are too few queries of a length, one has not <see cref="Nearest"/> similarities or some not finite or not descending, or
    /// a figure is out of bounds.
    /// </exception>
    public static ClosenessThresholds Measure(IReadOnlyCollection<UnrelatedQuery> queries, long documents, double accepted = Accepted)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfLessThan(documents, Nearest);
        if (!(accepted is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(accepted), accepted, "The share of unrelated queries that find something is above 0 and below 1.");
        if (queries.Count == 0)
            throw new ArgumentException("There are no queries to tell a threshold from.", nameof(queries));
        return new ClosenessThresholds(
            [.. queries.GroupBy(query => query.Words).OrderBy(length => length.Key).Select(length => Of(length.Key, [.. length], accepted))],
            documents);
    }

    /// <summary>The least similarity that is close.</summary>
    /// <param name="words">The number of words of the query; fewer than 1 count as 1.</param>
    /// <param name="documents">How many documents are searched; fewer than 1 count as 1.</param>
    public float For(int words, long documents)
    {
        var at = Math.Log(Math.Max(1, words));
        var above = 0;
        while (above < ByLength.Count && ByLength[above].Words < words)
            above++;
        var (left, right) = (ByLength[Math.Max(0, above - 1)], ByLength[Math.Min(above, ByLength.Count - 1)]);
        var span = Math.Log(right.Words) - Math.Log(left.Words);
        var share = span > 0 ? (at - Math.Log(left.Words)) / span : 0;
        var (least, growth) = (left.Least + (share * (right.Least - left.Least)), left.Growth + (share * (right.Growth - left.Growth)));
        return (float)(least + (growth * Math.Log(Math.Max(1, documents) / (double)Documents)));
    }

    private static ClosenessThreshold Of(int words, UnrelatedQuery[] queries, double accepted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 1);
        if (queries.Length < FewestQueries)
            throw new ArgumentException($"{queries.Length} unrelated queries of {words} words are too few; {FewestQueries} at least.", nameof(queries));
        foreach (var query in queries)
            Check(query);
        float[] closest = [.. queries.Select(query => query.Similarities[0]).Order()];
        var passing = Math.Min(closest.Length - 1, (int)(accepted * closest.Length));
        var growth = queries.Average(query => query.Similarities.Take(Nearest - 1).Average(similarity => similarity - query.Similarities[Nearest - 1]));
        return new ClosenessThreshold(words, MathF.BitIncrement(closest[^(passing + 1)]), growth);
    }

    private static void Check(UnrelatedQuery query)
    {
        var isDescending = query.Similarities.Count >= Nearest;
        for (var i = 0; isDescending && i < query.Similarities.Count; i++)
            isDescending = float.IsFinite(query.Similarities[i]) && (i == 0 || query.Similarities[i] <= query.Similarities[i - 1]);
        if (!isDescending)
        {
            throw new ArgumentException(
                $"An unrelated query needs the {Nearest} greatest similarities, finite and descending; one has {string.Join(", ", query.Similarities)}.", nameof(query));
        }
    }
}

/// <summary>A query that has nothing to do with any document.</summary>
/// <param name="Words">How many words it has.</param>
/// <param name="Similarities">The greatest of all documents, descending: <see cref="ClosenessThresholds.Nearest"/> at least.</param>
public readonly record struct UnrelatedQuery(int Words, IReadOnlyList<float> Similarities);

/// <summary>Where "close" begins for queries of a length.</summary>
/// <param name="Words">How many words.</param>
/// <param name="Least">The least similarity that is close.</param>
/// <param name="Growth">By how much that grows with each e-fold of documents.</param>
public readonly record struct ClosenessThreshold(int Words, float Least, float Growth);
