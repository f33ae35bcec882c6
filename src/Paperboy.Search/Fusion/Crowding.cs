using System.Runtime.Intrinsics;

namespace Paperboy.Search.Fusion;

/// <summary>
/// How crowded the places of vectors are: the mean cosine with the queries that are nearest to them. In many dimensions some
/// vectors are near to very many others, and stand in the answers to queries that they have nothing to do with (hubs:
/// Radovanovic, Nanopoulos, Ivanovic, "Hubs in space", JMLR 2010); half of its crowding, taken off a document's cosine, is
/// its side of CSLS (Conneau et al., ICLR 2018), which takes the neighbourhood of what is found among what asks.
/// <para>
/// What asks are the titles of documents. Neighbours among other documents say much less: what is near to many documents
/// need not be near to many queries. They are looked for in a sample that stays the same: so one document's crowding is known
/// as soon as it has a vector, costs the same in an index of any size, and is one number to store.
/// </para>
/// </summary>
public sealed class Crowding
{
    private readonly float[] _sample;
    private readonly int _dimensions;

    /// <param name="sample">
    /// The vectors of titles drawn at random, embedded as queries, of length 1, one after the other; copied. Some
    /// <see cref="SampleSize"/>, or all if there are fewer.
    /// </param>
    /// <param name="dimensions">The length of each vector.</param>
    /// <exception cref="ArgumentException">The sample is no whole number of vectors, or has a value that is not finite.</exception>
    public Crowding(ReadOnlySpan<float> sample, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (sample.Length % dimensions != 0)
            throw new ArgumentException($"{sample.Length} numbers are no whole number of vectors of {dimensions}.", nameof(sample));
        foreach (var value in sample)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException("A vector of the sample has a value that is not finite.", nameof(sample));
        }

        (_sample, _dimensions) = (sample.ToArray(), dimensions);
    }

    /// <summary>How many titles make a good sample: docs/decisions/0023 has what others give.</summary>
    public const int SampleSize = 20_000;

    /// <summary>How many neighbours in the sample count.</summary>
    public const int Neighbours = 50;

    /// <summary>The mean cosine of a document's vector with its nearest neighbours in the sample; 0 without any.</summary>
    /// <param name="vector">Of length 1, or zeros.</param>
    /// <param name="own">
    /// The place of the document's own title in the sample, which does not count: it is near to its document because it is
    /// its own. -1: it is not there.
    /// </param>
    /// <exception cref="ArgumentException">The vector has another length than those of the sample.</exception>
    public float Of(ReadOnlySpan<float> vector, int own = -1)
    {
        if (vector.Length != _dimensions)
            throw new ArgumentException($"A vector of {vector.Length} numbers cannot be compared with some of {_dimensions}.", nameof(vector));
        Span<float> nearest = stackalloc float[Neighbours]; // ascending
        var count = 0;
        for (var (title, at) = (0, 0); at < _sample.Length; title++, at += _dimensions)
        {
            if (title == own)
                continue;
            var similarity = Dot(vector, _sample.AsSpan(at, _dimensions));
            if (count < Neighbours || similarity > nearest[0])
                Insert(nearest, ref count, similarity);
        }

        var sum = 0f;
        foreach (var similarity in nearest[..count])
            sum += similarity;
        return count == 0 ? 0 : sum / count;
    }

    private static void Insert(Span<float> nearest, ref int count, float similarity)
    {
        if (count < nearest.Length)
        {
            nearest[..count].CopyTo(nearest[1..]);
            count++;
        }

        // The least makes room; what is less than the new one moves down.
        var at = 0;
        for (; at + 1 < count && nearest[at + 1] < similarity; at++)
            nearest[at] = nearest[at + 1];
        nearest[at] = similarity;
    }

    // Lanes in a fixed order: the same figure whatever the machine's vectors are. Four sums, so that none waits for itself.
    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var at = 0;
        for (; at + 32 <= left.Length; at += 32)
        {
            a += Vector256.Create(left[at..]) * Vector256.Create(right[at..]);
            b += Vector256.Create(left[(at + 8)..]) * Vector256.Create(right[(at + 8)..]);
            c += Vector256.Create(left[(at + 16)..]) * Vector256.Create(right[(at + 16)..]);
            d += Vector256.Create(left[(at + 24)..]) * Vector256.Create(right[(at + 24)..]);
        }

        var sum = Vector256.Sum(a + b + (c + d));
        for (; at < left.Length; at++)
            sum += left[at] * right[at];
        return sum;
    }
}
