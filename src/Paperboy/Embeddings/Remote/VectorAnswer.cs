using System.Buffers.Binary;
using System.Text.Json;

namespace Paperboy.Embeddings.Remote;

/// <summary>Reads one vector of an answer, which is distrusted, and makes its length 1.</summary>
internal static class VectorAnswer
{
    /// <summary>The most dimensions that are believed; models of today have some 4,000.</summary>
    public const int MostDimensions = 16_384;

    /// <param name="vector">An array of numbers, or their bytes (float32, little-endian) in base64.</param>
    /// <param name="position">Of the text in its batch.</param>
    /// <exception cref="MalformedAnswerException">It is something else.</exception>
    public static float[] Read(JsonElement vector, int position)
    {
        var values = vector.ValueKind switch
        {
            JsonValueKind.Array => Numbers(vector, position),
            JsonValueKind.String => Bytes(vector, position),
            _ => throw Wrong(position, $"is a JSON {vector.ValueKind}, not an array of numbers"),
        };
        Normalize(values, position);
        return values;
    }

    private static float[] Numbers(JsonElement vector, int position)
    {
        var values = new float[Length(vector.GetArrayLength(), position)];
        var i = 0;
        foreach (var number in vector.EnumerateArray())
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetSingle(out var value))
                throw Wrong(position, $"has a JSON {number.ValueKind} where its number {i} should stand");
            values[i++] = value;
        }

        return values;
    }

    private static float[] Bytes(JsonElement vector, int position)
    {
        if (!vector.TryGetBytesFromBase64(out var bytes) || bytes.Length % sizeof(float) != 0)
            throw Wrong(position, "is neither an array of numbers nor floats in base64");
        var values = new float[Length(bytes.Length / sizeof(float), position)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        return values;
    }

    private static int Length(int length, int position) => length is > 0 and <= MostDimensions
        ? length
        : throw Wrong(position, $"has {length} dimensions; from 1 to {MostDimensions} are believed");

    // In double: the square of a float may be infinite or nothing as a float.
    private static void Normalize(float[] values, int position)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw Wrong(position, $"has {values[i]} as its number {i}, which is not finite");
            sum += (double)values[i] * values[i];
        }

        if (sum == 0)
            throw Wrong(position, "is all zeros, although the text has words");
        var scale = 1 / Math.Sqrt(sum);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(values[i] * scale);
    }

    private static MalformedAnswerException Wrong(int position, string what) =>
        new($"the vector of text {position} {what}") { Position = position };
}
