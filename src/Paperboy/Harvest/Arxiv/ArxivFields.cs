using System.Globalization;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Arxiv;

/// <summary>What a record of arXiv says, field by field, in whatever form it came; used again for each record.</summary>
internal sealed class ArxivFields
{
    // Categories and licences repeat from record to record; a hostile page must not fill the memory with others.
    private const int MostShared = 2_000;
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _sharedSpans;
    private readonly List<string> _categories = [];

    public ArxivFields() => _sharedSpans = _shared.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Title { get; set; } = "";

    public string Abstract { get; set; } = "";

    public List<string> Authors { get; private set; } = [];

    public IReadOnlyList<string> Categories => _categories;

    public string? Comments { get; set; }

    public string? JournalRef { get; set; }

    public string? Doi { get; set; }

    public string? ReportNumber { get; set; }

    public string? License { get; set; }

    public string? Submitter { get; set; }

    /// <summary>The first one first, as far as they are known.</summary>
    public List<PaperVersion> Versions { get; private set; } = [];

    /// <summary>The number of the version that is described; null where it is not told.</summary>
    public int? Version { get; set; }

    /// <summary>When the first version was submitted, where the moment is known.</summary>
    public DateTimeOffset? Submitted { get; set; }

    /// <summary>The day of that, where only that is known.</summary>
    public DateOnly? Created { get; set; }

    public DateOnly? Updated { get; set; }

    /// <summary>Whether the source says so itself, other than in words.</summary>
    public bool Withdrawn { get; set; }

    public void Clear()
    {
        (Title, Abstract) = ("", "");
        (Comments, JournalRef, Doi, ReportNumber, License, Submitter) = (null, null, null, null, null, null);
        (Version, Submitted, Created, Updated, Withdrawn) = (null, null, null, null, false);
        Authors = [];
        Versions = [];
        _categories.Clear();
    }

    /// <summary>Adds categories that are separated by spaces.</summary>
    public void AddCategories(ReadOnlySpan<char> text)
    {
        foreach (var range in text.SplitAny(" \n\t,"))
        {
            if (text[range] is { Length: > 0 } category)
                _categories.Add(Shared(category));
        }
    }

    /// <summary>Puts the primary category before the others.</summary>
    public void PutFirst(string category)
    {
        if (category.Length == 0 || (_categories.Count > 0 && _categories[0] == category))
            return;
        _categories.Remove(category);
        _categories.Insert(0, Shared(category));
    }

    /// <summary>The same text as one string, however often it comes.</summary>
    public string Shared(ReadOnlySpan<char> text)
    {
        if (_sharedSpans.TryGetValue(text, out var known))
            return known;
        var made = text.ToString();
        if (_shared.Count < MostShared)
            _shared.Add(made, made);
        return made;
    }

    /// <summary>The record, or why there is none.</summary>
    public (PaperRecord? Record, string? Fault) ToRecord(ArxivId id, DateOnly? listed)
    {
        var title = ArxivText.OneLine(Title);
        var about = ArxivText.Paragraphs(Abstract);
        var comment = Line(Comments);
        var first = Submitted is { } moment ? DateOnly.FromDateTime(moment.UtcDateTime) : Created;
        var record = new PaperRecord
        {
            Source = ArxivSource.SourceName,
            Key = id.ToString(),
            Title = title,
            Abstract = about,
            Authors = Authors,
            Categories = _categories.Count == 0 ? [] : [.. _categories],
            Published = first is { } day ? PartialDate.Of(day) : null,
            Listed = listed,
            Venue = Line(JournalRef),
            Doi = Doi is null ? null : ArxivText.FirstDoi(Doi),
            Comment = comment,
            License = License is null ? null : Shared(License.AsSpan().Trim()),
            Submitter = Line(Submitter),
            ReportNumber = Line(ReportNumber),
            Updated = Updated,
            Version = Version,
            Versions = Versions,
            Withdrawn = Withdrawn || ArxivText.IsWithdrawn(about) || (comment is not null && ArxivText.IsWithdrawn(comment)),
            Body = "",
        };
        return RecordBounds.Fault(record) is { } fault ? (null, fault) : (RecordBody.WithBody(record), null);
    }

    /// <summary>Reads a day (yyyy-MM-dd); null where it is none.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text.AsSpan().Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Line(string? text) => text is null || ArxivText.OneLine(text) is not { Length: > 0 } line ? null : line;
}
