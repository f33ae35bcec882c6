using System.Buffers;
using System.Text.Json;

namespace Paperboy.Embeddings.Remote;

/// <summary>
/// How one kind of service is asked for vectors and how it answers: pure, bytes in and out. Texts and vectors stand in the
/// same order on both sides of it.
/// </summary>
internal abstract class EmbeddingsApi
{
    /// <summary>As in the settings.</summary>
    public abstract string Kind { get; }

    /// <summary>Where texts are sent.</summary>
    public abstract Uri Endpoint { get; }

    /// <summary>Where the service lists its models with their digests; null when it has no such list.</summary>
    public virtual Uri? ModelList => null;

    /// <summary>Writes a request.</summary>
    /// <param name="target">Takes the body.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="dimensions">The length that vectors shall have; 0 leaves it to the model.</param>
    /// <param name="texts">Well-formed UTF-16, none empty.</param>
    public void WriteRequest(IBufferWriter<byte> target, string model, int dimensions, IReadOnlyList<string> texts)
    {
        using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteStartArray("input");
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
        if (dimensions > 0)
            json.WriteNumber("dimensions", dimensions);
        WriteOptions(json);
        json.WriteEndObject();
    }

    /// <summary>Finds the vectors of an answer, one for each text, in the order of the texts.</summary>
    /// <exception cref="MalformedAnswerException">There are more or fewer, or the shape is another.</exception>
    public abstract JsonElement[] Vectors(JsonElement answer, int texts);

    /// <summary>The digest of a model in the service's list; null when it is not there.</summary>
    /// <exception cref="MalformedAnswerException">The list has another shape.</exception>
    public virtual string? Digest(JsonElement list, string model) => null;

    /// <summary>Writes what this kind of service is told beside model, texts and dimensions.</summary>
    protected abstract void WriteOptions(Utf8JsonWriter json);

    protected static JsonElement Array(JsonElement answer, string name)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            throw new MalformedAnswerException($"it is a JSON {answer.ValueKind}, not an object");
        return answer.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? array
            : throw new MalformedAnswerException($"it has no array \"{name}\"");
    }

    protected static Uri Below(Uri address, string path) =>
        new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);
}

/// <summary>An answer is not what the service's own documents say; the message tells in what.</summary>
internal sealed class MalformedAnswerException(string message) : Exception(message)
{
    /// <summary>Which of the batch's texts is concerned, when it is one.</summary>
    public int? Position { get; init; }
}
