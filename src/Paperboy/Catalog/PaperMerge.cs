namespace Paperboy.Catalog;

/// <summary>
/// Makes one paper out of what its sources say. Pure, and the same whatever the order in which records arrived: each field comes
/// from the most trusted record that has it; among one source's records from the newest version, then from the latest edition.
/// </summary>
internal static class PaperMerge
{
    /// <summary>The source of the sample library's papers, which are marked as invented wherever they are shown.</summary>
    public const string SampleSource = "sample";

    /// <summary>Counts the changes of what this class and <see cref="Identity"/> make of the same records; see migration 0005.</summary>
    public const int Rules = 1;

    /// <summary>Merges at least one record; <paramref name="records"/> stand in the order of their first arrival.</summary>
    public static Merged Merge(IReadOnlyList<PaperRecord> records)
    {
        var trusted = records.Count == 1
            ? records
            : [.. records
                .OrderBy(r => Trust(r.Source))
                .ThenBy(r => r.Source, StringComparer.Ordinal)
                .ThenByDescending(r => r.Version)
                .ThenByDescending(r => r.Day)
                .ThenBy(r => r.Key, StringComparer.Ordinal)];
        var newest = trusted.Count == 1 ? trusted : [.. trusted.DistinctBy(r => (r.Source, r.Key))];
        var pick = new FieldPicker(trusted);
        var counted = records.Where(r => r.Citations is not null).OrderByDescending(r => r.Updated).ThenByDescending(r => r.Citations).ThenBy(r => r.Source, StringComparer.Ordinal).FirstOrDefault();
        var titled = pick.Text("title", r => r.Title)!;
        return new Merged(
            Id: IdOf(records),
            Title: titled,
            Abstract: pick.Text("abstract", r => r.Abstract.Length == 0 ? null : r.Abstract) ?? "",
            Authors: Names(pick.First("authors", r => r.Authors.Any(IsName) ? r.Authors : null)),
            Categories: pick.First("categories", r => r.Categories.Count > 0 ? r.Categories : null) ?? [],
            Keywords: pick.First("keywords", r => r.Keywords.Count > 0 ? r.Keywords : null) ?? [],
            Published: pick.First("published", r => r.Published),
            Upvotes: records.Max(r => r.Upvotes),
            Comments: records.Max(r => r.Comments),
            Stars: records.Max(r => r.Stars),
            Repository: pick.Text("repository", r => r.Repository),
            ProjectPage: pick.Text("projectPage", r => r.ProjectPage),
            Organization: pick.Text("organization", r => r.Organization),
            Venue: pick.Text("venue", r => r.Venue),
            Doi: pick.Text("doi", r => r.Doi),
            Comment: pick.Text("comment", r => r.Comment),
            Invented: records.All(r => r.Source == SampleSource),
            Appearances: Appearances(trusted))
        {
            License = pick.Text("license", r => r.License),
            Version = trusted[0].Version,
            Versions = pick.First("versions", r => r.Versions.Count > 0 ? r.Versions : null) ?? [],
            Citations = counted is null ? null : new CitationCount(counted.Citations!.Value, counted.InfluentialCitations, counted.Source, counted.Updated),
            Tldr = pick.First("tldr", r => r.Tldr is null ? null : new MachineSummary(r.Tldr, r.Source)),
            Topics = pick.First("topics", r => r.Topics.Count > 0 ? r.Topics : null) ?? [],
            Retracted = newest.Any(r => r.Retracted),
            Withdrawn = newest.Any(r => r.Withdrawn),
            Origins = pick.Origins(counted),
        };
    }

    // The paper's own archive knows its title better than a service that lists it.
    private static int Trust(string source) => source switch
    {
        "arxiv" => 0,
        "acl" => 1,
        "crossref" => 2,
        "openalex" => 4,
        "s2" => 5,
        "hf" => 6,
        _ => 3,
    };

    // Lists of authors hold punctuation that was split off from a team's name ("The Team", ":", "Ada Example").
    private static bool IsName(string author) => author.Any(char.IsLetter);

    private static IReadOnlyList<string> Names(IReadOnlyList<string>? authors) =>
        authors is null ? [] : authors.All(IsName) ? authors : [.. authors.Where(IsName)];

    private static string IdOf(IReadOnlyList<PaperRecord> records) =>
        records.Select(r => r.ArxivId).FirstOrDefault(id => id is not null)?.ToString() ?? records[0].Key;

    private static IReadOnlyList<MergedAppearance> Appearances(IReadOnlyList<PaperRecord> records)
    {
        var found = new Dictionary<(DateOnly, AppearanceKind), MergedAppearance>();
        foreach (var record in records)
        {
            if (record.Featured is { } featured)
                Add(found, new MergedAppearance(featured, AppearanceKind.Featured, record.Source, record.Upvotes));
        }

        // A source announces a paper once. Where its records tell of two days, the calendar's guess came before what was found out
        // later: a paper that moderators held back.
        foreach (var announced in records.Where(r => r.Listed is not null).GroupBy(r => (r.Source, r.Key)))
            Add(found, new MergedAppearance(announced.Max(r => r.Listed)!.Value, AppearanceKind.Listed, announced.Key.Source, null));

        // Where no source announced it, a paper stands in the edition of the day it was published.
        if (found.Count == 0 && records.FirstOrDefault(r => r.Published?.Date is not null) is { } published)
            Add(found, new MergedAppearance(published.Published!.Date!.Value, AppearanceKind.Published, published.Source, null));
        return [.. found.Values.OrderBy(a => a.Day).ThenBy(a => a.Kind)];
    }

    private static void Add(Dictionary<(DateOnly, AppearanceKind), MergedAppearance> found, MergedAppearance appearance)
    {
        var key = (appearance.Day, appearance.Kind);
        if (!found.TryGetValue(key, out var known) || (appearance.Upvotes ?? -1) > (known.Upvotes ?? -1))
            found[key] = appearance;
    }
}
