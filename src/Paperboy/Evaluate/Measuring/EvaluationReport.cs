using Paperboy.Evaluate.Collections;

namespace Paperboy.Evaluate.Measuring;

/// <summary>What an evaluation found.</summary>
internal sealed record EvaluationReport(
    Collection Collection, RankingTask Task, IReadOnlyList<Measure> Measured, IReadOnlyList<ModeResult> Modes)
{
    /// <summary>Each pair of modes compared by the first measure, over all queries of all facets.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; } = [..
        from second in Enumerable.Range(0, Modes.Count)
        from first in Enumerable.Range(second + 1, Modes.Count - second - 1)
        select Comparison.Of(Modes[first], Modes[second])];

    /// <summary>The result of a mode by its name.</summary>
    public ModeResult this[string mode] => Modes.Single(result => result.Mode == mode);
}

/// <summary>The figures of one mode.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Facets">In the task's order.</param>
/// <param name="TimesMs">Of each query, warm; empty if not measured.</param>
internal sealed record ModeResult(string Mode, IReadOnlyList<FacetResult> Facets, IReadOnlyList<double> TimesMs)
{
    /// <summary>The mean of a measure: over the facets, of each the mean over its queries.</summary>
    public double Mean(int measure) => Facets.Average(facet => facet.Mean(measure));
}

/// <summary>The figures of one mode under one facet.</summary>
/// <param name="Name">The facet.</param>
/// <param name="Values">By measure those of the judged queries, in the task's order.</param>
internal sealed record FacetResult(string Name, IReadOnlyList<IReadOnlyList<double>> Values)
{
    /// <summary>The mean of a measure over the queries.</summary>
    public double Mean(int measure) => Values[measure].Average();
}

/// <summary>Whether two modes differ: see <see cref="RandomizationTest"/>.</summary>
/// <param name="First">A mode.</param>
/// <param name="Second">The mode that it is compared with.</param>
/// <param name="Difference">The mean of the first less that of the second, over all queries of all facets.</param>
/// <param name="P">How probable a difference so far from 0 were, if there were none.</param>
internal sealed record Comparison(string First, string Second, double Difference, double P)
{
    public static Comparison Of(ModeResult first, ModeResult second)
    {
        var (difference, p) = RandomizationTest.Compare(OfFirstMeasure(first), OfFirstMeasure(second));
        return new Comparison(first.Mode, second.Mode, difference, p);
    }

    private static List<double> OfFirstMeasure(ModeResult mode) => [.. mode.Facets.SelectMany(facet => facet.Values[0])];
}
