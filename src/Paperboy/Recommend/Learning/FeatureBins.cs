namespace Paperboy.Recommend.Learning;

/// <summary>The values of features in up to 64 bins each, of about equally many rows, so that a split is found by adding up bins.</summary>
internal sealed class FeatureBins
{
    public const int Most = 64;

    private readonly float[][] _cuts;
    private readonly byte[][] _bins;

    /// <param name="rows">All of the same length.</param>
    public FeatureBins(IReadOnlyList<float[]> rows)
    {
        Rows = rows.Count;
        Features = rows[0].Length;
        _cuts = new float[Features][];
        _bins = new byte[Features][];
        var values = new float[Rows];
        for (var feature = 0; feature < Features; feature++)
        {
            for (var row = 0; row < Rows; row++)
                values[row] = rows[row][feature];
            _bins[feature] = new byte[Rows];
            _cuts[feature] = Cuts(values);
            for (var row = 0; row < Rows; row++)
                _bins[feature][row] = Bin(_cuts[feature], rows[row][feature]);
        }
    }

    public int Rows { get; }

    public int Features { get; }

    /// <summary>The bin of each row.</summary>
    public ReadOnlySpan<byte> Of(int feature) => _bins[feature];

    /// <summary>The greatest value of each bin but the last.</summary>
    public ReadOnlySpan<float> CutsOf(int feature) => _cuts[feature];

    private static float[] Cuts(float[] values)
    {
        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        var cuts = new List<float>();
        for (var bin = 1; bin < Most; bin++)
        {
            var cut = sorted[(int)((long)sorted.Length * bin / Most)];
            if (cuts.Count == 0 || cut > cuts[^1])
                cuts.Add(cut);
        }

        return [.. cuts];
    }

    private static byte Bin(float[] cuts, float value)
    {
        var found = Array.BinarySearch(cuts, value);
        return (byte)(found < 0 ? ~found : found);
    }
}
