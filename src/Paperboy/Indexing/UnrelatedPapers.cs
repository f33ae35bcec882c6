using Paperboy.Embeddings;
using Paperboy.Search.Fusion;
using Paperboy.Text;

namespace Paperboy.Indexing;

/// <summary>
/// From which similarity on papers are close in meaning: what one in a thousand papers reaches that has nothing to do with
/// a query. Measured on the catalog when it is first asked for, by titles of papers drawn at random against other papers.
/// </summary>
public sealed class UnrelatedPapers(IndexQueue queue, PaperIndex index)
{
    private const double Accepted = 0.001;
    private const int Seed = 1;
    private const int Drawn = 500;
    private const int Asking = 200;

    private readonly Lock _measuring = new();
    private (string Fingerprint, float Least)? _known;

    /// <summary>Null while too few papers have vectors, or where the embedder is a service: that is asked for queries only.</summary>
    public float? LeastSimilarity(IEmbedder embedder)
    {
        if (embedder is not BuiltInEmbedder builtIn)
            return null;
        lock (_measuring)
        {
            if (_known?.Fingerprint != embedder.Fingerprint)
                _known = Measure(builtIn) is { } least ? (embedder.Fingerprint, least) : null;
            return _known?.Least;
        }
    }

    private float? Measure(BuiltInEmbedder embedder)
    {
        var papers = Draw(embedder.Fingerprint);
        var similarities = new List<float>();
        var query = new float[embedder.Dimensions];
        foreach (var (asking, title, _) in papers.Take(Asking))
        {
            embedder.Embed(EmbedderText.Query(title), query);
            foreach (var (id, _, vector) in papers)
            {
                if (id != asking)
                    similarities.Add(VectorKernels.Dot(query, vector.Span));
            }
        }

        return similarities.Count < UnrelatedSimilarity.FewestPairs ? null : UnrelatedSimilarity.Threshold([.. similarities], Accepted);
    }

    // By chance among the catalog's changes: the last change of each paper has one number.
    private List<(string Id, string Title, ReadOnlyMemory<float> Vector)> Draw(string fingerprint)
    {
        var random = new Random(Seed);
        var last = queue.CatalogSequence();
        var drawn = new Dictionary<string, (string, string, ReadOnlyMemory<float>)>(StringComparer.Ordinal);
        for (var draw = 0; draw < Drawn; draw++)
        {
            foreach (var change in queue.After(random.NextInt64(last), 1))
            {
                if (change.Paper is { } paper && !drawn.ContainsKey(paper.Id)
                    && index.VectorOf(paper.Id) is { } vector && vector.Model.Fingerprint == fingerprint)
                    drawn[paper.Id] = (paper.Id, PaperText.Parse(paper.Title).ToPlainText(), vector.Values);
            }
        }

        return [.. drawn.Values];
    }
}
