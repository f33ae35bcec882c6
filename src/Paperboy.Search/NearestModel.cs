using System.Text;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Search;

/// <summary>
/// What vectors were made by. Vectors of different models cannot be compared; an index may hold those of several, at most one
/// a document.
/// </summary>
public sealed record VectorModel
{
    /// <summary>The greatest number of dimensions.</summary>
    public const int MostDimensions = 4096;

    /// <summary>What the number of dimensions must be a multiple of.</summary>
    public const int DimensionStep = 64;

    /// <summary>The greatest length of a fingerprint in UTF-8.</summary>
    public const int MostFingerprintBytes = 256;

    // Vectors that went through half precision, or were mapped from another model, are this far from unit length at most.
    private const double Tolerance = 0.01;

    /// <param name="fingerprint">Tells the model from all others: not empty, at most 256 bytes in UTF-8.</param>
    /// <param name="dimensions">A multiple of 64, up to 4,096.</param>
    public VectorModel(string fingerprint, int dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(fingerprint);
        if (Encoding.UTF8.GetByteCount(fingerprint) > MostFingerprintBytes)
            throw new ArgumentException($"A model's fingerprint has at most {MostFingerprintBytes} bytes.", nameof(fingerprint));
        if (!IsDimensions(dimensions))
            throw new ArgumentException($"A model has a multiple of {DimensionStep} dimensions, up to {MostDimensions}, not {dimensions}.", nameof(dimensions));
        (Fingerprint, Dimensions) = (fingerprint, dimensions);
    }

    /// <summary>What tells the model from all others.</summary>
    public string Fingerprint { get; }

    /// <summary>The length of its vectors.</summary>
    public int Dimensions { get; }

    internal static bool IsDimensions(int dimensions) => dimensions is > 0 and <= MostDimensions && dimensions % DimensionStep == 0;

    internal void ThrowIfNotOfUnitLength(ReadOnlySpan<float> vector, string parameter)
    {
        if (vector.Length != Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} dimensions, but those of the model {Fingerprint} have {Dimensions}.", parameter);
        var square = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i]))
                throw new ArgumentException($"The vector has {vector[i]} at place {i}, which is no number to compare by.", parameter);
            square += (double)vector[i] * vector[i];
        }

        if (Math.Abs(Math.Sqrt(square) - 1) > Tolerance)
            throw new ArgumentException($"The vector has the length {Math.Sqrt(square)}; it must be 1.", parameter);
    }
}

/// <summary>A vector with the model that made it.</summary>
public sealed class ModelVector
{
    /// <param name="model">The model.</param>
    /// <param name="values">Of unit length; copied.</param>
    /// <exception cref="ArgumentException">The vector has another number of dimensions, a value that is not finite, or not unit length.</exception>
    public ModelVector(VectorModel model, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.ThrowIfNotOfUnitLength(values, nameof(values));
        (Model, Values) = (model, values.ToArray());
    }

    /// <summary>The model.</summary>
    public VectorModel Model { get; }

    /// <summary>One number a dimension.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>
    /// How crowded the vector's place is (<see cref="Fusion.Crowding"/>): from -1 to 1, stored to 0.00002; 0 where it is not
    /// known. What asks needs none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from -1 to 1.</exception>
    public float Crowding
    {
        get;
        init => field = value is >= -1 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A crowding is a mean of cosines, from -1 to 1.");
    }

    /// <summary>
    /// What a request does with the cosines of this model's documents, so that they can be compared with those of another one.
    /// Does not matter where a vector is stored.
    /// </summary>
    public SimilarityScale Scale { get; init; } = SimilarityScale.Cosine;
}

/// <summary>A similarity made of a cosine: factor x cosine + offset.</summary>
public readonly record struct SimilarityScale
{
    /// <summary>The cosine as it is.</summary>
    public static readonly SimilarityScale Cosine = new(1, 0);

    /// <param name="factor">Finite and above 0: what is closer stays closer.</param>
    /// <param name="offset">Finite.</param>
    public SimilarityScale(float factor, float offset)
    {
        if (!(factor > 0) || !float.IsFinite(factor))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A similarity must grow with the cosine.");
        if (!float.IsFinite(offset))
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "A similarity must be a number.");
        (Factor, Offset) = (factor, offset);
    }

    /// <summary>What cosines are multiplied by.</summary>
    public float Factor { get; }

    /// <summary>What is added.</summary>
    public float Offset { get; }

    /// <summary>The similarity of a cosine.</summary>
    public float Of(float cosine) => (Factor * cosine) + Offset;

    /// <summary>The cosine that has a similarity; infinite for what is infinite.</summary>
    public float CosineOf(float similarity) => (similarity - Offset) / Factor;
}

/// <summary>Asks which documents' vectors are the closest.</summary>
/// <param name="Vectors">
/// What to be close to: one vector for each model whose documents are looked at. With several, whoever asks sees to it that
/// their similarities can be compared, by a map from one model to the other and a <see cref="ModelVector.Scale"/>.
/// </param>
/// <param name="Limit">How many to return, at most.</param>
public sealed record NearestRequest(IReadOnlyList<ModelVector> Vectors, int Limit)
{
    /// <summary>Conditions of this query must be met; its free words ask for nothing. Null: any document.</summary>
    public ParsedQuery? Conditions { get; init; }

    /// <summary>What is less similar is left out.</summary>
    public float LeastSimilarity { get; init; } = float.NegativeInfinity;

    /// <summary>
    /// How much of a document's crowding is taken off its similarity before documents are ordered; with a half the order is
    /// that of CSLS. <see cref="LeastSimilarity"/> goes by the similarity as it is.
    /// </summary>
    public float CrowdingShare { get; init; }
}

/// <summary>A document and how close it is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Similarity">The cosine of the angle between the vectors, to about 0.001, by the scale of the request's vector.</param>
public readonly record struct Neighbour(string Id, float Similarity)
{
    /// <summary>How crowded its place is, by the same scale; 0 where that is not known.</summary>
    public float Crowding { get; init; }
}

/// <summary>What is known of a given document beside a query.</summary>
/// <param name="Similarity">The cosine of the angle between the vectors, by the scale of the request's vector; NaN: it has none to compare with.</param>
/// <param name="Crowding">How crowded the document's place is, by the same scale; 0 where that is not known.</param>
public readonly record struct VectorSimilarity(float Similarity, float Crowding);

/// <summary>How many documents have a vector of a model.</summary>
public readonly record struct VectorCount(VectorModel Model, long Documents);
