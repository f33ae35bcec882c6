using Paperboy.Embeddings;
using Paperboy.Search;

namespace Paperboy.Discover.Like;

/// <summary>A few vectors around which many lie: the index is asked for these, and all are compared with what it gives.</summary>
internal static class Centres
{
    private const int Rounds = 5;

    /// <summary>
    /// The vectors themselves where they are few, else centres by k-means on the sphere (Dhillon, Modha, "Concept
    /// decompositions for large sparse text data using clustering", 2001), begun with points far from each other; and the
    /// mean of all, where there is one.
    /// </summary>
    /// <param name="vectors">Of one model; at least one.</param>
    /// <param name="most">The most centres besides the mean.</param>
    public static IReadOnlyList<ModelVector> Of(IReadOnlyList<ModelVector> vectors, int most)
    {
        if (vectors.Count == 1)
            return vectors;
        var centres = vectors.Count <= most ? vectors : Divide(vectors, most);
        return Mean(vectors) is { } mean ? [.. centres, mean] : centres;
    }

    private static List<ModelVector> Divide(IReadOnlyList<ModelVector> vectors, int most)
    {
        var centres = FarApart(vectors, most);
        for (var round = 0; round < Rounds; round++)
        {
            var groups = vectors.ToLookup(vector => Closest(centres, vector));
            for (var i = 0; i < centres.Count; i++)
                centres[i] = Mean([.. groups[i]]) ?? centres[i];
        }

        return centres;
    }

    private static List<ModelVector> FarApart(IReadOnlyList<ModelVector> vectors, int most)
    {
        var chosen = new List<ModelVector> { vectors[0] };
        var similarity = vectors.Select(vector => Cosine(vector, vectors[0])).ToArray();
        while (chosen.Count < most)
        {
            var next = Array.IndexOf(similarity, similarity.Min());
            chosen.Add(vectors[next]);
            for (var i = 0; i < similarity.Length; i++)
                similarity[i] = Math.Max(similarity[i], Cosine(vectors[i], vectors[next]));
        }

        return chosen;
    }

    private static int Closest(List<ModelVector> centres, ModelVector vector)
    {
        var (best, at) = (float.NegativeInfinity, 0);
        for (var i = 0; i < centres.Count; i++)
        {
            if (Cosine(centres[i], vector) is var cosine && cosine > best)
                (best, at) = (cosine, i);
        }

        return at;
    }

    // Null for vectors that cancel each other out, or none.
    private static ModelVector? Mean(IReadOnlyList<ModelVector> vectors)
    {
        if (vectors.Count == 0)
            return null;
        var mean = new float[vectors[0].Model.Dimensions];
        foreach (var vector in vectors)
        {
            for (var i = 0; i < mean.Length; i++)
                mean[i] += vector.Values.Span[i];
        }

        return VectorKernels.Normalize(mean) < 1e-6f ? null : new ModelVector(vectors[0].Model, mean);
    }

    private static float Cosine(ModelVector one, ModelVector other) => VectorKernels.Dot(one.Values.Span, other.Values.Span);
}
