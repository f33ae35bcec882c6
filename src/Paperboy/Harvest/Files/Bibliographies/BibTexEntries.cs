using Paperboy.Catalog.Bibliographies;

namespace Paperboy.Harvest.Files.Bibliographies;

/// <summary>Entries of BibTeX and biblatex, as Zotero, JabRef and people write them.</summary>
internal static class BibTexEntries
{
    // Entries that only serve others.
    private static readonly string[] NoWorks = ["xdata", "set", "bibnote"];

    public static IEnumerable<(BibliographyEntry Entry, string? Fault)> Read(string text)
    {
        var file = BibTexReader.Read(text);
        var faults = file.Problems.ToLookup(problem => problem.Line, problem => problem.What);
        var byKey = file.Entries.Where(entry => entry.Key.Length > 0).DistinctBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(entry => entry.Key, StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<int>();
        foreach (var entry in file.Entries.Where(entry => !NoWorks.Contains(entry.Type)))
        {
            told.Add(entry.Line);
            var parent = entry.Fields.GetValueOrDefault("crossref") is { } key ? byKey.GetValueOrDefault(key.Trim()) : null;
            yield return (Of(entry, parent), faults[entry.Line].FirstOrDefault());
        }

        // What is broken and is no entry: an @string.
        foreach (var (line, what) in file.Problems.Where(problem => !told.Contains(problem.Line)))
            yield return (new BibliographyEntry(line), what);
    }

    private static BibliographyEntry Of(BibTexEntry entry, BibTexEntry? parent) => new(entry.Line)
    {
        Title = TitleOf(entry),
        Abstract = Field(entry, "abstract") is { } words ? BibTexText.WithFormulas(words) : null,
        Authors = [.. BibTexText.Names(Field(entry, "author") ?? "")],
        Keywords = [.. (Field(entry, "keywords") ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(BibTexText.Plain)],
        Venue = Plain(Field(entry, "journaltitle") ?? Field(entry, "journal") ?? Field(entry, "booktitle")
            ?? (parent is null ? null : Field(parent, "booktitle") ?? Field(parent, "title")) ?? Field(entry, "eventtitle")),
        Date = Plain(Field(entry, "date") ?? Field(entry, "year") ?? (parent is null ? null : Field(parent, "date") ?? Field(parent, "year"))),
        Month = Plain(Field(entry, "month")),
        Ids = EntryIds.Of(entry),
        Address = Field(entry, "url")?.Replace("\\", "", StringComparison.Ordinal).Trim(),
    };

    private static string? TitleOf(BibTexEntry entry)
    {
        if (Field(entry, "title") is not { } title)
            return null;
        var text = BibTexText.WithFormulas(title);
        return Field(entry, "subtitle") is { } subtitle ? $"{text}: {BibTexText.WithFormulas(subtitle)}" : text;
    }

    private static string? Field(BibTexEntry entry, string name) =>
        entry.Fields.GetValueOrDefault(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string? Plain(string? tex) => tex is null ? null : BibTexText.Plain(tex);
}
