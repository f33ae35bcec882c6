using System.Text.Json;

namespace Paperboy.Catalog;

/// <summary>
/// By what a paper is looked up when a record comes: keys that say which work it is, and numbers under which works stand that
/// look alike. The paper's row carries them, so that they are taken back without an index by paper.
/// </summary>
/// <param name="Texts">Of <see cref="Identity.Keys"/>.</param>
/// <param name="Blocks">Of <see cref="Identity.Blocks"/>.</param>
internal sealed record PaperKeys(IReadOnlyList<string> Texts, IReadOnlyList<long> Blocks)
{
    public static readonly PaperKeys None = new([], []);

    public static PaperKeys Of(PaperRecord record) => new([.. Identity.Keys(record)], Identity.Blocks(record));

    /// <summary>Those of several records, each once.</summary>
    public static PaperKeys Of(IReadOnlyList<PaperRecord> records) => records.Count == 1
        ? Of(records[0])
        : new(
            [.. records.SelectMany(Identity.Keys).Distinct(StringComparer.Ordinal)],
            [.. records.SelectMany(Identity.Blocks).Distinct()]);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static PaperKeys FromJson(string json)
    {
        if (json == "[]")
            return None;
        var (texts, blocks) = (new List<string>(), new List<long>());
        using var parsed = JsonDocument.Parse(json);
        foreach (var key in parsed.RootElement.EnumerateArray())
        {
            if (key.ValueKind == JsonValueKind.Number)
                blocks.Add(key.GetInt64());
            else
                texts.Add(key.GetString()!);
        }

        return new PaperKeys(texts, blocks);
    }

    /// <summary>One JSON array: texts, and numbers for blocks.</summary>
    public string ToJson() => JsonLists.Of(Texts, Blocks);

    public bool Equals(PaperKeys? other) =>
        other is not null && Texts.SequenceEqual(other.Texts, StringComparer.Ordinal) && Blocks.SequenceEqual(other.Blocks);

    public override int GetHashCode() => HashCode.Combine(Texts.Count, Blocks.Count);
}
