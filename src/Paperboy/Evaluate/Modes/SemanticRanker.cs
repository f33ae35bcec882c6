using Paperboy.Evaluate.Collections;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Modes;

/// <summary>By closeness in meaning alone: the cosine of the vectors, less a share of how crowded the document's place is.</summary>
internal sealed class SemanticRanker(IReadOnlyList<CollectionDocument> documents, CollectionVectors vectors) : IRanker
{
    private static readonly FusionOptions Options = new();

    public IReadOnlyList<RankedDocument> Rank(string query, int depth, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return [.. vectors.Nearest(vectors.Embed(query).Vector, Options.CrowdingShare, depth).Select(near => new RankedDocument(
            documents[near.Document].Id, near.Similarity - (Options.CrowdingShare * vectors.CrowdingOf(near.Document))))];
    }
}
