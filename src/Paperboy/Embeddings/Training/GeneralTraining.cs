namespace Paperboy.Embeddings.Training;

/// <summary>Makes the general model: which rows it has, and how they are trained. docs/embedder.md records why.</summary>
internal static class GeneralTraining
{
    // 37,000 rows of 260 bytes and the words themselves: just below 10 MB.
    private const int Words = 24_000;
    private const int Phrases = 7_500;
    private const int Grams = 5_500;
    private const int Fewest = 3;

    /// <summary>How the general model is trained.</summary>
    public static TrainingOptions Defaults { get; } = new()
    {
        Epochs = 10,
        BatchSize = 2048,
        Temperature = 0.05f,
        LearningRate = 0.04f,
        TitleShare = 0.5f,
        Dropped = 0.3f,
    };

    /// <summary>Trains a model.</summary>
    /// <param name="texts">The papers; their order matters to the last bit of the result.</param>
    /// <param name="options">How.</param>
    /// <param name="report">Is given the share done and a few words.</param>
    /// <param name="cancel">Stops the training.</param>
    /// <exception cref="ArgumentException">There are fewer than two papers.</exception>
    public static TokenVectors Train(
        IReadOnlyList<TrainingText> texts, TrainingOptions options, Action<double, string> report, CancellationToken cancel)
    {
        if (texts.Count < 2)
            throw new ArgumentException("A model is trained on two papers at least: one to be told from the other.", nameof(texts));
        report(0, "reading the papers");
        var corpus = TrainingCorpus.Read(texts, cancel);
        var layout = VocabularyChoice.Choose(corpus, Words, Phrases, Grams, Fewest);
        var table = new RowTable(Initialization.Random(layout, corpus, options.Seed));
        new ContrastiveTrainer(new CorpusRows(corpus, layout), table, options).Train(report, cancel);
        return TokenVectors.Quantize(layout, table.Values, options.TitleCount);
    }
}
