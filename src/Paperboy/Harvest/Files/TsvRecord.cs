using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Files;

/// <summary>
/// Reads a record from a line of title TAB abstract. Its id is the line's number: without authors, date or DOI nothing
/// tells it from another paper of the same title, so it is never merged with one.
/// </summary>
internal static class TsvRecord
{
    /// <summary>The source of such records, and the scheme of their ids.</summary>
    public const string Source = "tsv";

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="number">The line's number in its file, from 1 on.</param>
    /// <param name="text">The line. Tabs after the first belong to the abstract.</param>
    /// <param name="record">The record, when the result is true. Its body is JSON as that of every other: an export holds it.</param>
    /// <param name="reason">Why there is none, when the result is false.</param>
    public static bool TryRead(
        int number, string text, [NotNullWhen(true)] out PaperRecord? record, [NotNullWhen(false)] out string? reason)
    {
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0)
        {
            record = null;
            reason = "there is no tab between title and abstract";
            return false;
        }

        var fields = new Dictionary<string, string>
        {
            ["source"] = Source,
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"{Source}:{number}"),
            ["title"] = text[..tab],
            ["abstract"] = text[(tab + 1)..],
        };

        // Through the reader of JSON: the bounds of its fields and the words for what breaks them are the same.
        return RecordJson.TryRead(JsonSerializer.Serialize(fields, Form), DateOnly.MaxValue, out record, out reason);
    }
}
