using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Evaluate.Collections;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// The vectors of a collection's documents by the built-in embedder, which is adapted to the collection as to a catalog, if it
/// is large enough; with their profile, as a catalog has one.
/// </summary>
internal sealed class CollectionVectors
{
    private const int Dimensions = TokenVectors.Dimensions;
    private const int Seed = 1;

    private readonly VectorModel _model;
    private readonly VectorProfile? _profile;
    private readonly float[] _vectors;
    private readonly float[] _crowding;

    private CollectionVectors(BuiltInEmbedder embedder, IReadOnlyList<CollectionDocument> documents, CancellationToken cancel)
    {
        (Embedder, _model) = (embedder, new VectorModel(embedder.Fingerprint, embedder.Dimensions));
        _vectors = new float[documents.Count * Dimensions];
        embedder.EmbedAsync([.. documents.Select(document => EmbedderText.Document(document.Title, document.Text))], _vectors, cancel).AsTask().GetAwaiter().GetResult();
        _profile = documents.Count < VectorProfile.FewestPapers ? null
            : ProfileMeasure.OfAsync(embedder, _model, documents.Count, Drawn(documents), cancel).GetAwaiter().GetResult();
        _crowding = _profile?.CrowdingOf([.. documents.Select(document => document.Id)], _vectors) ?? new float[documents.Count];
    }

    /// <summary>What made them.</summary>
    public BuiltInEmbedder Embedder { get; }

    public static CollectionVectors Of(IReadOnlyList<CollectionDocument> documents, CancellationToken cancel) =>
        new(EmbedderFor(documents, cancel), documents, cancel);

    /// <summary>The least similarity with a text that is close; where that is not known everything is.</summary>
    public float LeastSimilarity(string query) => _profile?.LeastSimilarity(query, _crowding.Length) ?? float.NegativeInfinity;

    /// <summary>A document's vector, as the index is given it; null: it has no word.</summary>
    public ModelVector? VectorOf(int document)
    {
        var vector = _vectors.AsSpan(document * Dimensions, Dimensions);
        return vector.ContainsAnyExcept(0f) ? new ModelVector(_model, vector) { Crowding = _crowding[document] } : null;
    }

    private static BuiltInEmbedder EmbedderFor(IReadOnlyList<CollectionDocument> documents, CancellationToken cancel)
    {
        if (documents.Count < Adaptation.FewestPapers)
            return BuiltInEmbedder.General;
        var texts = documents.Select(document => new TrainingText(document.Title, document.Text)).ToArray();
        var model = Adaptation.Adapt(BuiltInEmbedder.General.Model, texts, Adaptation.OptionsFor(texts.Length), (_, _) => { }, cancel);
        return BuiltInEmbedder.Of(model, "built-in, adapted");
    }

    private static List<ProfiledPaper> Drawn(IReadOnlyList<CollectionDocument> documents)
    {
        var drawn = documents.ToArray();
        new Random(Seed).Shuffle(drawn);
        return [.. drawn.Take(Crowding.SampleSize).Select(document => new ProfiledPaper(document.Id, document.Title, document.Text))];
    }
}
