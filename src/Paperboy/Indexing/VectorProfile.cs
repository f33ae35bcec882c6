using Paperboy.Embeddings;
using Paperboy.Search;
using Paperboy.Search.Fusion;

namespace Paperboy.Indexing;

/// <summary>
/// What is known of the vectors of one embedder from a sample of the catalog: where queries crowd, and from which similarity on
/// a paper is close in meaning (docs/decisions/0025).
/// </summary>
public sealed class VectorProfile
{
    /// <summary>With fewer papers nothing is told: what is common among so few is chance.</summary>
    public const int FewestPapers = 200;

    // A catalog that has grown so much is another one, unless it was large when the sample was drawn.
    private const int Growth = 4;
    private const int ManyPapers = 10_000;

    private readonly Dictionary<string, int> _places;
    private readonly Crowding _crowding;

    /// <param name="model">What made the vectors.</param>
    /// <param name="papers">How many papers the catalog had when the sample was drawn.</param>
    /// <param name="thresholds">From which similarity on a paper is close in meaning.</param>
    /// <param name="sampled">The ids of the papers that were drawn.</param>
    /// <param name="sample">The vectors of their titles as queries, one after the other.</param>
    public VectorProfile(VectorModel model, long papers, ClosenessThresholds thresholds, IReadOnlyList<string> sampled, float[] sample)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(sampled);
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Length != sampled.Count * model.Dimensions)
            throw new ArgumentException($"{sample.Length} numbers are not the vectors of {sampled.Count} papers.", nameof(sample));
        (Model, Papers, Thresholds, Sampled, Sample) = (model, papers, thresholds, sampled, sample);
        _places = sampled.Select((id, place) => (id, place)).ToDictionary(of => of.id, of => of.place, StringComparer.Ordinal);
        _crowding = new Crowding(sample, model.Dimensions);
    }

    /// <summary>What made the vectors.</summary>
    public VectorModel Model { get; }

    /// <summary>How many papers the catalog had when the sample was drawn.</summary>
    public long Papers { get; }

    /// <summary>From which similarity with a query on a paper is close in meaning.</summary>
    public ClosenessThresholds Thresholds { get; }

    /// <summary>The papers that were drawn.</summary>
    public IReadOnlyList<string> Sampled { get; }

    internal ReadOnlyMemory<float> Sample { get; }

    /// <summary>The least similarity with a query that is close, among so many papers.</summary>
    public float LeastSimilarity(string query, long papers) => Thresholds.For(UnrelatedTexts.WordsIn(query), papers);

    /// <summary>Whether another sample is to be drawn from a catalog of so many papers.</summary>
    public bool IsOutgrown(long papers) =>
        papers >= Growth * Papers && (Sampled.Count < Crowding.SampleSize || Papers < ManyPapers);

    /// <summary>How crowded the places of papers are.</summary>
    /// <param name="ids">The papers' ids: a paper's own title does not count.</param>
    /// <param name="vectors">Their vectors, one after the other.</param>
    public float[] CrowdingOf(IReadOnlyList<string> ids, ReadOnlyMemory<float> vectors)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var crowding = new float[ids.Count];
        int[] own = [.. ids.Select(id => _places.GetValueOrDefault(id, -1))];
        _crowding.Of(vectors, own, crowding);
        return crowding;
    }
}
