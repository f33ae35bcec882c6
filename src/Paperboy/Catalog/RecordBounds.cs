using System.Globalization;

namespace Paperboy.Catalog;

/// <summary>
/// Whether a record of another form fits the bounds of Paperboy's own: what is saved must be read again by <see cref="RecordJson"/>.
/// </summary>
public static class RecordBounds
{
    private const int LongestEntry = 1_000;
    private const int MostCategories = 100;
    private const int MostVersions = 1_000;
    private const int EarliestYear = 1600;

    /// <summary>Field and fault; null where the record is sound.</summary>
    public static string? Fault(PaperRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return string.IsNullOrWhiteSpace(record.Title) ? "title is missing or empty" :
            Text("title", record.Title, RecordJson.LongestTitle)
            ?? Text("abstract", record.Abstract, RecordJson.LongestAbstract)
            ?? Text("comment", record.Comment, RecordJson.LongestAbstract)
            ?? Text("venue", record.Venue, RecordJson.LongestField)
            ?? Text("license", record.License, RecordJson.LongestField)
            ?? Text("submitter", record.Submitter, RecordJson.LongestField)
            ?? Text("reportNumber", record.ReportNumber, RecordJson.LongestField)
            ?? Texts("authors", record.Authors, RecordJson.MostAuthors)
            ?? Texts("categories", record.Categories, MostCategories)
            ?? (record.Versions.Count > MostVersions ? $"versions has {record.Versions.Count} entries; at most {MostVersions} are allowed" : null)
            ?? Dates(record);
    }

    private static string? Text(string name, string? text, int longest)
    {
        if (text is null)
            return null;
        if (text.Length > longest)
            return $"{name} has {text.Length} characters; at most {longest} are allowed";
        return text.Contains('\0', StringComparison.Ordinal) ? $"{name} holds a NUL character" : null;
    }

    private static string? Texts(string name, IReadOnlyList<string> texts, int most)
    {
        if (texts.Count > most)
            return $"{name} has {texts.Count} entries; at most {most} are allowed";
        for (var i = 0; i < texts.Count; i++)
        {
            if (Text(name, texts[i], LongestEntry) is { } fault)
                return fault;
        }

        return null;
    }

    private static string? Dates(PaperRecord record)
    {
        if (record.Published is { Year: < EarliestYear } published)
            return Absurd("published", published.ToString());
        if (record.Updated is { Year: < EarliestYear } updated)
            return Absurd("updated", updated.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        for (var i = 0; i < record.Versions.Count; i++)
        {
            if (record.Versions[i].Date is { Year: < EarliestYear } date)
                return Absurd("versions", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        return null;
    }

    private static string Absurd(string name, string date) => $"{name} \"{date}\" is absurd: dates from {EarliestYear}-01-01 on are allowed";
}
