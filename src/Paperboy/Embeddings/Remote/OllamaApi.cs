using System.Text.Json;

namespace Paperboy.Embeddings.Remote;

/// <summary>
/// Ollama's own API: POST /api/embed, whose vectors stand in the order of the texts, and GET /api/tags, which lists the
/// models with the digests of their files: a name may be another model tomorrow (docs.ollama.com/api).
/// </summary>
internal sealed class OllamaApi(Uri address) : EmbeddingsApi
{
    public override string Kind => "ollama";

    public override Uri Endpoint { get; } = Below(address, "/api/embed");

    public override Uri ModelList { get; } = Below(address, "/api/tags");

    public override JsonElement[] Vectors(JsonElement answer, int texts)
    {
        var vectors = Array(answer, "embeddings");
        return vectors.GetArrayLength() == texts
            ? [.. vectors.EnumerateArray()]
            : throw new MalformedAnswerException($"it has {vectors.GetArrayLength()} vectors for {texts} texts");
    }

    public override string? Digest(JsonElement list, string model)
    {
        foreach (var item in Array(list, "models").EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && (IsNamed(item, "name", model) || IsNamed(item, "model", model))
                && item.TryGetProperty("digest", out var digest) && digest.ValueKind == JsonValueKind.String)
            {
                return digest.GetString();
            }
        }

        return null;
    }

    // Longer texts are cut at the model's length by the server; versions that refuse them instead are met by cutting here.
    protected override void WriteOptions(Utf8JsonWriter json) => json.WriteBoolean("truncate", true);

    // A name without a tag means the tag latest.
    private static bool IsNamed(JsonElement item, string property, string model)
    {
        if (!item.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.String)
            return false;
        var name = value.GetString()!;
        return name == model || (!model.Contains(':', StringComparison.Ordinal) && name == model + ":latest");
    }
}
