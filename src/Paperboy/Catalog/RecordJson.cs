using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Paperboy.Catalog;

/// <summary>
/// Reads a record from its JSON object, the form of Paperboy's own JSON Lines. What is not fit to be a record is
/// refused with the reason; nothing is guessed and nothing is cut.
/// </summary>
public static partial class RecordJson
{
    public const int LongestTitle = 4_000;
    public const int LongestAbstract = 200_000;
    public const int LongestField = 8_000;
    public const int MostAuthors = 20_000;
    internal const int LongestDoi = 500;
    internal const int LongestEntry = 1_000;
    internal const int MostCategories = 100;
    internal const int MostKeywords = 500;
    internal const int MostIds = 50;
    internal const int MostTopics = 100;
    internal const int MostVersions = 1_000;

    internal static readonly DateOnly Earliest = new(1600, 1, 1);

    /// <summary>Reads a record that this program has accepted before.</summary>
    public static PaperRecord Read(string body) =>
        TryRead(body, DateOnly.MaxValue, out var record, out var reason)
            ? record
            : throw new InvalidDataException($"A record in the catalog cannot be read: {reason}");

    /// <param name="body">One JSON object.</param>
    /// <param name="latest">Dates after this day are refused.</param>
    /// <param name="record">The record, when the result is true.</param>
    /// <param name="reason">Why there is none, when the result is false: field and fault.</param>
    public static bool TryRead(
        string body,
        DateOnly latest,
        [NotNullWhen(true)] out PaperRecord? record,
        [NotNullWhen(false)] out string? reason)
    {
        record = null;
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            record = Read(new Fields(json.RootElement, latest), body);
            reason = null;
            return true;
        }
        catch (JsonException e)
        {
            // The message ends with a position in the library's own terms; the line is known, the place in it is not.
            var words = e.Message.Split(" LineNumber:")[0];
            reason = $"broken JSON at byte {e.BytePositionInLine + 1}: {OneLine(words)}";
        }
        catch (InvalidOperationException e)
        {
            // Text with half a surrogate pair (\ud800) is valid JSON grammar that no string can hold.
            reason = $"broken JSON: {OneLine(e.Message)}";
        }
        catch (Refused e)
        {
            reason = e.Message;
        }

