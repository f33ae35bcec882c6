namespace Paperboy.Catalog;

/// <summary>How likely a paper is to be picked, as it was foretold for a day's edition.</summary>
/// <param name="Paper">The catalog's number of the paper.</param>
/// <param name="Score">The log-odds of being picked: greater is likelier.</param>
/// <param name="Standing">
/// By what it stands among others, the greatest first: its score, but for a paper that has one of the places for those that the model is
/// unsure of, which stands right behind the paper before that place.
/// </param>
/// <param name="Explores">Whether it has such a place.</param>
/// <param name="Reasons">Why, in words.</param>
public sealed record PaperPrediction(long Paper, double Score, double Standing, bool Explores, IReadOnlyList<string> Reasons)
{
    /// <summary>The reasons in one line, without a full stop.</summary>
    public string Words => Explores
        ? $"unsure, and one place in ten is kept for such papers; {string.Join("; ", Reasons)}"
        : string.Join("; ", Reasons);
}
