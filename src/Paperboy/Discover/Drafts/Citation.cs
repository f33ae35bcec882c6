using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Catalog.Bibliographies;

namespace Paperboy.Discover.Drafts;

/// <summary>A work that a draft cites, with what the draft says of it.</summary>
public sealed record Citation
{
    /// <summary>By which the draft cites it; empty for one that only stands in the text.</summary>
    public string Key { get; init; } = "";

    /// <summary>As shown; empty if not known.</summary>
    public string Title { get; init; } = "";

    /// <summary>What may be the title, where a reference does not say which of its sentences is; the shown one comes first.</summary>
    public IReadOnlyList<string> PossibleTitles { get; init; } = [];

    /// <summary>The first author, as written.</summary>
    public string? Author { get; init; }

    public int? Year { get; init; }

    /// <summary>arXiv:2503.11731, doi:10.1000/xyz, ACL:P19-1001.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>What people call it: the title, else an id, else the key.</summary>
    public string Name => Title.Length > 0 ? Title : Ids.Count > 0 ? Ids[0] : Key;

    /// <summary>What an entry says.</summary>
    internal static Citation Of(BibTexEntry entry) => new()
    {
        Key = entry.Key,
        Title = BibTexText.Plain(entry.Fields.GetValueOrDefault("title") ?? ""),
        Author = entry.Fields.GetValueOrDefault("author") is { } authors ? BibTexText.Names(authors).FirstOrDefault() : null,
        Year = BibTexText.YearIn(entry.Fields.GetValueOrDefault("year") ?? entry.Fields.GetValueOrDefault("date") ?? ""),
        Ids = EntryIds.Of(entry),
    };

    /// <summary>The citation as records, by any of which the catalog may recognise its paper.</summary>
    public IEnumerable<PaperRecord> ToRecords() =>
        PossibleTitles.Count > 1 ? PossibleTitles.Select(title => ToRecord(title)) : [ToRecord(Title)];

    private PaperRecord ToRecord(string title)
    {
        var doi = Ids.FirstOrDefault(id => id.StartsWith("doi:", StringComparison.Ordinal));
        return new PaperRecord
        {
            Source = "cited",
            Key = Ids.FirstOrDefault(id => id.StartsWith("arXiv:", StringComparison.Ordinal))
                ?? Ids.FirstOrDefault(id => id.StartsWith("ACL:", StringComparison.Ordinal)) ?? doi ?? "cited:",
            Title = title,
            Authors = Author is { Length: > 0 } ? [Author] : [],
            Published = Year is { } year && PartialDate.TryParse(year.ToString("D4", CultureInfo.InvariantCulture), out var date) ? date : null,
            Doi = doi is null ? null : RecordJson.Doi(doi["doi:".Length..]),
            Body = "",
        };
    }
}
