namespace Paperboy.Embeddings;

/// <summary>What a text is, for embedders that treat papers and questions differently.</summary>
public enum EmbedderTextKind
{
    /// <summary>A paper: it is to be found. A draft is one, too: what is close to it is what is close to a paper.</summary>
    Document,

    /// <summary>What a reader types: it finds.</summary>
    Query,
}

/// <summary>A text to be embedded: plain text, as the index has it.</summary>
/// <param name="Kind">What the text is.</param>
/// <param name="Title">A paper's title; of a query nothing.</param>
/// <param name="Body">A paper's abstract, or the whole query.</param>
public readonly record struct EmbedderText(EmbedderTextKind Kind, string Title, string Body)
{
    /// <summary>A paper.</summary>
    public static EmbedderText Document(string title, string body) => new(EmbedderTextKind.Document, title, body);

    /// <summary>A query.</summary>
    public static EmbedderText Query(string text) => new(EmbedderTextKind.Query, "", text);
}

/// <summary>
/// Turns texts into vectors of length 1, so that the inner product of two is the cosine of their angle: close in meaning,
/// close in angle. Vectors of embedders with different <see cref="Fingerprint"/>s must never be compared.
/// </summary>
public interface IEmbedder
{
    /// <summary>What people call it: in settings, on pages, in messages.</summary>
    string Name { get; }

    /// <summary>Changes whenever the same text would get another vector.</summary>
    string Fingerprint { get; }

    /// <summary>The length of every vector.</summary>
    int Dimensions { get; }

    /// <summary>Embeds texts, as many as are given; batches are the embedder's business.</summary>
    /// <param name="texts">The texts. One without any word gets a vector of zeros, which is close to nothing.</param>
    /// <param name="vectors">
    /// Takes the vectors, one after the other in the order of the texts: texts x <see cref="Dimensions"/> numbers.
    /// </param>
    /// <param name="cancel">Stops the work; what <paramref name="vectors"/> then holds is undefined.</param>
    /// <exception cref="ArgumentException"><paramref name="vectors"/> is too short.</exception>
    /// <exception cref="EmbedderException">No vectors could be had; none was made up.</exception>
    ValueTask EmbedAsync(IReadOnlyList<EmbedderText> texts, Memory<float> vectors, CancellationToken cancel);
}

/// <summary>An embedder could not do its work; the message says which one and why, for people.</summary>
public sealed class EmbedderException : Exception
{
    public EmbedderException(string message) : base(message)
    {
    }

    public EmbedderException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>True when the same call may well succeed later: a service that is away or busy.</summary>
    public bool IsPassing { get; init; }

    /// <summary>Which of the texts is at fault, counted from 0, when it is one: without it the others may succeed.</summary>
    public int? Position { get; init; }
}
