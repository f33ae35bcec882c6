using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Measuring;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Vectors;

/// <summary>Papers and their titles as vectors of the built-in embedder, in memory, with what keeps hubs and noise away.</summary>
internal sealed class PaperSpace
{
    /// <summary>The length of all vectors.</summary>
    public const int Dimensions = TokenVectors.Dimensions;

    private const ulong Seed = 1;

    private PaperSpace(BuiltInEmbedder embedder, IReadOnlyList<CollectionDocument> papers, CancellationToken cancel)
    {
        (Embedder, Papers) = (embedder, papers);
        Documents = Embed([.. papers.Select(paper => EmbedderText.Document(paper.Title, paper.Text))], cancel);
        Titles = Embed([.. papers.Select(paper => EmbedderText.Query(paper.Title))], cancel);
        IsSampled = new bool[papers.Count];
        Crowding = FindCrowding(cancel);
        Thresholds = FindThresholds(cancel);
    }

    public BuiltInEmbedder Embedder { get; }

    public IReadOnlyList<CollectionDocument> Papers { get; }

    /// <summary>The papers' vectors, one after the other.</summary>
    public float[] Documents { get; }

    /// <summary>The vectors of their titles as queries.</summary>
    public float[] Titles { get; }

    /// <summary>Whether a paper's title is in the sample by which crowding is known.</summary>
    public bool[] IsSampled { get; }

    /// <summary>How crowded each paper's place is.</summary>
    public float[] Crowding { get; }

    public ClosenessThresholds Thresholds { get; }

    /// <param name="papers">Ten at least.</param>
    /// <param name="isAdapted">Whether the model is adapted to the papers first.</param>
    /// <param name="cancel">Stops it.</param>
    public static PaperSpace Of(IReadOnlyList<CollectionDocument> papers, bool isAdapted, CancellationToken cancel)
    {
        if (!isAdapted)
            return new PaperSpace(BuiltInEmbedder.General, papers, cancel);
        var texts = papers.Select(paper => new TrainingText(paper.Title, paper.Text)).ToArray();
        var model = Adaptation.Adapt(BuiltInEmbedder.General.Model, texts, Adaptation.OptionsFor(texts.Length), (_, _) => { }, cancel);
        return new PaperSpace(BuiltInEmbedder.Of(model, "built-in, adapted"), papers, cancel);
    }

    /// <summary>The similarities of all papers with a text that asks, in the order of the papers.</summary>
    public void Similarities(string query, Span<float> similarities)
    {
        Span<float> vector = stackalloc float[Dimensions];
        Embedder.Embed(EmbedderText.Query(query), vector);
        for (var paper = 0; paper < similarities.Length; paper++)
            similarities[paper] = VectorKernels.Dot(vector, Documents.AsSpan(paper * Dimensions, Dimensions));
    }

    private float[] Embed(EmbedderText[] texts, CancellationToken cancel)
    {
        var vectors = new float[texts.Length * Dimensions];
        var embedding = Embedder.EmbedAsync(texts, vectors, cancel);
        return embedding.IsCompletedSuccessfully ? vectors : throw new InvalidOperationException("The built-in embedder answers at once.");
    }

    private float[] FindCrowding(CancellationToken cancel)
    {
        int[] drawn = [.. Enumerable.Range(0, Papers.Count)];
        new SplitMix64(Seed).Shuffle<int>(drawn);
        drawn = drawn[..Math.Min(drawn.Length, Search.Fusion.Crowding.SampleSize)];
        var sample = new float[drawn.Length * Dimensions];
        var places = new int[Papers.Count];
        Array.Fill(places, -1);
        for (var at = 0; at < drawn.Length; at++)
        {
            Titles.AsSpan(drawn[at] * Dimensions, Dimensions).CopyTo(sample.AsSpan(at * Dimensions));
            (places[drawn[at]], IsSampled[drawn[at]]) = (at, true);
        }

        var crowding = new Crowding(sample, Dimensions);
        var found = new float[Papers.Count];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancel }, paper =>
            found[paper] = crowding.Of(Documents.AsSpan(paper * Dimensions, Dimensions), places[paper]));
        return found;
    }

    private ClosenessThresholds FindThresholds(CancellationToken cancel)
    {
        var asked = new UnrelatedQuery[UnrelatedTexts.All.Count];
        Parallel.For(0, asked.Length, new ParallelOptions { CancellationToken = cancel }, () => new float[Papers.Count], (text, _, similarities) =>
        {
            Similarities(UnrelatedTexts.All[text].Text, similarities);
            Array.Sort(similarities);
            asked[text] = new UnrelatedQuery(UnrelatedTexts.All[text].Words, [.. similarities[^ClosenessThresholds.Nearest..].Reverse()]);
            return similarities;
        }, _ => { });
        return ClosenessThresholds.Measure(asked, Papers.Count);
    }
}
