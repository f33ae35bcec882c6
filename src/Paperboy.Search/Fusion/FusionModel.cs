namespace Paperboy.Search.Fusion;

/// <summary>A document that a search by words, a search by meaning, or both have found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tier">How the words of the query stand in it, as <see cref="SearchHit.Tier"/>; 0: not all of them, or none.</param>
/// <param name="WordScore">Its score by words, 0 or more; 0: no word of the query is known to be there.</param>
/// <param name="Similarity">The cosine of its vector and the query's; NaN: it has no vector yet.</param>
public readonly record struct FusionCandidate(string Id, int Tier, double WordScore, float Similarity)
{
    /// <summary>
    /// How crowded the place of its vector is: the mean cosine with its nearest neighbours (<see cref="Crowding"/>); 0 where
    /// that is not known of any candidate.
    /// </summary>
    public float Crowding { get; init; }
}

/// <summary>What is known of a query; how much meaning counts follows from it.</summary>
/// <param name="AttainableWordScore">
/// The score of a document that had every word of the query endlessly often: the sum of the terms' weights, in the units of
/// <see cref="FusionCandidate.WordScore"/>. 0: no document has any of its words.
/// </param>
/// <param name="VectorCertainty">
/// From 0 to 1, how sure the query's vector is: the share of its weight in words which the embedder knows.
/// </param>
public readonly record struct FusionQuery(double AttainableWordScore, double VectorCertainty);

/// <summary>How words and meaning make one score. The defaults are those of docs/decisions/0023.</summary>
public sealed record FusionOptions
{
    /// <summary>
    /// What a closeness of 1 is worth beside the best score by words, which is worth 1, when the words explain nothing of the
    /// query and its vector is sure.
    /// </summary>
    public double MeaningWeight { get; init; } = 2;

    /// <summary>
    /// How much of its <see cref="FusionCandidate.Crowding"/> a document loses of its similarity. A half orders as CSLS does.
    /// </summary>
    public double CrowdingShare { get; init; } = 0.5;

    /// <summary>
    /// The least similarity by which a document without any word of the query is shown: see
    /// <see cref="ClosenessThresholds"/>. A query of which nothing is as similar finds nothing by meaning.
    /// </summary>
    public float LeastSimilarity { get; init; } = float.NegativeInfinity;
}

/// <summary>Why a document stands in a ranking.</summary>
public enum FusionGround
{
    /// <summary>It has every word of the query: evidence, which closeness in meaning never overrules.</summary>
    EveryWord,

    /// <summary>It has some of the words, and is not known to be close in meaning.</summary>
    SomeWords,

    /// <summary>It has some of the words, and is close in meaning.</summary>
    WordsAndMeaning,

    /// <summary>It is close in meaning, and was not found by words.</summary>
    Meaning,
}

/// <summary>A document in a ranking by words and meaning.</summary>
/// <param name="Document">What was known of it.</param>
/// <param name="Ground">Why it stands there.</param>
/// <param name="WordPart">What its words are worth: 1 is the best among the candidates.</param>
/// <param name="MeaningPart">What its closeness in meaning is worth; may be below 0, for only differences count.</param>
public readonly record struct FusedHit(FusionCandidate Document, FusionGround Ground, double WordPart, double MeaningPart)
{
    /// <summary>The sum of both parts, which only compares within one tier of one ranking.</summary>
    public double Score => WordPart + MeaningPart;
}

/// <summary>An answer by words and meaning.</summary>
/// <param name="Hits">By descending tier, then score; of equal ones the lesser id, by the bytes of its UTF-8, comes first.</param>
/// <param name="Closest">The greatest similarity of any candidate; NaN: none has one.</param>
/// <param name="IsAnythingClose">Whether a candidate is as similar as <see cref="FusionOptions.LeastSimilarity"/> asks for.</param>
public sealed record FusedRanking(IReadOnlyList<FusedHit> Hits, float Closest, bool IsAnythingClose)
{
    /// <summary>What a closeness of 1 was worth for this query.</summary>
    public double MeaningWeight { get; init; }

    /// <summary>How many of the first hits have every word of the query: there the evidence of the words decides alone.</summary>
    public int WithEveryWord { get; init; }

    /// <summary>
    /// The first place, counted from 0, at which a document stands by its closeness in meaning and without every word; null if
    /// there is none. What stands before has words alone to thank.
    /// </summary>
    public int? CloseFrom { get; init; }
}
