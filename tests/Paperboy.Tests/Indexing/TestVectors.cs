using Paperboy.Embeddings;
using Paperboy.Indexing;

namespace Paperboy.Tests.Indexing;

/// <summary>Query vectors by the model that comes with Paperboy, and by embedders that fail.</summary>
internal static class TestVectors
{
    /// <summary>By the model that comes with Paperboy; papers of the tests that have a word of a query in common are close.</summary>
    public static QueryVectors General() => Of(BuiltInEmbedder.General, 0.3f);

    /// <summary>With a threshold of the test's own.</summary>
    public static QueryVectors Of(IEmbedder embedder, float leastSimilarity) =>
        new(_ => ValueTask.FromResult(embedder), (_, _) => leastSimilarity, TimeProvider.System);
}
