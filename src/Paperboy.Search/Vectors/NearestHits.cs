using Paperboy.Search.Queries;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Vectors;

/// <summary>The closest documents so far; of equally close ones the lesser id is the better.</summary>
internal sealed class NearestHits
{
    private readonly TopHits _hits = new();
    private float _least;

    /// <summary>What is less similar is not among the best.</summary>
    public float Threshold => _hits.Threshold == Rank.None ? _least : Math.Max(_least, SimilarityOf(_hits.Threshold.Score));

    public void Reset(IReadOnlyList<SegmentView> segments, int capacity, float least)
    {
        _hits.Reset(segments, capacity);
        _least = least;
    }

    public void Offer(float similarity, int segment, int document) =>
        _hits.Offer(new RankedDocument(new Rank(0, ScoreOf(similarity)), segment, document));

    /// <summary>The best first. They have to be reset afterwards.</summary>
    public IReadOnlyList<RankedDocument> Sort() => _hits.Sort();

    /// <summary>The similarity that a rank's score stands for.</summary>
    public static float SimilarityOf(int score) => BitConverter.Int32BitsToSingle(score ^ ((score >> 31) & int.MaxValue));

    // Bits of numbers above 0 are in the order of the numbers; those below have to be turned around.
    private static int ScoreOf(float similarity)
    {
        var bits = BitConverter.SingleToInt32Bits(similarity);
        return bits ^ ((bits >> 31) & int.MaxValue);
    }
}
