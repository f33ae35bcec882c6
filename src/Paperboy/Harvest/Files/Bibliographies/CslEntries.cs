using System.Globalization;
using System.Text;
using System.Text.Json;
using Paperboy.Catalog.Bibliographies;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.Files.Bibliographies;

/// <summary>
/// Items of CSL-JSON (the citation style language's input, as Zotero and Pandoc write it): a list of objects, each read by
/// itself; where the JSON breaks, what stands before is kept.
/// </summary>
internal static class CslEntries
{
    private static readonly string[] Dates = ["issued", "published", "original-date", "submitted"];

    public static IEnumerable<(BibliographyEntry Entry, string? Fault)> Read(byte[] bytes)
    {
        var entries = new List<(BibliographyEntry Entry, string? Fault)>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        int line = 1, counted = 0;
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                line += bytes.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
                counted = (int)reader.TokenStartIndex;
                using var item = JsonDocument.ParseValue(ref reader);
                entries.Add(Of(item.RootElement, line));
            }
        }
        catch (JsonException e)
        {
            entries.Add((new BibliographyEntry((int)(e.LineNumber ?? 0) + 1), $"broken JSON from here on: {e.Message.Split(" LineNumber:")[0]}"));
        }

        return entries;
    }

    private static (BibliographyEntry Entry, string? Fault) Of(JsonElement item, int line)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object
                ? (Read(item, line), null)
                : (new BibliographyEntry(line), $"an item should be an object, and is of the kind {item.ValueKind}");
        }
        catch (InvalidOperationException e)
        {
            return (new BibliographyEntry(line), $"a text is not Unicode: {e.Message}");
        }
    }

    private static BibliographyEntry Read(JsonElement item, int line) => new(line)
    {
        Title = item.FirstText("title") ?? item.FirstText("title-short"),
        Abstract = item.Text("abstract"),
        Authors = [.. item.Items("author").Select(NameOf).Where(name => name.Length > 0)],
        Keywords = [.. (item.Text("keyword") ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), .. item.Texts("keyword")],
        Venue = item.FirstText("container-title") ?? item.FirstText("event-title") ?? item.FirstText("event"),
        Date = Dates.Select(name => DateOf(item.Inner(name))).FirstOrDefault(date => date is not null),
        Ids =
        [
            .. item.Text("DOI") is { } doi ? EntryIds.OfDoi(doi) : [],
            .. new[] { "URL", "number", "note", "archive_location", "id" }.SelectMany(name => item.Text(name) is { } text ? EntryIds.In(text) : []),
        ],
        Address = item.Text("URL"),
    };

    private static string NameOf(JsonElement name)
    {
        if (name.Text("literal") is { } literal)
            return literal;
        string?[] family = [name.Text("dropping-particle"), name.Text("non-dropping-particle"), name.Text("family")];
        var last = string.Join(' ', family.OfType<string>());
        string?[] parts = [last, name.Text("given"), name.Text("suffix")];
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    // {"date-parts": [[2020, "3", 1]]}, {"raw": "2020-03"}, {"literal": "March 2020"}, "2020-03", 2020
    private static string? DateOf(JsonElement date)
    {
        if (date.ValueKind == JsonValueKind.Number)
            return date.GetRawText();
        if (date.ValueKind == JsonValueKind.String)
            return date.Text();
        if (date.Items("date-parts").FirstOrDefault() is not { ValueKind: JsonValueKind.Array } first)
            return date.Text("raw") ?? date.Text("literal");
        var text = new StringBuilder();
        foreach (var part in first.EnumerateArray().Take(3))
        {
            var digits = part.ValueKind == JsonValueKind.String ? part.GetString()!.Trim() : part.GetRawText();
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                break;
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "-" : "")}{number:D2}");
        }

        return text.Length > 0 ? text.ToString() : null;
    }
}
