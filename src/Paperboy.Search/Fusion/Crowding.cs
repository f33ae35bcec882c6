namespace Paperboy.Search.Fusion;

/// <summary>
/// How crowded the places of vectors are: the mean cosine with their nearest neighbours. In many dimensions some vectors are
/// near to very many others, and stand in the answers to queries that they have nothing to do with (hubs: Radovanovic,
/// Nanopoulos, Ivanovic, "Hubs in space", JMLR 2010); half of its crowding, taken off a document's cosine, is its side of
/// CSLS (Conneau et al., ICLR 2018).
/// <para>
/// The neighbours are looked for in a sample that stays the same, not among all: so one document's crowding is known as soon
/// as it has a vector, costs the same in an index of any size, and is one number to store. The sample is of queries (titles of
/// documents, say): it is queries that a hub is near to.
/// </para>
/// </summary>
public sealed class Crowding
{
    /// <summary>How many vectors make a good sample.</summary>
    public const int SampleSize = 20_000;

    /// <summary>How many neighbours in the sample count.</summary>
    public const int Neighbours = 50;

    private readonly float[] _sample;
    private readonly int _dimensions;

    /// <param name="sample">The vectors, drawn at random, of length 1, one after the other; copied. Some <see cref="SampleSize"/>.</param>
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

    /// <summary>The mean cosine of a document's vector with its nearest neighbours in the sample; 0 for an empty sample.</summary>
    /// <param name="vector">Of length 1, or zeros.</param>
    /// <param name="own">The document's own place in the sample, which does not count; -1: it has none.</param>
    /// <exception cref="ArgumentException">The vector has another length than those of the sample.</exception>
    public float Of(ReadOnlySpan<float> vector, int own = -1)
    {
        if (vector.Length != _dimensions)
            throw new ArgumentException($"A vector of {vector.Length} numbers cannot be compared with some of {_dimensions}.", nameof(vector));
        var crowding = 0f;
        NearestOfSample.Measure(_sample, vector, [own], new Span<float>(ref crowding));
        return crowding;
    }

    /// <summary>The same for many documents at once, to the bit, on all cores: several vectors share the reading of the sample.</summary>
    /// <param name="vectors">One after the other.</param>
    /// <param name="own">The own place of each document in the sample, or -1.</param>
    /// <param name="crowding">Takes a number for each.</param>
    /// <exception cref="ArgumentException">There are not as many of each, or the vectors are of another length than those of the sample.</exception>
    public void Of(ReadOnlyMemory<float> vectors, ReadOnlyMemory<int> own, Memory<float> crowding)
    {
        if ((long)crowding.Length * _dimensions != vectors.Length || own.Length != crowding.Length)
            throw new ArgumentException($"{vectors.Length} numbers and {own.Length} places are not those of {crowding.Length} vectors of {_dimensions}.", nameof(vectors));
        Parallel.For(0, (crowding.Length + NearestOfSample.Block - 1) / NearestOfSample.Block, block =>
        {
            var first = block * NearestOfSample.Block;
            var count = Math.Min(NearestOfSample.Block, crowding.Length - first);
            var some = vectors.Span.Slice(first * _dimensions, count * _dimensions);
            NearestOfSample.Measure(_sample, some, own.Span.Slice(first, count), crowding.Span.Slice(first, count));
        });
    }
}
