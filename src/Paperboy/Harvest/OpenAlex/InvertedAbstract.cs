using System.Text.Json;
using Paperboy.Catalog;

namespace Paperboy.Harvest.OpenAlex;

/// <summary>
/// The text of an abstract that is given as an index of its words: {"We": [0, 3], "wait": [1]}. Exact where the index is whole:
/// words stand in the order of their positions. A position without a word is passed over, one with two words keeps the first.
/// </summary>
internal static class InvertedAbstract
{
    // More than any abstract has, so that a position of billions reserves nothing.
    private const int MostPositions = 50_000;

    /// <summary>The text; null where there is no index, or none that can be an abstract's.</summary>
    public static string? Of(JsonElement index)
    {
        if (index.ValueKind != JsonValueKind.Object)
            return null;
        var words = new string?[64];
        var letters = 0L;
        foreach (var word in index.EnumerateObject())
        {
            if (word.Value.ValueKind != JsonValueKind.Array)
                return null;
            foreach (var entry in word.Value.EnumerateArray())
            {
                if (entry.ValueKind != JsonValueKind.Number || !entry.TryGetInt32(out var position) || position is < 0 or >= MostPositions)
                    return null;
                if (position >= words.Length)
                    Array.Resize(ref words, Math.Min(MostPositions, Math.Max(position + 1, words.Length * 2)));
                if (words[position] is not null)
                    continue;
                words[position] = word.Name;
                letters += word.Name.Length + 1;
                if (letters > RecordJson.LongestAbstract)
                    return null;
            }
        }

        var text = string.Join(' ', words.Where(word => !string.IsNullOrWhiteSpace(word)));
        return text.Length > 0 ? text : null;
    }
}
