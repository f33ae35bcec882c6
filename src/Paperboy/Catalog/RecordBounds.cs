using System.Globalization;

namespace Paperboy.Catalog;

/// <summary>
/// Whether a record of another form fits the bounds of Paperboy's own: what is saved must be read again by <see cref="RecordJson"/>.
/// </summary>
public static class RecordBounds
{
    /// <summary>Field and fault; null where the record is sound.</summary>
    public static string? Fault(PaperRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return string.IsNullOrWhiteSpace(record.Title) ? "title is missing or empty" : Texts(record) ?? Lists(record) ?? Dates(record);
    }

    private static string? Texts(PaperRecord record) =>
        Text("title", record.Title, RecordJson.LongestTitle)
        ?? Text("abstract", record.Abstract, RecordJson.LongestAbstract)
        ?? Text("comment", record.Comment, RecordJson.LongestAbstract)
        ?? Text("doi", record.Doi, RecordJson.LongestDoi)
        ?? Text("venue", record.Venue, RecordJson.LongestField)
        ?? Text("license", record.License, RecordJson.LongestField)
        ?? Text("submitter", record.Submitter, RecordJson.LongestField)
        ?? Text("reportNumber", record.ReportNumber, RecordJson.LongestField)
        ?? Text("repository", record.Repository, RecordJson.LongestField)
        ?? Text("projectPage", record.ProjectPage, RecordJson.LongestField)
        ?? Text("organization", record.Organization, RecordJson.LongestField)
        ?? Text("tldr", record.Tldr, RecordJson.LongestField);

    private static string? Lists(PaperRecord record) =>
        List("authors", record.Authors, RecordJson.MostAuthors)
        ?? List("categories", record.Categories, RecordJson.MostCategories)
        ?? List("keywords", record.Keywords, RecordJson.MostKeywords)
        ?? List("topics", record.Topics, RecordJson.MostTopics)
        ?? List("ids", record.Ids, RecordJson.MostIds)
        ?? Most("versions", record.Versions.Count, RecordJson.MostVersions);

    private static string? Text(string name, string? text, int longest)
    {
        if (text is null)
            return null;
        if (text.Length > longest)
            return $"{name} has {text.Length} characters; at most {longest} are allowed";
        return text.Contains('\0', StringComparison.Ordinal) ? $"{name} holds a NUL character" : null;
    }

    private static string? List(string name, IReadOnlyList<string> texts, int most)
    {
        for (var i = 0; i < texts.Count && i < most; i++)
        {
            if (Text(name, texts[i], RecordJson.LongestEntry) is { } fault)
                return fault;
        }

        return Most(name, texts.Count, most);
    }

    private static string? Most(string name, int count, int most) =>
        count > most ? $"{name} has {count} entries; at most {most} are allowed" : null;

    private static string? Dates(PaperRecord record)
    {
        var fault = (record.Published is { } date && date.Year < RecordJson.Earliest.Year ? Absurd("published", date.ToString()) : null)
            ?? Day("listed", record.Listed) ?? Day("featured", record.Featured) ?? Day("updated", record.Updated);
        for (var i = 0; fault is null && i < record.Versions.Count; i++)
            fault = Day("date", record.Versions[i].Date);
        return fault;
    }

    private static string? Day(string name, DateOnly? day) =>
        day < RecordJson.Earliest ? Absurd(name, day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;

    private static string Absurd(string name, string date) => string.Create(
        CultureInfo.InvariantCulture, $"{name} \"{date}\" is absurd: dates from {RecordJson.Earliest:yyyy-MM-dd} on are allowed");
}
