using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>What a search found.</summary>
/// <param name="Query">As asked.</param>
/// <param name="Read">As it was read: its notes, its canonical form, the order of the results.</param>
/// <param name="Found">The engine's answer by words: terms, totals, facets. Its hits are not what the results are.</param>
/// <param name="Facets">Of the papers that have every word, if any have, else of all that match; none if not asked for.</param>
/// <param name="Results">The best, the best first.</param>
/// <param name="TookMs">Milliseconds from question to answer, with the papers read.</param>
public sealed record SearchAnswer(
    string Query,
    ParsedQuery Read,
    SearchResult Found,
    IReadOnlyList<PaperFacet> Facets,
    IReadOnlyList<FoundPaper> Results,
    double TookMs)
{
    /// <summary>What the papers were to be found by. By words, too, where nothing else was possible: then <see cref="Without"/> says why.</summary>
    public SearchMode Mode { get; init; }

    /// <summary>The search by meaning and how much it counted; null: there was none.</summary>
    public MeaningSearch? Meaning { get; init; }

    /// <summary>Why there was no search by meaning though it was asked for; null: there was one, or none was asked for.</summary>
    public NoQueryVector? Without { get; init; }

    /// <summary>How many papers match the words; in a search by meaning alone, how many are close.</summary>
    public FoundTotal Total => Mode == SearchMode.Semantic
        ? new FoundTotal(Meaning?.CloseOnly ?? 0, Meaning?.IsAllClose ?? true)
        : new FoundTotal(Found.Total.Value, Found.Total.Exact);

    /// <summary>How many papers stand in the answer, on all its pages: those that match, and those beside them that are close in meaning.</summary>
    public long Listed => Total.Value + (Mode == SearchMode.Hybrid ? Meaning?.CloseOnly ?? 0 : 0);

    /// <summary>Whether the newest come first where no order is asked for.</summary>
    public bool IsNewestByItself => PaperRanking.IsNewestByItself(Read);

    /// <summary>How many of those that match have every word; null if not counted.</summary>
    public long? WithEveryWord => Mode == SearchMode.Semantic ? null : Found.WithEveryWord;
}

/// <summary>How a search by meaning went, and how its part came into the ranking.</summary>
/// <param name="Certainty">See <see cref="QueryVector"/>.</param>
/// <param name="LeastSimilarity">From which similarity on papers are close; infinite: that is not known, and nothing is.</param>
/// <param name="Closest">The greatest similarity met; NaN: none.</param>
/// <param name="CloseOnly">How many papers are found by their closeness alone.</param>
public sealed record MeaningSearch(float Certainty, float LeastSimilarity, float Closest, int CloseOnly)
{
    /// <summary>What a closeness of 1 is worth beside the best score by words, which is worth 1.</summary>
    public double Weight { get; init; }

    /// <summary>How much of its crowding a paper loses of its similarity.</summary>
    public double CrowdingShare { get; init; }

    /// <summary>The best score by words.</summary>
    public double BestWordScore { get; init; }

    /// <summary>What a paper would have with every word endlessly often.</summary>
    public double AttainableWordScore { get; init; }

    /// <summary>The first place, from 0, at which a paper stands by its closeness and without every word; null: there is none.</summary>
    public int? CloseFrom { get; init; }

    /// <summary>
    /// How many papers make one ranking by words and meaning; behind them stands what else matches, by its words alone.
    /// </summary>
    public int Ranked { get; init; }

    /// <summary>Whether <see cref="CloseOnly"/> are all that are close.</summary>
    public bool IsAllClose { get; init; } = true;
}

/// <summary>How many papers match; at least so many when the count is not exact.</summary>
public sealed record FoundTotal(long Value, bool Exact);

/// <summary>A paper with its score and its tier, which says how the words stand in it (<see cref="SearchHit.Tier"/>).</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Score">By which it stands in its tier: that of its words, or where meaning counts the sum of both parts.</param>
/// <param name="Tier">How the words stand in it; 0: not all of them, or none.</param>
public sealed record FoundPaper(Paper Paper, double Score, int Tier)
{
    /// <summary>What words and meaning are worth here; null in a search by words.</summary>
    public FusedHit? Fused { get; init; }

    /// <summary>Its score by words; 0: it was not found by them.</summary>
    public double WordScore => Fused?.Document.WordScore ?? Score;

    /// <summary>The cosine of its vector and the query's; null: not known.</summary>
    public float? Similarity => Fused is { Document.Similarity: var similarity } && !float.IsNaN(similarity) ? similarity : null;

    /// <summary>Whether it stands here by its closeness in meaning, without having every word.</summary>
    public bool IsClose => Fused?.Ground is FusionGround.Meaning or FusionGround.WordsAndMeaning;

    /// <summary>Whether it has none of the words that were looked for.</summary>
    public bool IsByMeaningAlone => Fused?.Ground == FusionGround.Meaning;
}
