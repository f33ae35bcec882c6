using Paperboy.Search;

namespace Paperboy.Embeddings.Mapping;

/// <summary>Vectors of the same texts by two models, from which a map is learned.</summary>
internal sealed class VectorPairs(VectorModel from, VectorModel to, int capacity)
{
    private readonly float[] _old = new float[capacity * from.Dimensions];
    private readonly float[] _new = new float[capacity * to.Dimensions];

    public VectorModel From => from;

    public VectorModel To => to;

    public int Count { get; private set; }

    /// <summary>Old vectors, one after the other.</summary>
    public float[] Old => _old;

    /// <summary>New vectors, in the same order.</summary>
    public float[] New => _new;

    /// <exception cref="InvalidOperationException">It is full.</exception>
    public void Add(ReadOnlySpan<float> old, ReadOnlySpan<float> @new)
    {
        if (Count == capacity)
            throw new InvalidOperationException($"There is room for {capacity} pairs.");
        old.CopyTo(_old.AsSpan(Count * from.Dimensions, from.Dimensions));
        @new.CopyTo(_new.AsSpan(Count * to.Dimensions, to.Dimensions));
        Count++;
    }
}
