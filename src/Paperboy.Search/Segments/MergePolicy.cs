using System.Numerics;

namespace Paperboy.Search.Segments;

/// <summary>
/// Says which segments to write as one: as soon as <see cref="SegmentsPerTier"/> have about the same size. Each document
/// is then copied once for each tier, and the number of segments grows with the logarithm of the number of documents.
/// </summary>
internal static class MergePolicy
{
    public const int SegmentsPerTier = 8;
    private const int SmallestTier = 512;

    /// <summary>The places of the segments to merge next; empty if they may stay as they are.</summary>
    public static IReadOnlyList<int> Choose(IReadOnlyList<SegmentView> segments)
    {
        var tiers = new Dictionary<int, List<int>>();
        for (var i = 0; i < segments.Count; i++)
        {
            // Rewriting what is half deleted makes room and brings the statistics up to date.
            if (segments[i].Live * 2 < segments[i].Reader.DocumentCount)
                return [i];
            var tier = TierOf(segments[i].Live);
            if (!tiers.TryGetValue(tier, out var members))
                tiers.Add(tier, members = []);
            members.Add(i);
            if (members.Count == SegmentsPerTier)
                return members;
        }

        return [];
    }

    // Each tier's segments are up to eight times as large as those of the one below.
    private static int TierOf(int live) =>
        live < SmallestTier ? 0 : 1 + (BitOperations.Log2((uint)(live / SmallestTier)) / 3);
}
