using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// Reads the JSON of services (<see cref="SafeJson"/>), forgiving in what a record can do without: a field of a type that its
/// service does not give is taken as missing.
/// </summary>
internal static class JsonFields
{
    /// <summary>Parses a whole body and reads it.</summary>
    /// <exception cref="BadReplyException">It is no JSON, or not UTF-8.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        using var json = SafeJson.Parse(body);
        return read(json.RootElement);
    }

    /// <summary>A field that is there and not null.</summary>
    public static bool Has(this JsonElement element, string name, out JsonElement field)
    {
        field = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out field) && field.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The object in a field; an element without fields where there is none.</summary>
    public static JsonElement Inner(this JsonElement element, string name) => element.Has(name, out var field) ? field : default;

    /// <summary>The text of a field; null where there is none, or only blanks.</summary>
    /// <exception cref="InvalidOperationException">It is no text that Unicode knows: half of a surrogate pair.</exception>
    public static string? Text(this JsonElement element, string name) =>
        element.Has(name, out var field) ? Text(field) : null;

    public static string? Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>A whole number from 0 on.</summary>
    public static int? Count(this JsonElement element, string name) =>
        element.Has(name, out var field) && field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var count) && count >= 0 ? count : null;

    public static bool Flag(this JsonElement element, string name) => element.Has(name, out var field) && field.ValueKind == JsonValueKind.True;

    /// <summary>The elements of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Has(name, out var field) && field.ValueKind == JsonValueKind.Array ? field.EnumerateArray() : [];

    /// <summary>The texts of a list, without those that are blank.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) => element.Items(name).Select(Text).OfType<string>();

    /// <summary>The text of a field, or the first one of a list.</summary>
    [SuppressMessage("Style", "IDE0046", Justification = "Two forms of one field read better one after the other.")]
    public static string? FirstText(this JsonElement element, string name) => element.Text(name) ?? element.Texts(name).FirstOrDefault();
}
