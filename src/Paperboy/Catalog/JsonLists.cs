using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Paperboy.Catalog;

/// <summary>Lists as JSON arrays, the form in which a paper's row holds them.</summary>
internal static class JsonLists
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    public static string Of(IReadOnlyList<string> texts) => Of(texts, []);

    public static string Of(IReadOnlyList<string> texts, IReadOnlyList<long> numbers)
    {
        if (texts.Count == 0 && numbers.Count == 0)
            return "[]";
        var bytes = _bytes ??= new ArrayBufferWriter<byte>(1_024);
        var json = _json ??= new Utf8JsonWriter(bytes, Form);
        bytes.ResetWrittenCount();
        json.Reset();
        json.WriteStartArray();
        for (var i = 0; i < texts.Count; i++)
            json.WriteStringValue(texts[i]);
        for (var i = 0; i < numbers.Count; i++)
            json.WriteNumberValue(numbers[i]);
        json.WriteEndArray();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
