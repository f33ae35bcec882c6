using System.Text.Json;

namespace Paperboy.Embeddings.Remote;

/// <summary>
/// The embeddings of OpenAI's API, which llama.cpp, vLLM, Text Embeddings Inference, LM Studio and many services speak too
/// (platform.openai.com/docs/api-reference/embeddings). Its vectors say which text they belong to by <c>index</c>, and need
/// not stand in that order.
/// </summary>
internal sealed class OpenAiApi(Uri address) : EmbeddingsApi
{
    public override string Kind => "openai";

    public override Uri Endpoint { get; } = EndpointOf(address);

    public override JsonElement[] Vectors(JsonElement answer, int texts)
    {
        var data = Array(answer, "data");
        if (data.GetArrayLength() != texts)
            throw new MalformedAnswerException($"it has {data.GetArrayLength()} vectors for {texts} texts");
        var vectors = new JsonElement[texts];
        foreach (var item in data.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object
                || !item.TryGetProperty("index", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var index))
            {
                throw new MalformedAnswerException("a vector has no index");
            }

            if (index < 0 || index >= texts)
                throw new MalformedAnswerException($"a vector has the index {index}, but there are {texts} texts");
            if (vectors[index].ValueKind != JsonValueKind.Undefined)
                throw new MalformedAnswerException($"two vectors have the index {index}");
            vectors[index] = item.TryGetProperty("embedding", out var vector)
                ? vector
                : throw new MalformedAnswerException($"the vector with the index {index} has no \"embedding\"") { Position = index };
        }

        return vectors;
    }

    protected override void WriteOptions(Utf8JsonWriter json) => json.WriteString("encoding_format", "float");

    // As clients of this API take it: the address up to and with its version. Who names only the host means /v1.
    private static Uri EndpointOf(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        return path.Length == 0 ? Below(address, "/v1/embeddings")
            : path.EndsWith("/embeddings", StringComparison.Ordinal) ? Below(address, "")
            : Below(address, "/embeddings");
    }
}
