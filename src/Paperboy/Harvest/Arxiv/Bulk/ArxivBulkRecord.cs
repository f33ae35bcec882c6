using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Arxiv.Bulk;

/// <summary>
/// Reads a record from a line of arXiv's metadata in bulk, the file that people download: one JSON object a line with <c>id</c>,
/// <c>authors_parsed</c>, <c>categories</c> as one text, <c>versions</c> and more. The record's body is Paperboy's own JSON of it.
/// </summary>
internal static class ArxivBulkRecord
{
    // In the file's own order, so that few comparisons find each.
    private static readonly (byte[] Utf8, string Name)[] Names =
    [
        .. new[]
        {
            "id", "submitter", "authors", "title", "comments", "journal-ref", "doi", "report-no", "categories", "license", "abstract",
            "versions", "update_date", "authors_parsed",
        }.Select(name => (System.Text.Encoding.UTF8.GetBytes(name), name)),
    ];

    [ThreadStatic]
    private static ArxivFields? _fields;

    /// <summary>Whether a line is of this form; Paperboy's own has neither of the two marks.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            var (hasVersions, hasCategories) = (false, false);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("authors_parsed"u8))
                    return true;
                var (isVersions, isCategories) = (json.ValueTextEquals("versions"u8), json.ValueTextEquals("categories"u8));
                json.Read();
                hasVersions |= isVersions && json.TokenType == JsonTokenType.StartArray;
                hasCategories |= isCategories && json.TokenType == JsonTokenType.String;
                json.Skip();
            }

            return hasVersions && hasCategories;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <param name="line">One JSON object.</param>
    /// <param name="latest">Dates after this day are refused.</param>
    /// <param name="record">The record, when the result is true.</param>
    /// <param name="reason">Why there is none, when the result is false: field and fault.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> line, DateOnly latest, [NotNullWhen(true)] out PaperRecord? record, [NotNullWhen(false)] out string? reason)
    {
        record = null;
        var fields = _fields ??= new ArxivFields();
        fields.Clear();
        try
        {
            reason = Read(line, fields, out var id) ?? TooLate(fields, latest);
            if (reason is null)
                (record, reason) = id is null ? (null, "id is missing") : fields.ToRecord(id, ArxivEditions.Of(fields, datestamp: null));
        }
        catch (JsonException e)
        {
            reason = $"broken JSON at byte {e.BytePositionInLine + 1}: {e.Message.Split(" LineNumber:")[0]}";
        }
        catch (InvalidOperationException e)
        {
            // Bytes that are not UTF-8, or half a surrogate pair (\ud800): no string can hold them.
            reason = $"broken JSON: {e.Message}";
        }

        return record is not null;
    }

    private static string? Read(ReadOnlySpan<byte> line, ArxivFields fields, out ArxivId? id)
    {
        id = null;
        string? typed = null;
        var json = new Utf8JsonReader(line);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            return "a JSON object was expected";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref json);
            json.Read();
            var fault = name switch
            {
                "versions" => ReadVersions(ref json, fields),
                "authors_parsed" => ReadAuthors(ref json, fields),
                null => Skip(ref json),
                _ when json.TokenType == JsonTokenType.Null => null,
                _ when json.TokenType != JsonTokenType.String => $"{name} must be text",
                "id" => ReadId(json.GetString()!, out id),
                "authors" => Keep(json.GetString(), out typed),
                _ => Set(fields, name, json.GetString()!),
            };
            if (fault is not null)
                return fault;
        }

        while (json.Read())
        {
            // what follows the object must be nothing, else this throws
        }

        if (fields.Authors.Count == 0 && typed is not null)
            fields.Authors.AddRange(ArxivAuthors.Split(typed));
        return null;
    }

    // Null for what is of no use.
    private static string? NameOf(ref Utf8JsonReader json)
    {
        foreach (var (utf8, name) in Names)
        {
            if (json.ValueTextEquals(utf8))
                return name;
        }

        return null;
    }

    private static string? Skip(ref Utf8JsonReader json)
    {
        json.Skip();
        return null;
    }

    private static string? Keep(string? text, out string? kept)
    {
        kept = text;
        return null;
    }

    private static string? ReadId(string text, out ArxivId? id) =>
        ArxivId.TryParse(text, out id) ? null : $"id \"{(text.Length <= 60 ? text : text[..60] + "…")}\" is no id of arXiv";

    private static string? Set(ArxivFields fields, string name, string text)
    {
        switch (name)
        {
            case "submitter":
                fields.Submitter = text;
                break;
            case "title":
                fields.Title = text;
                break;
            case "comments":
                fields.Comments = text;
                break;
            case "journal-ref":
                fields.JournalRef = text;
                break;
            case "doi":
                fields.Doi = text;
                break;
            case "report-no":
                fields.ReportNumber = text;
                break;
            case "categories":
                fields.AddCategories(text);
                break;
            case "license":
                fields.License = text;
                break;
            case "abstract":
                fields.Abstract = text;
                break;
            default:
                fields.Updated = ArxivFields.Day(text);
                return fields.Updated is null ? $"update_date \"{text}\" is not a day (yyyy-MM-dd)" : null;
        }

        return null;
    }

    // [{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"}, ...], the first one first.
    private static string? ReadVersions(ref Utf8JsonReader json, ArxivFields fields)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            return "versions must be a list";
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                return "versions must hold objects only";
            int? number = null;
            DateTimeOffset? created = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var (isNumber, isCreated) = (json.ValueTextEquals("version"u8), json.ValueTextEquals("created"u8));
                json.Read();
                if (isNumber && json.TokenType == JsonTokenType.String && int.TryParse(json.GetString().AsSpan().TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var read))
                    number = read;
                else if (isCreated && json.TokenType == JsonTokenType.String && ArxivText.TryMoment(json.GetString()!, out var moment))
                    created = moment;
                else
                    json.Skip();
            }

            if (number is not { } known)
                return "versions has an entry without a version";
            fields.Versions.Add(new PaperVersion(known, created is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null));
            fields.Version = Math.Max(fields.Version ?? 0, known);
            if (known == 1)
                fields.Submitted = created;
        }

        return null;
    }

    // [["Lovelace", "Ada", "Jr.", "affiliation"...], ...]: family name, given names, suffix.
    private static string? ReadAuthors(ref Utf8JsonReader json, ArxivFields fields)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            return json.TokenType == JsonTokenType.Null ? null : "authors_parsed must be a list";
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartArray)
                return "authors_parsed must hold lists only";
            var (part, family, given, suffix) = (0, "", "", "");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (json.TokenType != JsonTokenType.String)
                    return "authors_parsed must hold lists of texts only";
                if (part == 0)
                    family = json.GetString()!;
                else if (part == 1)
                    given = json.GetString()!;
                else if (part == 2)
                    suffix = json.GetString()!;
                part++;
            }

            if (ArxivText.OneLine(suffix.Length > 0 ? $"{given} {family} {suffix}" : given.Length > 0 ? $"{given} {family}" : family) is { Length: > 0 } name)
                fields.Authors.Add(name);
        }

        return null;
    }

    private static string? TooLate(ArxivFields fields, DateOnly latest)
    {
        var late = fields.Versions.Select(version => version.Date).Append(fields.Updated).FirstOrDefault(day => day > latest);
        return late is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"the date {found:yyyy-MM-dd} is absurd: dates up to {latest:yyyy-MM-dd} are allowed")
            : null;
    }
}
