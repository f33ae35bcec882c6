namespace Paperboy.Embeddings.Training;

/// <summary>What governs a training.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Decides every draw: the same seed and the same papers give the same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often each paper is met.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Pairs a step; each sees all others as what it is not.</summary>
    public int BatchSize { get; init; } = 2048;

    /// <summary>What cosines are divided by: the smaller, the more the nearest wrong papers count.</summary>
    public float Temperature { get; init; } = 0.1f;

    /// <summary>The length of the first step; later ones shrink to 0 in a straight line.</summary>
    public float LearningRate { get; init; } = 0.04f;

    /// <summary>The share of the steps in which the title is to find the abstract; else a sentence finds the rest.</summary>
    public float TitleShare { get; init; } = 0.3f;

    /// <summary>The share of a query's words that are left out, so that no single word is relied upon.</summary>
    public float Dropped { get; init; } = 0.4f;

    /// <summary>The share of a document's words that are left out.</summary>
    public float DocumentDropped { get; init; }

    /// <summary>The share of the known words that are made of their n-grams, so that n-grams learn what words mean.</summary>
    public float Apart { get; init; } = 0.02f;

    /// <summary>How often a word of a title counts.</summary>
    public float TitleCount { get; init; } = 2f;

    /// <summary>The most sentences that make a query, never more than half of the abstract.</summary>
    public int Sentences { get; init; } = 4;
}
