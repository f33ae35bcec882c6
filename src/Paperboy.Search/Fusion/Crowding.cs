using System.Runtime.Intrinsics;

namespace Paperboy.Search.Fusion;

/// <summary>
/// How crowded the places of vectors are: the mean cosine with their nearest neighbours. In many dimensions some vectors are
/// near to very many others, and stand in the answers to queries that they have nothing to do with (hubs: Radovanovic,
/// Nanopoulos, Ivanovic, "Hubs in space", JMLR 2010); half of its crowding, taken off a document's cosine, is its side of
/// CSLS (Conneau et al., ICLR 2018).
/// <para>
/// The neighbours are looked for in a sample of the documents that stays the same, not among all: so one document's crowding
/// is known as soon as it has a vector, costs the same in an index of any size, and is one number to store.
/// </para>
/// </summary>
public sealed class Crowding
{
    private readonly float[] _sample;
    private readonly int _dimensions;

    /// <param name="sample">
    /// The vectors of documents drawn at random, of length 1, one after the other; copied. Some <see cref="SampleSize"/>.
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

    /// <summary>How many documents make a good sample.</summary>
    public const int SampleSize = 2000;

    /// <summary>How many neighbours in the sample count.</summary>
    public const int Neighbours = 10;

    /// <summary>
    /// The mean cosine of a document's vector with its nearest neighbours in the sample; 0 for an empty sample. A vector of
    /// the sample that equals it is taken for the document itself, once.
    /// </summary>
    /// <param name="vector">Of length 1, or zeros.</param>
    /// <exception cref="ArgumentException">The vector has another length than those of the sample.</exception>
    public float Of(ReadOnlySpan<float> vector)
    {
        if (vector.Length != _dimensions)
            throw new ArgumentException($"A vector of {vector.Length} numbers cannot be compared with some of {_dimensions}.", nameof(vector));
        Span<float> nearest = stackalloc float[Neighbours]; // ascending
        var (count, isSelfSeen) = (0, false);
        for (var at = 0; at < _sample.Length; at += _dimensions)
        {
            var other = _sample.AsSpan(at, _dimensions);
            var similarity = Dot(vector, other);
            if (count == Neighbours && similarity <= nearest[0])
                continue;
            if (!isSelfSeen && vector.SequenceEqual(other))
            {
                isSelfSeen = true;
                continue;
            }

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

    // Eight lanes in a fixed order: the same figure whatever the machine's vectors are.
    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sums = Vector256<float>.Zero;
        var at = 0;
        for (; at + Vector256<float>.Count <= left.Length; at += Vector256<float>.Count)
            sums += Vector256.Create(left[at..]) * Vector256.Create(right[at..]);
        var sum = Vector256.Sum(sums);
        for (; at < left.Length; at++)
            sum += left[at] * right[at];
        return sum;
    }
}
