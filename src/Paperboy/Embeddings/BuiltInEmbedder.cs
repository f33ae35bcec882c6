namespace Paperboy.Embeddings;

/// <summary>
/// The embedder that is always there: a text's vector is the weighted sum of the vectors of its words, phrases and, for
/// words that the model does not know, character n-grams. No network, no native code. Any number of threads may use it.
/// </summary>
public sealed class BuiltInEmbedder : IEmbedder
{
    private const string GeneralName = "Paperboy.Embeddings.general.vectors";
    private const int Block = 32;

    private static readonly Lazy<BuiltInEmbedder> TheGeneral = new(ReadGeneral);

    private readonly Stack<TokenBag> _bags = new();

    private BuiltInEmbedder(string name, TokenVectors model, string fingerprint)
    {
        (Name, Model, Fingerprint) = (name, model, fingerprint);
    }

    /// <summary>The model that comes with Paperboy, trained as docs/embedder.md says.</summary>
    public static BuiltInEmbedder General => TheGeneral.Value;

    public string Name { get; }

    public string Fingerprint { get; }

    public int Dimensions => TokenVectors.Dimensions;

    internal TokenVectors Model { get; }

    /// <summary>Opens a model that <c>paperboy train</c> wrote.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no model, or a damaged one; the message names it.</exception>
    public static BuiltInEmbedder Open(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return new BuiltInEmbedder("built-in, adapted", TokenVectorFile.Read(bytes, path), TokenVectorFile.Fingerprint(bytes));
    }

    /// <summary>Embeds with a model that is not in a file.</summary>
    internal static BuiltInEmbedder Of(TokenVectors model, string name)
    {
        var bytes = TokenVectorFile.ToBytes(model);
        return new BuiltInEmbedder(name, model, TokenVectorFile.Fingerprint(bytes));
    }

    /// <inheritdoc/>
    public ValueTask EmbedAsync(IReadOnlyList<EmbedderText> texts, Memory<float> vectors, CancellationToken cancel)
    {
        if (vectors.Length < texts.Count * Dimensions)
            throw new ArgumentException($"{texts.Count} vectors of {Dimensions} numbers do not fit into {vectors.Length}.", nameof(vectors));
        var blocks = (texts.Count + Block - 1) / Block;
        if (blocks < 2)
            EmbedBlock(texts, 0, vectors.Span);
        else
            Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancel }, block => EmbedBlock(texts, block * Block, vectors.Span));
        return ValueTask.CompletedTask;
    }

    /// <summary>Embeds one text at once; allocates nothing when warm.</summary>
    /// <param name="text">The text.</param>
    /// <param name="vector">Takes the vector: <see cref="Dimensions"/> numbers, of length 1, or zeros for a text without words.</param>
    /// <returns>
    /// How sure the vector is: the share of the text's weight that stands in words which the model knows, from 0 to 1.
    /// </returns>
    public float Embed(in EmbedderText text, Span<float> vector)
    {
        var bag = Rent();
        var coverage = Embed(text, bag, vector[..Dimensions]);
        Return(bag);
        return coverage;
    }

    private void EmbedBlock(IReadOnlyList<EmbedderText> texts, int from, Span<float> vectors)
    {
        var bag = Rent();
        for (var i = from; i < Math.Min(texts.Count, from + Block); i++)
            Embed(texts[i], bag, vectors.Slice(i * Dimensions, Dimensions));
        Return(bag);
    }

    private float Embed(in EmbedderText text, TokenBag bag, Span<float> vector)
    {
        Model.Layout.Read(text.Title, Model.TitleCount, bag);
        Model.Layout.Read(text.Body, 1, bag);
        Model.Sum(bag, vector);
        VectorKernels.Normalize(vector);
        var known = 0f;
        foreach (var row in bag.Rows)
        {
            if (row < Model.Layout.Words.Count)
                known += bag.Count(row) * Model.Norm(row);
        }

        var all = known + (bag.Unknown * Model.UnknownNorm);
        bag.Clear();
        return all > 0 ? known / all : 0;
    }

    private TokenBag Rent()
    {
        lock (_bags)
            return _bags.TryPop(out var bag) ? bag : new TokenBag(Model.Layout.Rows);
    }

    private void Return(TokenBag bag)
    {
        lock (_bags)
            _bags.Push(bag);
    }

    private static BuiltInEmbedder ReadGeneral()
    {
        using var stream = typeof(BuiltInEmbedder).Assembly.GetManifestResourceStream(GeneralName)
            ?? throw new EmbedderException($"The model {GeneralName} is missing from this build of Paperboy.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new BuiltInEmbedder("built-in", TokenVectorFile.Read(bytes, GeneralName), TokenVectorFile.Fingerprint(bytes));
    }
}
