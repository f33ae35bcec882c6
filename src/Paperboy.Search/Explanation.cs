using Paperboy.Search.Queries;

namespace Paperboy.Search;

/// <summary>Where a document stands in the answer to a query, and why. <see cref="object.ToString"/> says it in English.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Matches">Whether the query finds it.</param>
/// <param name="Score">Its score: the sum of what the terms contribute, to the last bit that of <see cref="SearchHit"/>.</param>
/// <param name="Tier">How the words stand in it.</param>
/// <param name="Terms">The parts of the score, in the order of the query.</param>
/// <param name="Conditions">What the query asks for besides words, in its order.</param>
public sealed record Explanation(
    string Id,
    bool Matches,
    double Score,
    TierExplanation Tier,
    IReadOnlyList<TermExplanation> Terms,
    IReadOnlyList<ConditionExplanation> Conditions)
{
    /// <inheritdoc/>
    public override string ToString() => ExplanationText.Write(this);
}

/// <summary>How the words of a query stand in a document.</summary>
/// <param name="Tier">As in <see cref="SearchHit"/>; 0 if not every word is there.</param>
/// <param name="Highest">The highest tier that the query's words allow.</param>
/// <param name="Words">
/// The words that decide on the tier, folded, in the query's order; none if it has none, or too many for tiers. Function
/// words count only for whether the others stand side by side.
/// </param>
/// <param name="Missing">Those of them that the document lacks.</param>
/// <param name="Retyped">Those of them that it has in other forms (models for model) only.</param>
/// <param name="Stretch">Where they stand side by side, or near each other and in order; null: nowhere.</param>
public sealed record TierExplanation(
    int Tier,
    int Highest,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Retyped,
    WordStretch? Stretch);

/// <summary>A stretch of a field, in words counted from 1, both ends included.</summary>
public readonly record struct WordStretch(string Field, int First, int Last);

/// <summary>What one term of a query adds to the score of a document.</summary>
/// <param name="Term">The term: a folded word, stemmed where it is English.</param>
/// <param name="Words">The words of the query that were read as it, folded; the term itself where it is of a compound or a condition.</param>
/// <param name="Documents">How many documents of the index have it.</param>
/// <param name="OfDocuments">How many documents the statistics rest on: deleted ones count until a merge removes them.</param>
/// <param name="Idf">How much it tells: the more, the fewer have it.</param>
/// <param name="Occurrences">How often the query has it, which multiplies the idf (by 4 at most).</param>
/// <param name="Frequencies">How often the document has it in each field that has it at all.</param>
/// <param name="WeightedFrequency">The sum of these, each times the weight of its field.</param>
/// <param name="Length">The document's length in weighted words, as the index keeps it.</param>
/// <param name="AverageLength">The average of these lengths.</param>
/// <param name="Contribution">What it adds to the score; 0 if the document does not have it.</param>
public sealed record TermExplanation(
    string Term,
    IReadOnlyList<string> Words,
    long Documents,
    long OfDocuments,
    double Idf,
    int Occurrences,
    IReadOnlyList<FieldFrequency> Frequencies,
    int WeightedFrequency,
    int Length,
    double AverageLength,
    double Contribution);

/// <summary>How often a term stands in a field.</summary>
public readonly record struct FieldFrequency(string Field, int Count);

/// <summary>Something that a query asks for.</summary>
/// <param name="Condition">In the query language.</param>
/// <param name="IsMet">Whether the document is so.</param>
public sealed record ConditionExplanation(string Condition, bool IsMet);
