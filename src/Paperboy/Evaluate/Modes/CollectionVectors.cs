using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Evaluate.Collections;
using Paperboy.Search;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// The vectors of a collection's documents by the built-in embedder, which is adapted to the collection as to a catalog, if it
/// is large enough.
/// </summary>
internal sealed class CollectionVectors
{
    // Of unrelated documents one in a thousand is taken for close.
    private const double Accepted = 0.001;

    private const int Dimensions = TokenVectors.Dimensions;
    private const int Seed = 1;
    private const int UnrelatedTexts = 200;
    private const int UnrelatedDocuments = 500;

    private readonly VectorModel _model;
    private readonly float[] _vectors;
    private readonly float[] _crowding;

    private CollectionVectors(BuiltInEmbedder embedder, float[] vectors, float[] crowding, float leastSimilarity)
    {
        (Embedder, _vectors, _crowding, LeastSimilarity) = (embedder, vectors, crowding, leastSimilarity);
        _model = new VectorModel(embedder.Fingerprint, embedder.Dimensions);
    }

    /// <summary>What made them.</summary>
    public BuiltInEmbedder Embedder { get; }

    /// <summary>The similarity with a text that one in a thousand documents reaches which have nothing to do with it.</summary>
    public float LeastSimilarity { get; }

    public static CollectionVectors Of(IReadOnlyList<CollectionDocument> documents, CancellationToken cancel)
    {
        var embedder = EmbedderFor(documents, cancel);
        var vectors = new float[documents.Count * Dimensions];
        var embedding = embedder.EmbedAsync([.. documents.Select(document => EmbedderText.Document(document.Title, document.Text))], vectors, cancel);
        if (!embedding.IsCompletedSuccessfully)
            embedding.AsTask().GetAwaiter().GetResult();
        return new CollectionVectors(embedder, vectors, CrowdingOf(embedder, documents, vectors), LeastSimilarityOf(embedder, documents, vectors));
    }

    /// <summary>A document's vector, as the index is given it; null: it has no word.</summary>
    public ModelVector? VectorOf(int document) =>
        Vector(_vectors, document) is var vector && vector.ContainsAnyExcept(0f) ? new ModelVector(_model, vector) { Crowding = _crowding[document] } : null;

    private static BuiltInEmbedder EmbedderFor(IReadOnlyList<CollectionDocument> documents, CancellationToken cancel)
    {
        if (documents.Count < Adaptation.FewestPapers)
            return BuiltInEmbedder.General;
        var texts = documents.Select(document => new TrainingText(document.Title, document.Text)).ToArray();
        var model = Adaptation.Adapt(BuiltInEmbedder.General.Model, texts, Adaptation.OptionsFor(texts.Length), (_, _) => { }, cancel);
        return BuiltInEmbedder.Of(model, "built-in, adapted");
    }

    // A title asks for documents drawn at random, which have nothing to do with it but for rare chance.
    private static float LeastSimilarityOf(BuiltInEmbedder embedder, IReadOnlyList<CollectionDocument> documents, float[] vectors)
    {
        var random = new Random(Seed);
        var similarities = new List<float>();
        var query = new float[Dimensions];
        for (var text = 0; text < UnrelatedTexts; text++)
        {
            var asking = random.Next(documents.Count);
            embedder.Embed(EmbedderText.Query(FirstWords(documents[asking])), query);
            for (var i = 0; i < UnrelatedDocuments; i++)
            {
                if (random.Next(documents.Count) is var other && other != asking)
                    similarities.Add(VectorKernels.Dot(query, Vector(vectors, other)));
            }
        }

        return similarities.Count < UnrelatedSimilarity.FewestPairs
            ? float.NegativeInfinity
            : UnrelatedSimilarity.Threshold([.. similarities], Accepted);
    }

    private static string FirstWords(CollectionDocument document) =>
        document.Title.Length > 0 ? document.Title : document.Text[..Math.Min(document.Text.Length, 100)];

    // By titles drawn at random, as in a catalog; a document's own does not count.
    private static float[] CrowdingOf(BuiltInEmbedder embedder, IReadOnlyList<CollectionDocument> documents, float[] vectors)
    {
        var drawn = Enumerable.Range(0, documents.Count).ToArray();
        new Random(Seed).Shuffle(drawn);
        drawn = drawn[..Math.Min(drawn.Length, Crowding.SampleSize)];
        var sample = new float[drawn.Length * Dimensions];
        var (own, crowding) = (new int[documents.Count], new float[documents.Count]);
        Array.Fill(own, -1);
        for (var place = 0; place < drawn.Length; place++)
        {
            embedder.Embed(EmbedderText.Query(FirstWords(documents[drawn[place]])), sample.AsSpan(place * Dimensions, Dimensions));
            own[drawn[place]] = place;
        }

        new Crowding(sample, Dimensions).Of(vectors, own, crowding);
        return crowding;
    }

    private static ReadOnlySpan<float> Vector(float[] vectors, int document) => vectors.AsSpan(document * Dimensions, Dimensions);
}
