using Paperboy.Embeddings;

namespace Paperboy.Upkeep;

/// <summary>Tries the embedder that the settings name: connects, embeds a query and two papers, and takes the time.</summary>
internal static class EmbedderCheck
{
    private static readonly EmbedderText[] Texts =
    [
        EmbedderText.Query("how stars end"),
        EmbedderText.Document(
            "Core collapse of massive stars",
            "When its fuel is spent, the core of a massive star collapses within a second and the star ends as a supernova."),
        EmbedderText.Document(
            "Grammar of noun phrases in field recordings",
            "We describe how speakers of three languages order adjectives and nouns, from recordings of everyday talk."),
    ];

    /// <exception cref="EmbedderException">It cannot be had, or gives no vectors.</exception>
    public static async Task<EmbedderReport> RunAsync(EmbedderFactory factory, TimeProvider time, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var embedder = await factory.OpenAsync(cancel);
        var opened = time.GetElapsedTime(start);
        start = time.GetTimestamp();
        var length = embedder.Dimensions;
        var vectors = new float[Texts.Length * length];
        await embedder.EmbedAsync(Texts, vectors, cancel);
        var took = time.GetElapsedTime(start);
        return new EmbedderReport(
            factory.Kind,
            embedder.Name,
            length,
            embedder.Fingerprint,
            opened.TotalMilliseconds,
            took.TotalMilliseconds / Texts.Length,
            Cosine(vectors, 1, length),
            Cosine(vectors, 2, length));
    }

    // Vectors have length 1.
    private static double Cosine(float[] vectors, int paper, int length)
    {
        var sum = 0.0;
        for (var i = 0; i < length; i++)
            sum += (double)vectors[i] * vectors[(paper * length) + i];
        return sum;
    }
}

/// <summary>What the embedder turned out to be.</summary>
/// <param name="Kind">built-in, openai or ollama.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Dimensions">Of its vectors.</param>
/// <param name="Fingerprint">Of all that decides which vector a text gets.</param>
/// <param name="OpenMs">Until it could be used.</param>
/// <param name="TextMs">For one text, of three.</param>
/// <param name="Near">The cosine between a query and a paper that answers it.</param>
/// <param name="Far">The cosine between the same query and a paper on something else.</param>
internal sealed record EmbedderReport(
    string Kind, string Name, int Dimensions, string Fingerprint, double OpenMs, double TextMs, double Near, double Far)
{
    /// <summary>False when what is near in meaning is not nearer: the wrong kind of model, or prefixes that it does not know.</summary>
    public bool TellsApart => Near > Far;
}
