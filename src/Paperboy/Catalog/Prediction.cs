namespace Paperboy.Catalog;

/// <summary>That a paper is expected to be picked, or not, as it was foretold for a day's edition.</summary>
/// <param name="Paper">The catalog's number of the paper.</param>
/// <param name="Score">The log-odds of being picked: greater is likelier.</param>
/// <param name="Explores">Whether it is to have one of the places for papers that the model is unsure of.</param>
/// <param name="Reasons">Why, in words.</param>
public sealed record Prediction(long Paper, double Score, bool Explores, IReadOnlyList<string> Reasons)
{
    /// <summary>Every so manyth place of an edition's predicted papers is for one that the model is unsure of.</summary>
    public const int ExploringPlace = 10;
}
