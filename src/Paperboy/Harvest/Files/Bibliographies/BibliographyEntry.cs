using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Text;

namespace Paperboy.Harvest.Files.Bibliographies;

/// <summary>What an entry of a bibliography says, whatever its form.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
internal sealed record BibliographyEntry(int Line)
{
    /// <summary>The source of all such records: the same entry in two forms is one record.</summary>
    public const string Source = "bib";

    private const int MostKeywords = 100;
    private const int MostIds = 20;

    public string? Title { get; init; }

    public string? Abstract { get; init; }

    /// <summary>"Given Family" or "Family, Given".</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public string? Venue { get; init; }

    /// <summary>As written: 2013-07-01, 1948/07//, 2020-08/2020-09.</summary>
    public string? Date { get; init; }

    public string? Month { get; init; }

    /// <summary>With their schemes, the best first.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Where the work may be read.</summary>
    public string? Address { get; init; }

    /// <summary>The record, or why there is none.</summary>
    public (PaperRecord? Record, string? Reason) ToRecord(PageRecords dates)
    {
        if (string.IsNullOrWhiteSpace(Title))
            return (null, "title is missing or empty");
        var ids = Ids.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostIds).ToList();
        var date = EntryDate.Read(Date, Month, dates);
        var key = ids.Find(id => id.StartsWith("arXiv:", StringComparison.Ordinal)) ?? ids.Find(id => id.StartsWith("ACL:", StringComparison.Ordinal))
            ?? (ids.Count > 0 ? ids[0] : OwnId(Title, Authors, date));
        return (
            new PaperRecord
            {
                Source = Source,
                Key = key,
                Title = Title,
                Abstract = Abstract ?? "",
                Authors = Authors,
                Keywords = [.. Keywords.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostKeywords)],
                Published = date,
                Venue = Venue,
                Doi = ids.Find(id => id.StartsWith("doi:", StringComparison.Ordinal))?["doi:".Length..],
                Ids = [.. ids.Where(id => id != key)],
                ProjectPage = ids.Count == 0 && Address is not null && WebAddress.ToHref(Address) is not null ? Address : null,
                Body = "",
            },
            null);
    }

    // An entry without any id is known by its words: the same one, imported twice or from another form, is one paper.
    private static string OwnId(string title, IReadOnlyList<string> authors, PartialDate? date)
    {
        var surname = authors.Count > 0 ? AuthorName.Parse(authors[0]).MatchSurname : "";
        var words = string.Create(CultureInfo.InvariantCulture, $"{TitleKey.Normalise(title)}\n{surname}\n{date?.Year}");
        return $"{Source}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 10))}";
    }
}
