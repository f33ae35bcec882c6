using Paperboy.Search;

namespace Paperboy.Embeddings.Mapping;

/// <summary>
/// A linear map from the vectors of one model (the old one) to those of another (the new one), learned from texts that both
/// have embedded: new ~ old x matrix. A query of the new model is taken back into the old space by the same matrix, since
/// &lt;query, old x matrix&gt; = &lt;query x transposed matrix, old&gt;: no stored vector has to be touched.
/// </summary>
public sealed class VectorMap
{
    private const float LeastLength = 1e-4f;

    private readonly float[] _matrix;

    /// <param name="from">The old model.</param>
    /// <param name="to">The new model.</param>
    /// <param name="matrix">Old x new dimensions, row by row.</param>
    /// <param name="scale">What makes products of mapped vectors comparable with cosines of new ones.</param>
    /// <param name="agreement">See <see cref="Agreement"/>.</param>
    /// <param name="sample">The number of texts that it was learned from.</param>
    internal VectorMap(VectorModel from, VectorModel to, float[] matrix, SimilarityScale scale, float agreement, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, from.Dimensions * to.Dimensions);
        (From, To, _matrix, Scale, Agreement, Sample) = (from, to, matrix, scale, agreement, sample);
    }

    /// <summary>The model whose vectors are mapped.</summary>
    public VectorModel From { get; }

    /// <summary>The model into whose space they are mapped.</summary>
    public VectorModel To { get; }

    /// <summary>What makes products of mapped vectors comparable with cosines of new ones.</summary>
    public SimilarityScale Scale { get; }

    /// <summary>
    /// The share of the ten closest by new vectors that mapped old ones find, from 0 to 1, among texts that the matrix was not
    /// learned from: how much of a ranking is right while only old vectors are there.
    /// </summary>
    public float Agreement { get; }

    /// <summary>The number of texts that it was learned from.</summary>
    public int Sample { get; }

    internal ReadOnlySpan<float> Matrix => _matrix;

    /// <summary>
    /// Takes a vector of the new model to the old one, with the scale that makes similarities of old vectors with it comparable
    /// with those of new vectors; null for one that has no counterpart there.
    /// </summary>
    /// <exception cref="ArgumentException">The vector is of another model.</exception>
    public ModelVector? Back(ModelVector vector)
    {
        Check(vector, To);
        var values = new float[From.Dimensions];
        for (var row = 0; row < values.Length; row++)
            values[row] = VectorKernels.Dot(vector.Values.Span, Row(row));
        var length = VectorKernels.Normalize(values);
        return length < LeastLength ? null : new ModelVector(From, values) { Scale = new SimilarityScale(Scale.Factor * length, Scale.Offset) };
    }

    /// <summary>Takes a vector of the old model to the new one; null for one that has no counterpart there.</summary>
    /// <exception cref="ArgumentException">The vector is of another model.</exception>
    public ModelVector? Forward(ModelVector vector)
    {
        Check(vector, From);
        var values = new float[To.Dimensions];
        for (var row = 0; row < From.Dimensions; row++)
            Training.SparseRows.AddScaled(vector.Values.Span[row], Row(row), values);
        return VectorKernels.Normalize(values) < LeastLength ? null : new ModelVector(To, values);
    }

    private ReadOnlySpan<float> Row(int row) => _matrix.AsSpan(row * To.Dimensions, To.Dimensions);

    private static void Check(ModelVector vector, VectorModel model)
    {
        if (vector.Model != model)
            throw new ArgumentException($"The vector is of {vector.Model.Fingerprint}, and the map takes those of {model.Fingerprint}.", nameof(vector));
    }
}
