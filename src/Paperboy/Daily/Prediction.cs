namespace Paperboy.Daily;

/// <summary>What is foreseen of a paper that nobody has judged yet.</summary>
/// <param name="Score">The higher, the earlier it stands among papers of the same counted interest.</param>
/// <param name="Reason">Why, in words, without a full stop: like what was picked: long-context evaluation.</param>
public sealed record Prediction(double Score, string Reason);

/// <summary>
/// Says what is foreseen of the papers of some days, by their numbers; papers that nothing is foreseen of are left out. Whoever
/// changes the answer moves the counter of editions in the same transaction (<see cref="EditionStamp"/>).
/// </summary>
public delegate IReadOnlyDictionary<long, Prediction> PredictionsOf(DateOnly first, DateOnly last);
