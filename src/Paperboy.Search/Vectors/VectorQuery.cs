namespace Paperboy.Search.Vectors;

/// <summary>A vector to compare stored ones with: rotated, and in whole numbers.</summary>
internal sealed class VectorQuery
{
    private float[] _rotated = [];
    private short[] _values = [];
    private double _step;

    public VectorModel? Model { get; private set; }

    /// <summary>From cosines to similarities.</summary>
    public SimilarityScale Scale { get; private set; }

    /// <summary>Of unit length.</summary>
    public ReadOnlySpan<float> Rotated => _rotated.AsSpan(0, Model!.Dimensions);

    private ReadOnlySpan<short> Values => _values.AsSpan(0, Model!.Dimensions);

    public void Prepare(ModelVector vector)
    {
        (Model, Scale) = (vector.Model, vector.Scale);
        if (_rotated.Length < Model.Dimensions)
            (_rotated, _values) = (new float[Model.Dimensions], new short[Model.Dimensions]);
        var rotated = _rotated.AsSpan(0, Model.Dimensions);
        vector.Values.Span.CopyTo(rotated);
        VectorRotation.Of(Model.Dimensions).Apply(rotated);
        var (square, greatest) = (0.0, 0f);
        foreach (var value in rotated)
            (square, greatest) = (square + ((double)value * value), Math.Max(greatest, Math.Abs(value)));
        var length = (float)Math.Sqrt(square);
        _step = greatest / length / DotKernels.GreatestQueryValue;
        for (var i = 0; i < rotated.Length; i++)
        {
            rotated[i] /= length;
            _values[i] = (short)Math.Round(rotated[i] / _step);
        }
    }

    /// <summary>The similarity of a stored vector, by the angle between it and the query; the same on every machine.</summary>
    public float Similarity(ReadOnlySpan<sbyte> code)
    {
        var (dot, square) = DotKernels.Dot(code, Values);
        return Scale.Of(square == 0 ? 0 : (float)(dot * _step / Math.Sqrt(square)));
    }
}
