namespace Paperboy.Embeddings.Training;

/// <summary>
/// Adapts the general model to a collection: its own words get rows, and all vectors are trained on its titles and sentences.
/// </summary>
internal static class Adaptation
{
    /// <summary>Fewer papers say too little of their words: the general model is the better one.</summary>
    public const int FewestPapers = 1000;

    private const int MostWords = 60_000;
    private const int Pairs = 120_000;
    private const int LeastEpochs = 3;
    private const int MostEpochs = 24;

    /// <summary>How a collection is trained on, by its number of papers.</summary>
    public static TrainingOptions OptionsFor(int papers) => new()
    {
        // About as many pairs for each collection: small ones are met more often, each time with other sentences and words.
        Epochs = Math.Clamp(Pairs / Math.Max(1, papers), LeastEpochs, MostEpochs),
        BatchSize = papers < 20_000 ? 1024 : 2048,
    };

    /// <summary>Makes the model of a collection.</summary>
    /// <param name="general">The general model.</param>
    /// <param name="texts">The collection's papers, two at least.</param>
    /// <param name="options">How; <see cref="OptionsFor"/> knows.</param>
    /// <param name="report">Is given the share done and a few words.</param>
    /// <param name="cancel">Stops the training.</param>
    public static TokenVectors Adapt(
        TokenVectors general,
        IReadOnlyList<TrainingText> texts,
        TrainingOptions options,
        Action<double, string> report,
        CancellationToken cancel)
    {
        if (texts.Count < 2)
            throw new ArgumentException("A model is adapted to two papers at least: one to be told from the other.", nameof(texts));
        var corpus = TrainingCorpus.Read(texts, cancel);
        var layout = Extend(general.Layout, corpus);
        var rows = new CorpusRows(corpus, layout);
        var table = Begin(general, rows, options.Seed);
        new ContrastiveTrainer(rows, new RowTable(table), options).Train(report, cancel);
        return TokenVectors.Quantize(layout, table, options.TitleCount);
    }

    // The general model's rows keep their order; the collection's own words stand behind its words.
    private static TokenLayout Extend(TokenLayout general, TrainingCorpus corpus)
    {
        var counts = VocabularyChoice.PaperCounts(corpus);
        var terms = new List<byte[]>(general.Words.Count);
        for (var row = 0; row < general.Words.Count; row++)
            terms.Add(general.Words.Term(row).ToArray());
        terms.AddRange(Enumerable.Range(0, counts.Length)
            .Where(unit => general.Words.Find(corpus.Terms[unit]) < 0)
            .OrderByDescending(unit => counts[unit]).ThenBy(unit => unit)
            .Take(MostWords)
            .Select(unit => corpus.Terms[unit]));
        return new TokenLayout(Vocabulary.Of(terms), general.Phrases, general.Grams);
    }

    // What the general model knows, and beside it a direction for each word by which the collection tells its papers apart.
    private static float[] Begin(TokenVectors general, CorpusRows rows, ulong seed)
    {
        var own = Initialization.Random(rows.Layout, rows.Corpus, seed);
        var known = Spread(general, rows.Layout);
        var share = Share(KnownItems.MeanReciprocalRank(rows, known), KnownItems.MeanReciprocalRank(rows, own));
        SparseRows.AddScaled(share / Math.Max(general.UnknownNorm, 1e-6f), known, own);
        return own;
    }

    /// <summary>
    /// How much of the general model to begin with, by how well its vectors and random ones find abstracts by titles. It is
    /// half where both err alike, and changes steeply: for claims of biology a model of computer science is in the way,
    /// for papers of computer science nearly all is known already.
    /// </summary>
    internal static float Share(double general, double random)
    {
        const double Least = 0.1;
        const double Most = 8;
        const double Floor = 0.02; // below that, an error is one or two papers
        var ratio = (1 - random + Floor) / (1 - general + Floor);
        return (float)Math.Clamp(0.5 * Math.Pow(ratio, 4), Least, Most);
    }

    // The general model's vectors in the rows of the larger layout; zeros for the collection's own words.
    private static float[] Spread(TokenVectors general, TokenLayout layout)
    {
        var from = general.ToTable();
        var to = new float[layout.Rows * TokenVectors.Dimensions];
        var words = general.Layout.Words.Count * TokenVectors.Dimensions;
        from.AsSpan(0, words).CopyTo(to);
        from.AsSpan(words).CopyTo(to.AsSpan(layout.Words.Count * TokenVectors.Dimensions));
        return to;
    }
}
