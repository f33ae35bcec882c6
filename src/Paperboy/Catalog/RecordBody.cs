using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Paperboy.Catalog;

/// <summary>
/// Writes a record as its JSON object, the form of Paperboy's own JSON Lines, for sources that speak another one. Fields that
/// are empty are left out; the same record gives the same bytes.
/// </summary>
public static class RecordBody
{
    // One long record must not keep its memory for ever.
    private const int MostKept = 1 << 20;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Harvests and imports write millions of bodies, each by few threads.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? t_written;

    /// <summary>The record with its own fields as its body.</summary>
    public static PaperRecord WithBody(PaperRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record with { Body = Of(record) };
    }

    /// <summary>The JSON object of a record's fields; its <see cref="PaperRecord.Body"/> is not looked at.</summary>
    public static string Of(PaperRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (bytes, json) = t_written ??= Writer();
        bytes.ResetWrittenCount();
        json.Reset();
        Write(json, record);
        json.Flush();
        var body = Encoding.UTF8.GetString(bytes.WrittenSpan);
        if (bytes.Capacity > MostKept)
            t_written = null;
        return body;
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) Writer()
    {
        var bytes = new ArrayBufferWriter<byte>(16_384);
        return (bytes, new Utf8JsonWriter(bytes, Options));
    }

    private static void Write(Utf8JsonWriter json, PaperRecord record)
    {
        json.WriteStartObject();
        Text(json, "source", record.Source);
        Text(json, "id", record.Key);
        Text(json, "title", record.Title);
        Text(json, "abstract", record.Abstract);
        Texts(json, "authors", record.Authors);
        Texts(json, "categories", record.Categories);
        Texts(json, "keywords", record.Keywords);
        Text(json, "published", record.Published?.ToString());
        Day(json, "listed", record.Listed);
        Day(json, "featured", record.Featured);
        Count(json, "upvotes", record.Upvotes);
        Count(json, "comments", record.Comments);
        Count(json, "stars", record.Stars);
        Text(json, "repository", record.Repository);
        Text(json, "projectPage", record.ProjectPage);
        Text(json, "organization", record.Organization);
        Text(json, "venue", record.Venue);
        Text(json, "doi", record.Doi);
        Text(json, "comment", record.Comment);
        WriteLater(json, record);
        json.WriteEndObject();
    }

    private static void WriteLater(Utf8JsonWriter json, PaperRecord record)
    {
        Text(json, "license", record.License);
        Text(json, "submitter", record.Submitter);
        Text(json, "reportNumber", record.ReportNumber);
        Day(json, "updated", record.Updated);
        Count(json, "version", record.Version);
        Versions(json, record.Versions);
        Texts(json, "ids", record.Ids);
        Count(json, "citations", record.Citations);
        Count(json, "influentialCitations", record.InfluentialCitations);
        Text(json, "tldr", record.Tldr);
        Texts(json, "topics", record.Topics);
        Flag(json, "retracted", record.Retracted);
        Flag(json, "withdrawn", record.Withdrawn);
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(name, text);
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Versions(Utf8JsonWriter json, IReadOnlyList<PaperVersion> versions)
    {
        if (versions.Count == 0)
            return;
        json.WriteStartArray("versions");
        foreach (var version in versions)
        {
            json.WriteStartObject();
            json.WriteNumber("version", version.Number);
            Day(json, "date", version.Date);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
            json.WriteString(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static void Count(Utf8JsonWriter json, string name, int? count)
    {
        if (count is { } known)
            json.WriteNumber(name, known);
    }

    private static void Flag(Utf8JsonWriter json, string name, bool flag)
    {
        if (flag)
            json.WriteBoolean(name, true);
    }
}
