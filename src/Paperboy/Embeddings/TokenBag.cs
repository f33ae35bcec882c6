namespace Paperboy.Embeddings;

/// <summary>
/// The rows of one text with their weights, each row once. A bag is filled, read and cleared again and again without
/// allocating; it is for one thread at a time.
/// </summary>
/// <param name="rows">The number of rows that there are.</param>
internal sealed class TokenBag(int rows)
{
    private readonly float[] _counts = new float[rows];
    private int[] _rows = new int[256];
    private int _length;

    /// <summary>The rows in the order of their first occurrence.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _length);

    /// <summary>How much of the text was made of words without a row, and how much of all.</summary>
    public float Unknown { get; private set; }

    /// <summary>How often a row occurred.</summary>
    public float Count(int row) => _counts[row];

    /// <summary>
    /// The weight of a row: sublinear in its count, since the tenth occurrence of a word says less than the first.
    /// </summary>
    public float Weight(int row) => MathF.Sqrt(_counts[row]);

    public void Add(int row, float count)
    {
        ref var counted = ref _counts[row];
        if (counted == 0)
        {
            if (_length == _rows.Length)
                Array.Resize(ref _rows, 2 * _length);
            _rows[_length++] = row;
        }

        counted += count;
    }

    /// <summary>Adds a word by the buckets of its n-grams, which share its weight.</summary>
    public void AddUnknown(ReadOnlySpan<int> buckets, int first, float count)
    {
        Unknown += count;
        var share = count / (buckets.Length * buckets.Length);
        foreach (var bucket in buckets)
            Add(first + bucket, share);
    }

    public void Clear()
    {
        foreach (var row in Rows)
            _counts[row] = 0;
        (_length, Unknown) = (0, 0);
    }
}
