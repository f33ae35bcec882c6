using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Storage;

namespace Paperboy.Tests.Indexing;

/// <summary>Query vectors by the model that comes with Paperboy, and by embedders that fail.</summary>
internal static class TestVectors
{
    public static QueryVectors Of(PaperIndex index, Database database) => new(
        _ => ValueTask.FromResult<IEmbedder>(BuiltInEmbedder.General),
        new UnrelatedPapers(new IndexQueue(database), index).LeastSimilarity,
        TimeProvider.System);

    /// <summary>With a threshold of the test's own.</summary>
    public static QueryVectors Of(IEmbedder embedder, float leastSimilarity) =>
        new(_ => ValueTask.FromResult(embedder), _ => leastSimilarity, TimeProvider.System);
}
