namespace Paperboy.Search.Vectors;

/// <summary>
/// A vector as it is stored: rotated, in a signed byte a dimension. The step is the greatest that all values allow, and needs
/// no place: the vector has unit length, and so the lengths of the bytes say it.
/// </summary>
internal static class VectorCode
{
    private const int Greatest = 127;

    /// <param name="vector">As the model made it.</param>
    /// <param name="rotated">Room for as many values.</param>
    /// <param name="code">Takes a byte for each.</param>
    public static void Encode(ReadOnlySpan<float> vector, Span<float> rotated, Span<sbyte> code)
    {
        rotated = rotated[..vector.Length];
        vector.CopyTo(rotated);
        VectorRotation.Of(vector.Length).Apply(rotated);
        var greatest = 0f;
        foreach (var value in rotated)
            greatest = Math.Max(greatest, Math.Abs(value));
        for (var i = 0; i < rotated.Length; i++)
            code[i] = (sbyte)MathF.Round(rotated[i] * (Greatest / greatest));
    }

    /// <summary>The vector of unit length that a code stands for.</summary>
    public static float[] Decode(ReadOnlySpan<sbyte> code)
    {
        var vector = new float[code.Length];
        var scale = InverseLength(code);
        for (var i = 0; i < code.Length; i++)
            vector[i] = code[i] * scale;
        VectorRotation.Of(code.Length).Invert(vector);
        return vector;
    }

    /// <summary>What to multiply the bytes by for unit length; 0 for a code of zeros, which no vector has.</summary>
    public static float InverseLength(ReadOnlySpan<sbyte> code)
    {
        var square = 0;
        foreach (var value in code)
            square += value * value;
        return square == 0 ? 0 : (float)(1 / Math.Sqrt(square));
    }
}
