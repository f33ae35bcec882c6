using Paperboy.Search.Queries;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Vectors;

/// <summary>
/// The closest documents so far. A document's closeness is its similarity less a share of its crowding; of equally close ones
/// the lesser id is the better.
/// </summary>
internal sealed class NearestHits
{
    private readonly TopHits _hits = new();

    /// <summary>What is less similar is not asked for.</summary>
    public float LeastSimilarity { get; private set; }

    /// <summary>How much of its crowding a document loses.</summary>
    public float CrowdingShare { get; private set; }

    /// <summary>What is less close is not among the best.</summary>
    public float LeastCloseness => _hits.Threshold == Rank.None ? float.NegativeInfinity : ClosenessOf(_hits.Threshold.Score);

    public void Reset(IReadOnlyList<SegmentView> segments, int capacity, float leastSimilarity, float crowdingShare)
    {
        _hits.Reset(segments, capacity);
        (LeastSimilarity, CrowdingShare) = (leastSimilarity, crowdingShare);
    }

    public void Offer(float closeness, int segment, int document) =>
        _hits.Offer(new RankedDocument(new Rank(0, ScoreOf(closeness)), segment, document));

    /// <summary>The best first. They have to be reset afterwards.</summary>
    public IReadOnlyList<RankedDocument> Sort() => _hits.Sort();

    // The closeness that a rank's score stands for.
    private static float ClosenessOf(int score) => BitConverter.Int32BitsToSingle(score ^ ((score >> 31) & int.MaxValue));

    // Bits of numbers above 0 are in the order of the numbers; those below have to be turned around.
    private static int ScoreOf(float closeness)
    {
        var bits = BitConverter.SingleToInt32Bits(closeness);
        return bits ^ ((bits >> 31) & int.MaxValue);
    }
}
