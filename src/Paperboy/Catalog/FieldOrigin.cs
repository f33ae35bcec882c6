using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paperboy.Catalog;

/// <summary>Which fields of a paper one record gave.</summary>
/// <param name="Source">Whose record it is.</param>
/// <param name="Key">The source's id of the paper.</param>
/// <param name="Licence">Under which terms the source gives title and abstract (<see cref="Licences"/>); null where it says nothing.</param>
/// <param name="Fields">Their names, as in JSON Lines; none when the paper has no other record: then all.</param>
public sealed record FieldOrigin(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("licence"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Licence,
    [property: JsonPropertyName("fields")] IReadOnlyList<string> Fields)
{
    public bool Gives(string field) => Fields.Count == 0 || Fields.Contains(field, StringComparer.Ordinal);

    internal static string ToJson(IReadOnlyList<FieldOrigin> origins) => JsonSerializer.Serialize(origins, JsonSerializerOptions.Web);

    internal static IReadOnlyList<FieldOrigin> FromJson(string json) =>
        json == "[]" ? [] : JsonSerializer.Deserialize<FieldOrigin[]>(json, JsonSerializerOptions.Web) ?? [];
}

/// <summary>How often a paper is cited, as one source counts.</summary>
/// <param name="Count">By works that the source knows.</param>
/// <param name="Influential">Of these, where the citing work builds on the paper, as the source judges.</param>
/// <param name="Source">Who counted.</param>
/// <param name="Day">When, if the source says so.</param>
public sealed record CitationCount(int Count, int? Influential, string Source, DateOnly? Day);

/// <summary>A paper in a sentence, which a machine wrote.</summary>
public sealed record MachineSummary(string Text, string Source);
