using System.Collections.Concurrent;
using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;

namespace Paperboy.Discover.Like;

/// <summary>
/// Where "close" ends between papers: the similarity that one in a thousand pairs of papers reaches that were drawn at
/// random. It depends on the model and on the catalog, so it is measured on both, and again when the catalog has doubled.
/// </summary>
public sealed class Unrelated(PaperIndex index, PaperStore papers)
{
    private const double Accepted = 0.001;
    private const int Drawn = 400;

    // Papers of a small collection are mostly of one subject: pairs of them are not unrelated.
    private const int FewestPapers = 1_000;

    private readonly ConcurrentDictionary<VectorModel, (long Papers, float Least)> _known = [];

    /// <summary>What is less similar is not close; no bound while the catalog is small or has few vectors of the model.</summary>
    public float LeastSimilarity(VectorModel model)
    {
        var count = papers.Count();
        if (count < FewestPapers)
            return float.NegativeInfinity;
        if (_known.TryGetValue(model, out var known) && count < 2 * known.Papers)
            return known.Least;
        var least = Measure(model);
        if (least > float.NegativeInfinity)
            _known[model] = (count, least);
        return least;
    }

    private float Measure(VectorModel model)
    {
        var vectors = index.VectorsOf(papers.Draw(Drawn)).OfType<ModelVector>().Where(vector => vector.Model == model).ToList();
        var similarities = new List<float>(vectors.Count * vectors.Count / 2);
        for (var i = 0; i < vectors.Count; i++)
        {
            for (var j = 0; j < i; j++)
                similarities.Add(VectorKernels.Dot(vectors[i].Values.Span, vectors[j].Values.Span));
        }

        return similarities.Count < Drawn * 10 ? float.NegativeInfinity : UnrelatedSimilarity.Threshold(similarities.ToArray(), Accepted);
    }
}
