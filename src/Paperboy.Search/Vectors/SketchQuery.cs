namespace Paperboy.Search.Vectors;

/// <summary>
/// A query against the sketches of one segment: for each four dimensions a table of 16 bytes, by their signs, whose entries
/// add up to a whole number that stands for the sum of q - c with the signs of a vector.
/// </summary>
internal sealed class SketchQuery
{
    /// <summary>Entries of a table.</summary>
    public const int TableLength = 16;

    /// <summary>Four fit into a byte, and those of all tables into two, however many dimensions there are.</summary>
    public const int GreatestEntry = 63;

    // What a sum of signs misses, as a share of the query's length, if vectors are spread evenly by the rotation:
    // sqrt(1 - 2/π), since the mean absolute value of a normal distribution is sqrt(2/π).
    private const double Deviation = 0.6028;

    private float[] _distance = [];
    private float _margin;

    public byte[] Tables { get; private set; } = [];

    /// <summary>The sum of q - c with a vector's signs, plus what it may miss, is this at least.</summary>
    public float LeastSum { get; private set; }

    /// <summary>What one of the whole numbers adds to it.</summary>
    public float SumStep { get; private set; }

    /// <summary>&lt;c, q&gt;.</summary>
    public float OfCenter { get; private set; }

    public SketchSteps Steps { get; private set; }

    /// <summary>Gets ready for a center.</summary>
    /// <param name="query">Of unit length, rotated.</param>
    /// <param name="center">The center of the sketches.</param>
    /// <param name="deviations">How far below the truth, in standard deviations, an estimate may lie to be looked at.</param>
    public void Prepare(ReadOnlySpan<float> query, ReadOnlySpan<float> center, float deviations)
    {
        if (_distance.Length != query.Length)
            (_distance, Tables) = (new float[query.Length], new byte[query.Length / 4 * TableLength]);
        var (product, square, absolute, greatest) = (0.0, 0.0, 0.0, 0f);
        for (var i = 0; i < query.Length; i += 4)
        {
            var range = 0f;
            for (var j = i; j < i + 4; j++)
            {
                _distance[j] = query[j] - center[j];
                product += query[j] * center[j];
                square += _distance[j] * _distance[j];
                range += 2 * Math.Abs(_distance[j]);
            }

            absolute += range / 2;
            greatest = Math.Max(greatest, range);
        }

        Steps = new SketchSteps(center);
        OfCenter = (float)product;
        SumStep = greatest / GreatestEntry;
        _margin = (float)(deviations * Deviation * Math.Sqrt(square));
        LeastSum = (float)-absolute + _margin;
        for (var i = 0; i < query.Length; i += 4)
            Fill(Tables.AsSpan(i / 4 * TableLength, TableLength), _distance.AsSpan(i, 4));
    }

    private void Fill(Span<byte> table, ReadOnlySpan<float> distance)
    {
        for (var signs = 0; signs < TableLength; signs++)
        {
            var sum = 0f; // above the least, where all signs are against the query
            for (var i = 0; i < distance.Length; i++)
                sum += ((signs >> i) & 1) != 0 == distance[i] > 0 ? 2 * Math.Abs(distance[i]) : 0;
            table[signs] = SumStep == 0 ? (byte)0 : (byte)MathF.Round(sum / SumStep);
        }
    }

    /// <summary>What a group must be above for a similarity of more than this to be possible.</summary>
    public SketchLimit LimitFor(float similarity) =>
        new(LeastSum, SumStep, Steps.Reach, Steps.Share, similarity - OfCenter - Steps.LeastShare);

    /// <summary>The same, where besides the similarity less a share of the vector's crowding has to be above a closeness.</summary>
    public SketchLimit LimitFor(float similarity, float closeness, float crowdingShare) => LimitFor(similarity) with
    {
        LeastUncrowded = closeness - OfCenter - Steps.LeastShare,
        Crowding = crowdingShare * CrowdingCode.Step,
    };

    /// <summary>The estimated similarity, for tests and measurements.</summary>
    /// <param name="sum">What the tables add up to.</param>
    /// <param name="reach">The vector's.</param>
    /// <param name="share">The vector's.</param>
    /// <param name="withMargin">Whether to add the deviations.</param>
    public float Estimate(int sum, byte reach, byte share, bool withMargin)
    {
        var limit = LimitFor(0);
        var least = withMargin ? LeastSum : LeastSum - _margin;
        return (reach * limit.Reach * (least + (sum * SumStep))) + (share * limit.Share) - limit.Least;
    }
}

/// <summary>
/// Passed by a vector if reach * (LeastSum + sum * SumStep) + share is above the least, reach and share in their steps, and,
/// where crowding counts, above LeastUncrowded + crowding, that in its steps, too.
/// </summary>
internal readonly record struct SketchLimit(float LeastSum, float SumStep, float Reach, float Share, float Least)
{
    public float LeastUncrowded { get; init; }

    /// <summary>What one step of a vector's crowding takes off its closeness.</summary>
    public float Crowding { get; init; }
}
