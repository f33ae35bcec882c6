using Paperboy.Embeddings;
using Paperboy.Search;
using Paperboy.Search.Fusion;

namespace Paperboy.Indexing;

/// <summary>
/// Measures the profile of an embedder's vectors on papers that were drawn: their titles as queries are the sample among which
/// crowding is known, and queries without sense, asked of the papers, tell from which similarity on one is close.
/// </summary>
internal static class ProfileMeasure
{
    // A service embeds each of them once more than the catalog needs; the built-in one as many as there are.
    private const int PapersOfService = 2_000;

    private const int FirstCharacters = 100; // of a paper without a title

    /// <summary>Null where too few papers have words.</summary>
    /// <param name="embedder">Makes the vectors.</param>
    /// <param name="model">What the index calls them.</param>
    /// <param name="papers">How many papers there are.</param>
    /// <param name="drawn">Some of them, or all, in random order.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="EmbedderException">There were no vectors.</exception>
    public static async Task<VectorProfile?> OfAsync(
        IEmbedder embedder, VectorModel model, long papers, IReadOnlyList<ProfiledPaper> drawn, CancellationToken cancel)
    {
        var asked = drawn.Take(embedder is BuiltInEmbedder ? drawn.Count : PapersOfService);
        var documents = await EmbedAsync(embedder, [.. asked.Select(paper => EmbedderText.Document(paper.Title, paper.Abstract))], cancel);
        var known = documents.Where(vector => vector.AsSpan().ContainsAnyExcept(0f)).ToArray();
        if (known.Length < ClosenessThresholds.Nearest)
            return null;
        var unrelated = await EmbedAsync(embedder, [.. UnrelatedTexts.All.Select(text => EmbedderText.Query(text.Text))], cancel);
        var titles = await EmbedAsync(embedder, [.. drawn.Select(paper => EmbedderText.Query(TitleOf(paper)))], cancel);
        var sample = drawn.Zip(titles).Where(pair => pair.Second.AsSpan().ContainsAnyExcept(0f)).ToArray();
        return new VectorProfile(
            model,
            papers,
            ThresholdsOf(unrelated, known, cancel),
            [.. sample.Select(pair => pair.First.Id)],
            [.. sample.SelectMany(pair => pair.Second)]);
    }

    private static async Task<float[][]> EmbedAsync(IEmbedder embedder, EmbedderText[] texts, CancellationToken cancel)
    {
        var vectors = new float[texts.Length * embedder.Dimensions];
        await embedder.EmbedAsync(texts, vectors, cancel);
        return [.. vectors.Chunk(embedder.Dimensions)];
    }

    private static ClosenessThresholds ThresholdsOf(float[][] unrelated, float[][] documents, CancellationToken cancel)
    {
        var asked = new UnrelatedQuery[unrelated.Length];
        Parallel.For(0, asked.Length, new ParallelOptions { CancellationToken = cancel }, text =>
            asked[text] = new UnrelatedQuery(UnrelatedTexts.All[text].Words, Closest(unrelated[text], documents)));
        return ClosenessThresholds.Measure(asked, documents.Length);
    }

    private static float[] Closest(float[] query, float[][] documents)
    {
        var similarities = new float[documents.Length];
        for (var i = 0; i < similarities.Length; i++)
            similarities[i] = VectorKernels.Dot(query, documents[i]);
        Array.Sort(similarities);
        var closest = similarities[^ClosenessThresholds.Nearest..];
        Array.Reverse(closest);
        return closest;
    }

    private static string TitleOf(ProfiledPaper paper) =>
        paper.Title.Length > 0 ? paper.Title : paper.Abstract[..Math.Min(paper.Abstract.Length, FirstCharacters)];
}

/// <summary>A paper by which vectors are profiled; its texts are plain.</summary>
internal sealed record ProfiledPaper(string Id, string Title, string Abstract);