        return false;
    }

    private static PaperRecord Read(Fields fields, string body)
    {
        var source = fields.Text("source", 100) ?? "file";
        var doi = fields.Text("doi", LongestDoi) is { } raw ? Doi(raw) : null;
        return new PaperRecord
        {
            Source = source,
            Key = Key(fields.Text("id", 200), source, doi),
            Title = fields.Text("title", LongestTitle) ?? throw new Refused("title is missing or empty"),
            Abstract = fields.Text("abstract", LongestAbstract) ?? "",
            Authors = fields.Texts("authors", MostAuthors),
            Categories = fields.Texts("categories", MostCategories),
            Keywords = fields.Texts("keywords", MostKeywords),
            Published = fields.PartialDate("published"),
            Listed = fields.Day("listed"),
            Featured = fields.Day("featured"),
            Upvotes = fields.Count("upvotes"),
            Comments = fields.Count("comments"),
            Stars = fields.Count("stars"),
            Repository = fields.Text("repository", LongestField),
            ProjectPage = fields.Text("projectPage", LongestField),
            Organization = fields.Text("organization", LongestField),
            Venue = fields.Text("venue", LongestField),
            Doi = doi,
            Comment = fields.Text("comment", LongestAbstract),
            License = fields.Text("license", LongestField),
            Submitter = fields.Text("submitter", LongestField),
            ReportNumber = fields.Text("reportNumber", LongestField),
            Updated = fields.Day("updated"),
            Version = fields.Count("version"),
            Versions = fields.Versions("versions"),
            Ids = fields.Texts("ids", MostIds),
            Citations = fields.Count("citations"),
            InfluentialCitations = fields.Count("influentialCitations"),
            Tldr = fields.Text("tldr", LongestField),
            Topics = fields.Texts("topics", MostTopics),
            Retracted = fields.Flag("retracted"),
            Withdrawn = fields.Flag("withdrawn"),
            Body = body,
        };
    }

    private static string Key(string? id, string source, string? doi)
    {
        if (id is null)
            return doi is null ? throw new Refused("id is missing, and there is no doi in its place") : "doi:" + doi;
        id = id.Trim();
        if (ArxivId.TryParse(id, out var arxiv))
            return arxiv.ToString();
        if (!id.Contains(':', StringComparison.Ordinal))
            id = $"{source}:{id}";
        return IdForm().IsMatch(id) && !LeavesItsPlace(id)
            ? id
            : throw new Refused($"id \"{Shown(id)}\" is not of the form scheme:value without spaces");
    }

    /// <summary>
    /// A DOI without resolver and in lower case: DOIs are compared without case (DOI Handbook, 2.4). One that is damaged
    /// names nothing and is passed over: a paper is not lost for it.
    /// </summary>
    internal static string? Doi(string raw)
    {
        var doi = DoiPrefix().Replace(raw.Trim(), "").ToLowerInvariant();
        return DoiForm().IsMatch(doi) && !LeavesItsPlace(doi) ? doi : null;
    }

    // Browsers resolve such parts of an address, so that no page could be reached under it.
    private static bool LeavesItsPlace(string id) => id.Split('/').Any(part => part is "." or "..");

    private static string Shown(string text) => OneLine(text.Length <= 60 ? text : text[..60] + "…");

    private static string OneLine(string text) => Controls().Replace(text, " ").Trim();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+:[^\s\p{C}?#\\]+$", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^(https?://(dx\.)?doi\.org/|doi:\s*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DoiPrefix();

    [GeneratedRegex(@"^10\.[0-9.]+/[^\s\p{C}]+$", RegexOptions.CultureInvariant)]
    private static partial Regex DoiForm();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();

    /// <summary>The reason why a line is no record. It never leaves this file.</summary>
#pragma warning disable CA1032, CA1064, RCS1194 // a private signal, not an API
    private sealed class Refused(string message) : Exception(message);
#pragma warning restore CA1032, CA1064, RCS1194

    /// <summary>The fields of one JSON object, each read with its type and its bounds.</summary>
    private readonly struct Fields
    {
        private readonly JsonElement _object;
        private readonly DateOnly _latest;

        public Fields(JsonElement element, DateOnly latest)
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw new Refused($"a JSON object was expected, not {Kind(element)}");
            _object = element;
            _latest = latest;
        }

        public string? Text(string name, int longest)
        {
            if (Find(name) is not { } element)
                return null;
            if (element.ValueKind != JsonValueKind.String)
                throw new Refused($"{name} must be text, not {Kind(element)}");
            return Bounded(name, element.GetString()!, longest);
        }

        public IReadOnlyList<string> Texts(string name, int most)
        {
            if (Find(name) is not { } element)
                return [];
            if (element.ValueKind != JsonValueKind.Array)
                throw new Refused($"{name} must be a list of texts, not {Kind(element)}");
            if (element.GetArrayLength() > most)
                throw new Refused($"{name} has {element.GetArrayLength()} entries; at most {most} are allowed");
            var texts = new List<string>(element.GetArrayLength());
            foreach (var entry in element.EnumerateArray())
            {
                if (entry.ValueKind != JsonValueKind.String)
                    throw new Refused($"{name} must hold texts only, not {Kind(entry)}");
                if (Bounded(name, entry.GetString()!, LongestEntry) is { } text)
                    texts.Add(text);
            }

            return texts;
        }

        public int? Count(string name)
        {
            if (Find(name) is not { } element)
                return null;
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var count) && count >= 0)
                return count;
            throw new Refused($"{name} must be a whole number from 0 on, not {Shown(element.GetRawText())}");
        }

        public bool Flag(string name)
        {
            if (Find(name) is not { } element)
                return false;
            return element.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? element.GetBoolean()
                : throw new Refused($"{name} must be true or false, not {Kind(element)}");
        }

        public IReadOnlyList<PaperVersion> Versions(string name)
        {
            if (Find(name) is not { } element)
                return [];
            if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > MostVersions)
                throw new Refused($"{name} must be a list of at most {MostVersions} versions, not {Shown(element.GetRawText())}");
            var versions = new List<PaperVersion>(element.GetArrayLength());
            foreach (var entry in element.EnumerateArray())
            {
                var version = new Fields(entry, _latest);
                var number = version.Count("version") ?? throw new Refused($"{name} has an entry without a version");
                versions.Add(new PaperVersion(number, version.Day("date")));
            }

            return versions;
        }

        public DateOnly? Day(string name)
        {
            if (Text(name, 100) is not { } text)
                return null;
            if (!Catalog.PartialDate.TryParse(text, out var date) || date.Date is not { } day)
                throw new Refused($"{name} \"{Shown(text)}\" is not a day (yyyy-MM-dd)");
            return Sane(name, text, day);
        }

        public PartialDate? PartialDate(string name)
        {
            if (Text(name, 100) is not { } text)
                return null;
            if (!Catalog.PartialDate.TryParse(text, out var date))
                throw new Refused($"{name} \"{Shown(text)}\" is not a date (yyyy, yyyy-MM or yyyy-MM-dd)");
            Sane(name, text, new DateOnly(date.Year, date.Month ?? 1, date.Day ?? 1));
            return date;
        }

        private JsonElement? Find(string name) =>
            _object.TryGetProperty(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

        private DateOnly Sane(string name, string text, DateOnly day) =>
            day < Earliest || day > _latest
                ? throw new Refused(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} \"{Shown(text)}\" is absurd: dates from {Earliest:yyyy-MM-dd} to {_latest:yyyy-MM-dd} are allowed"))
                : day;

        private static string? Bounded(string name, string text, int longest)
        {
            if (text.Length > longest)
                throw new Refused($"{name} has {text.Length} characters; at most {longest} are allowed");
            // SQLite ends a text at its first NUL: the catalog would hold another text than came.
            if (text.Contains('\0', StringComparison.Ordinal))
                throw new Refused($"{name} holds a NUL character");
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        private static string Kind(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };
    }
}
