namespace Paperboy.Embeddings.Training;

/// <summary>
/// Vectors to begin with: random directions, as long as the word is rare (its inverse document frequency). Sums of them
/// are TF-IDF vectors seen through a random projection (Bingham and Mannila, 2001), so training starts from word matching
/// and learns what lies beyond.
/// </summary>
internal static class Initialization
{
    // Phrases repeat what their words say; n-grams share a word among them.
    private const float PhraseLength = 0.3f;
    private const float GramLength = 0.7f;

    /// <summary>A table for all rows.</summary>
    /// <param name="layout">The rows.</param>
    /// <param name="corpus">Where words are counted.</param>
    /// <param name="seed">Decides the directions.</param>
    public static float[] Random(TokenLayout layout, TrainingCorpus corpus, ulong seed)
    {
        var counts = new int[layout.Words.Count];
        var papers = VocabularyChoice.PaperCounts(corpus);
        for (var unit = 0; unit < papers.Length; unit++)
        {
            if (layout.Words.Find(corpus.Terms[unit]) is var row and >= 0)
                counts[row] = papers[unit];
        }

        var table = new float[layout.Rows * TokenVectors.Dimensions];
        var greatest = MathF.Log(corpus.Papers + 2);
        Parallel.For(0, layout.Rows, row =>
        {
            var length = row < counts.Length ? MathF.Log((corpus.Papers + 2) / (counts[row] + 0.5f)) / greatest
                : row < layout.FirstGram ? PhraseLength : GramLength;
            Direction(SplitMix.Of(seed, row, -2), MathF.Max(length, 0.005f), table.AsSpan(row * TokenVectors.Dimensions, TokenVectors.Dimensions));
        });
        return table;
    }

    private static void Direction(SplitMix random, float length, Span<float> vector)
    {
        foreach (ref var value in vector)
            value = random.NextNormal();
        VectorKernels.Normalize(vector);
        VectorKernels.Scale(vector, length);
    }
}
