using System.Numerics;
using System.Runtime.InteropServices;
using Paperboy.Search.Postings;

namespace Paperboy.Search.Queries;

/// <summary>
/// BM25 over several fields by weighted frequencies and lengths: Robertson, Zaragoza, Taylor, "Simple BM25 extension to
/// multiple weighted fields" (2004); the idf is that of Robertson and Zaragoza, "The probabilistic relevance framework:
/// BM25 and beyond" (2009), plus one under the logarithm, so that it stays above 0.
/// <para>
/// Scores are whole numbers, in units of 1 / <see cref="One"/>: every order of adding gives the same sum, and a sum of
/// bounds is a bound of the sum. Each step of a contribution is monotone even after rounding, so that a greater
/// frequency or a lesser length never gives less: the bounds rest on that.
/// </para>
/// </summary>
internal sealed class Bm25
{
    /// <summary>A score of 1.</summary>
    public const int One = 1 << 16;

    /// <summary>A term that a query has more often counts as if it had it so often: sums must fit into 31 bits.</summary>
    public const int MostOccurrences = 4;

    /// <summary>How many lengths there are.</summary>
    public const int LengthCodes = 256;

    // 1 / (k1 * (1 - b + b * length / average)) for each length code.
    private readonly float[] _inverseNorms = new float[LengthCodes];

    public Bm25(IndexSchema schema, double averageLength)
    {
        for (var code = 0; code < LengthCodes; code++)
        {
            var relative = LengthCode.Decode((byte)code) / averageLength;
            _inverseNorms[code] = (float)(1 / Math.Max(1e-6, schema.K1 * (1 - schema.B + (schema.B * relative))));
        }
    }

    /// <summary>How much a term tells: the less, the more of the documents have it.</summary>
    public static double InverseDocumentFrequency(long documents, long documentFrequency) =>
        Math.Log(1 + ((documents - documentFrequency + 0.5) / (documentFrequency + 0.5)));

    /// <summary>What a term of a query is worth at most, before its documents are looked at.</summary>
    public static float Weight(double inverseDocumentFrequency, int occurrences) =>
        (float)(inverseDocumentFrequency * Math.Min(occurrences, MostOccurrences) * One);

    /// <summary>What one term adds to a document's score; at least 1.</summary>
    public int Contribution(float weight, int weightedFrequency, byte lengthCode) =>
        1 + (int)(weight - (weight / (1 + (weightedFrequency * _inverseNorms[lengthCode]))));

    /// <summary>What no posting that the impact bounds adds more than.</summary>
    public int Bound(float weight, Impact impact) =>
        impact.Frequency == Impact.Unlimited ? 1 + (int)weight : Contribution(weight, impact.Frequency, impact.LengthCode);

    /// <summary>Contributions of one frequency for each length code; as <see cref="Contribution"/> gives them one by one.</summary>
    public void FillTable(float weight, int weightedFrequency, Span<int> contributions)
    {
        var norms = MemoryMarshal.Cast<float, Vector<float>>(_inverseNorms);
        var results = MemoryMarshal.Cast<int, Vector<int>>(contributions[..LengthCodes]);
        var weights = new Vector<float>(weight);
        for (var i = 0; i < norms.Length; i++)
            results[i] = Vector<int>.One + Vector.ConvertToInt32(weights - (weights / (Vector<float>.One + (norms[i] * weightedFrequency))));
    }
}
