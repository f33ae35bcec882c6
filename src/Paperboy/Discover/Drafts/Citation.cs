using System.Globalization;
using System.Text.RegularExpressions;
using Paperboy.Catalog;
using Paperboy.Search.Queries.Language;
using Paperboy.Text;

namespace Paperboy.Discover.Drafts;

/// <summary>A work that a draft cites, with what the draft says of it.</summary>
public sealed partial record Citation
{
    // In this order: what names the work itself comes before what names a place where it may be read.
    private static readonly string[] FieldsWithIds = ["doi", "eprint", "url", "journal", "volume", "note", "howpublished", "number", "annote", "ee"];

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '(', ')', '[', ']', '{', '}', '<', '>', '"', ',', ';', '|', '“', '”'];

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
        Title = Plain(entry.Fields.GetValueOrDefault("title") ?? ""),
        Author = entry.Fields.GetValueOrDefault("author") is { } authors ? FirstOf(authors) : null,
        Year = YearIn(entry.Fields.GetValueOrDefault("year") ?? entry.Fields.GetValueOrDefault("date") ?? ""),
        Ids = [.. FieldsWithIds.SelectMany(name => IdsOf(name, entry.Fields)).Distinct(StringComparer.OrdinalIgnoreCase)],
    };

    /// <summary>The ids that stand in a text: addresses, DOIs, and numbers that are called arXiv's.</summary>
    public static IEnumerable<string> IdsIn(string text)
    {
        foreach (var run in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (ScholarlyIds.Recognise(run) is { IsCertain: true } id)
                yield return id.Value;
        }

        foreach (Match spaced in SpacedArxiv().Matches(text))
            yield return "arXiv:" + spaced.Groups["id"].Value;
    }

    /// <summary>The last year in a text; null: there is none.</summary>
    public static int? YearIn(string text) =>
        Years().Matches(text) is { Count: > 0 } years ? int.Parse(years[^1].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>TeX as it is read, without the braces that only group.</summary>
    public static string Plain(string tex) => Spaces().Replace(PaperText.Parse(tex).ToPlainText().Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), " ").Trim();

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

    private static IEnumerable<string> IdsOf(string name, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault(name) is not { } value)
            return [];
        value = Plain(value);
        return name switch
        {
            "doi" when RecordJson.Doi(value) is { } doi => AclOf(value, ScholarlyIds.Recognise(doi)?.Value ?? "doi:" + doi),

            // Numbers alone are arXiv's where the entry says no other archive. DBLP writes abs/1706.03762 as a volume.
            "eprint" when IsArxiv(fields) => ArxivId.TryParse(value, out var id) ? [id.ToString()] : IdsIn(value),
            "eprint" => [],
            "volume" => value.StartsWith("abs/", StringComparison.Ordinal) && ArxivId.TryParse(value[4..], out var id) ? [id.ToString()] : [],
            _ => IdsIn(value),
        };
    }

    // The Association for Computational Linguistics gives DOIs that end with the Anthology's id.
    private static IEnumerable<string> AclOf(string written, string id)
    {
        const string prefix = "10.18653/v1/";
        var at = written.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [id] : ["ACL:" + written[(at + prefix.Length)..], id];
    }

    private static bool IsArxiv(IReadOnlyDictionary<string, string> fields) =>
        (fields.GetValueOrDefault("archiveprefix") ?? fields.GetValueOrDefault("eprinttype") ?? "arxiv")
            .Equals("arxiv", StringComparison.OrdinalIgnoreCase);

    private static string FirstOf(string authors)
    {
        var depth = 0;
        for (var at = 0; at < authors.Length; at++)
        {
            depth += authors[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 && char.IsWhiteSpace(authors[at]) && And().IsMatch(authors.AsSpan(at, Math.Min(8, authors.Length - at))))
                return Plain(authors[..at]);
        }

        return Plain(authors);
    }

    // Bounded: what is blank may be a whole file long.
    [GeneratedRegex(@"\barxiv\s?:?\s{1,3}(?<id>[0-9]{4}\.[0-9]{4,5})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpacedArxiv();

    [GeneratedRegex(@"(?<![0-9.])(19|20)[0-9]{2}(?![0-9.]*[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Years();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s+and\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex And();
}
