using Paperboy.Search.Postings;

namespace Paperboy.Search.Queries;

/// <summary>
/// BM25 over several fields by weighted frequencies and lengths: Robertson, Zaragoza, Taylor, "Simple BM25 extension to
/// multiple weighted fields" (2004); the idf is that of Robertson and Zaragoza, "The probabilistic relevance framework:
/// BM25 and beyond" (2009), plus one under the logarithm, so that it stays above 0.
/// <para>
/// A contribution is a multiple of 2^-32 (and below 2^19), so that sums of them are exact in a double: every order of
/// adding gives the same score, and a sum of bounds is a bound of the sum.
/// </para>
/// </summary>
internal sealed class Bm25
{
    // Adding and subtracting this rounds a double below 2^19 to a multiple of 2^-32.
    private const double Rounding = 1.5 * (1 << 20);

    // 1 / (k1 * (1 - b + b * length / average)) for each length code.
    private readonly double[] _inverseNorms = new double[256];

    public Bm25(IndexSchema schema, double averageLength)
    {
        FieldWeights = [.. schema.Fields.Select(field => field.Weight)];
        for (var code = 0; code < _inverseNorms.Length; code++)
        {
            var relative = LengthCode.Decode((byte)code) / averageLength;
            _inverseNorms[code] = 1 / (schema.K1 * (1 - schema.B + (schema.B * relative)));
        }
    }

    public float[] FieldWeights { get; }

    public ReadOnlySpan<double> InverseNorms => _inverseNorms;

    /// <summary>How much a term tells: the less, the more of the documents have it.</summary>
    public static double InverseDocumentFrequency(long documents, long documentFrequency) =>
        Math.Log(1 + ((documents - documentFrequency + 0.5) / (documentFrequency + 0.5)));

    /// <summary>
    /// What one term adds to a document's score. Written with a single division, each step of which is monotone even
    /// after rounding, so that a greater frequency or a lesser length can never give less: the bounds rest on that.
    /// </summary>
    public static double Contribution(double weight, double frequency, double inverseNorm) =>
        weight - (weight / (1 + (frequency * inverseNorm))) + Rounding - Rounding;

    public double Contribution(double weight, Impact impact) =>
        Contribution(weight, impact.Frequency, _inverseNorms[impact.LengthCode]);
}
