namespace Paperboy.Search.Fusion;

/// <summary>
/// Where "close in meaning" ends. Vectors of texts that have nothing to do with each other are not at right angles: how
/// similar they are depends on the model and on the papers, so it is measured, on texts and documents that were drawn at
/// random. A threshold is the similarity that only a stated share of such pairs reaches.
/// <para>
/// Where the sample is too small for the share that is asked for, the tail beyond it is taken to fall as an exponential one
/// does (peaks over threshold; Pickands, "Statistical inference using extreme order statistics", 1975, with shape 0, which
/// for tails of bounded variables errs towards a higher threshold: rather nothing than noise).
/// </para>
/// </summary>
public static class UnrelatedSimilarity
{
    /// <summary>The fewest pairs from which a threshold is told.</summary>
    public const int FewestPairs = 200;

    // The tail from which the exponential is fitted: the greatest twentieth.
    private const double TailShare = 0.05;

    /// <summary>The similarity that a share of unrelated pairs reaches.</summary>
    /// <param name="similarities">Cosines of unrelated pairs, <see cref="FewestPairs"/> at least; sorted in place.</param>
    /// <param name="accepted">The share of unrelated pairs that pass, above 0 and at most 0.05: 0.001 lets through one in a thousand.</param>
    /// <exception cref="ArgumentException">There are too few pairs, one is not finite, or the share is out of bounds.</exception>
    public static float Threshold(Span<float> similarities, double accepted)
    {
        if (similarities.Length < FewestPairs)
            throw new ArgumentException($"{similarities.Length} unrelated pairs are too few; {FewestPairs} at least.", nameof(similarities));
        if (!(accepted is > 0 and <= TailShare))
            throw new ArgumentOutOfRangeException(nameof(accepted), accepted, $"The share of unrelated pairs that pass is above 0 and at most {TailShare}.");
        similarities.Sort();
        if (!float.IsFinite(similarities[0]) || !float.IsFinite(similarities[^1]))
            throw new ArgumentException("A similarity is not finite.", nameof(similarities));
        var passing = (int)(accepted * similarities.Length);
        if (passing >= MeasuredTail)
            return MathF.BitIncrement(similarities[^(passing + 1)]);
        var tail = similarities[^(int)(TailShare * similarities.Length)..];
        var excess = 0.0;
        foreach (var similarity in tail)
            excess += similarity - tail[0];
        return (float)(tail[0] + (excess / tail.Length * Math.Log(TailShare / accepted)));
    }

    // With fewer pairs beyond it a quantile is mostly chance.
    private const int MeasuredTail = 20;
}
