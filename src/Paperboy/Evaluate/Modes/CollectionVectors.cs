using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Evaluate.Collections;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// The vectors of a collection's documents by the built-in embedder, which is adapted to the collection as to a catalog, if it
/// is large enough. In memory, as floats, all compared with the query one by one: what an index of vectors is measured against.
/// </summary>
internal sealed class CollectionVectors
{
    private const int Dimensions = TokenVectors.Dimensions;
    private const int Seed = 1;

    private readonly BuiltInEmbedder _embedder;
    private readonly float[] _vectors;
    private readonly float[] _crowding;
    private readonly ClosenessThresholds? _thresholds;

    private CollectionVectors(BuiltInEmbedder embedder, float[] vectors, float[] crowding)
    {
        (_embedder, _vectors, _crowding) = (embedder, vectors, crowding);
        _thresholds = ThresholdsOf();
    }

    public static CollectionVectors Of(IReadOnlyList<CollectionDocument> documents, CancellationToken cancel)
    {
        var embedder = EmbedderFor(documents, cancel);
        var vectors = new float[documents.Count * Dimensions];
        var embedding = embedder.EmbedAsync([.. documents.Select(document => EmbedderText.Document(document.Title, document.Text))], vectors, cancel);
        if (!embedding.IsCompletedSuccessfully)
            embedding.AsTask().GetAwaiter().GetResult();
        return new CollectionVectors(embedder, vectors, CrowdingOf(embedder, documents, vectors, cancel));
    }

    /// <summary>The least similarity that is close, for a query; of few documents everything is.</summary>
    public float LeastSimilarity(string query) =>
        _thresholds?.For(UnrelatedTexts.WordsIn(query), _crowding.Length) ?? float.NegativeInfinity;

    /// <summary>The vector of a text that asks, and how sure it is, from 0 to 1.</summary>
    public (float[] Vector, float Certainty) Embed(string query)
    {
        var vector = new float[Dimensions];
        var certainty = _embedder.Embed(EmbedderText.Query(query), vector);
        return (vector, certainty);
    }

    /// <summary>The cosine of a document and a text that asks.</summary>
    public float Similarity(int document, ReadOnlySpan<float> query) => VectorKernels.Dot(Vector(_vectors, document), query);

    /// <summary>How crowded a document's place is.</summary>
    public float CrowdingOf(int document) => _crowding[document];

    /// <summary>The documents that are the closest, less a share of their crowding; of equally close ones the lesser number first.</summary>
    public IReadOnlyList<(int Document, float Similarity)> Nearest(ReadOnlySpan<float> query, double crowdingShare, int limit)
    {
        var best = new PriorityQueue<(int Document, float Similarity), (double Closeness, int Document)>(WorstFirst);
        for (var document = 0; document < _crowding.Length; document++)
        {
            var similarity = Similarity(document, query);
            var key = (similarity - (crowdingShare * _crowding[document]), document);
            if (best.Count < limit)
                best.Enqueue((document, similarity), key);
            else
                best.EnqueueDequeue((document, similarity), key);
        }

        var nearest = new (int, float)[best.Count];
        for (var rank = nearest.Length - 1; rank >= 0; rank--)
            nearest[rank] = best.Dequeue();
        return nearest;
    }

    private static readonly Comparer<(double Closeness, int Document)> WorstFirst = Comparer<(double Closeness, int Document)>.Create(
        (a, b) => a.Closeness != b.Closeness ? a.Closeness.CompareTo(b.Closeness) : b.Document.CompareTo(a.Document));

    private static BuiltInEmbedder EmbedderFor(IReadOnlyList<CollectionDocument> documents, CancellationToken cancel)
    {
        if (documents.Count < Adaptation.FewestPapers)
            return BuiltInEmbedder.General;
        var texts = documents.Select(document => new TrainingText(document.Title, document.Text)).ToArray();
        var model = Adaptation.Adapt(BuiltInEmbedder.General.Model, texts, Adaptation.OptionsFor(texts.Length), (_, _) => { }, cancel);
        return BuiltInEmbedder.Of(model, "built-in, adapted");
    }

    private ClosenessThresholds? ThresholdsOf()
    {
        if (_crowding.Length < ClosenessThresholds.Nearest)
            return null;
        var asked = new UnrelatedQuery[UnrelatedTexts.All.Count];
        Parallel.For(0, asked.Length, text =>
        {
            var near = Nearest(Embed(UnrelatedTexts.All[text].Text).Vector, 0, ClosenessThresholds.Nearest);
            asked[text] = new UnrelatedQuery(UnrelatedTexts.All[text].Words, [.. near.Select(document => document.Similarity)]);
        });
        return ClosenessThresholds.Measure(asked, _crowding.Length);
    }

    // Among titles drawn at random, of which a document's own does not count.
    private static float[] CrowdingOf(BuiltInEmbedder embedder, IReadOnlyList<CollectionDocument> documents, float[] vectors, CancellationToken cancel)
    {
        var drawn = Enumerable.Range(0, documents.Count).ToArray();
        new Random(Seed).Shuffle(drawn);
        drawn = drawn[..Math.Min(drawn.Length, Crowding.SampleSize)];
        var titles = new float[drawn.Length * Dimensions];
        Parallel.For(0, drawn.Length, at => embedder.Embed(EmbedderText.Query(FirstWords(documents[drawn[at]])), titles.AsSpan(at * Dimensions, Dimensions)));
        var places = new Crowding(titles, Dimensions);
        var own = drawn.Select((document, at) => (document, at)).ToDictionary(pair => pair.document, pair => pair.at);
        var crowding = new float[documents.Count];
        Parallel.For(0, documents.Count, new ParallelOptions { CancellationToken = cancel }, document =>
            crowding[document] = places.Of(Vector(vectors, document), own.GetValueOrDefault(document, -1)));
        return crowding;
    }

    private static string FirstWords(CollectionDocument document) =>
        document.Title.Length > 0 ? document.Title : document.Text[..Math.Min(document.Text.Length, 100)];

    private static ReadOnlySpan<float> Vector(float[] vectors, int document) => vectors.AsSpan(document * Dimensions, Dimensions);
}
