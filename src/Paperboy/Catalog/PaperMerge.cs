namespace Paperboy.Catalog;

/// <summary>
/// Makes one paper out of what its sources say. Pure, and the same whatever the order in which records arrived:
/// each field comes from the most trusted record that has it, among equals from the latest edition.
/// </summary>
internal static class PaperMerge
{
    /// <summary>The source of the sample library's papers, which are marked as invented wherever they are shown.</summary>
    public const string SampleSource = "sample";

    /// <summary>Merges at least one record; <paramref name="records"/> stand in the order of their first arrival.</summary>
    public static Merged Merge(IReadOnlyList<PaperRecord> records)
    {
        var trusted = records.Count == 1
            ? records
            : [.. records
                .OrderBy(r => Trust(r.Source))
                .ThenByDescending(r => r.Day)
                .ThenBy(r => r.Source, StringComparer.Ordinal)
                .ThenBy(r => r.Key, StringComparer.Ordinal)];
        return new Merged(
            Id: IdOf(records),
            Title: trusted[0].Title,
            Abstract: First(trusted, r => NullIfEmpty(r.Abstract)) ?? "",
            Authors: trusted.Select(r => r.Authors.Where(IsName).ToList()).FirstOrDefault(names => names.Count > 0) ?? [],
            Categories: trusted.FirstOrDefault(r => r.Categories.Count > 0)?.Categories ?? [],
            Keywords: trusted.FirstOrDefault(r => r.Keywords.Count > 0)?.Keywords ?? [],
            Published: First(trusted, r => r.Published),
            Upvotes: records.Max(r => r.Upvotes),
            Comments: records.Max(r => r.Comments),
            Stars: records.Max(r => r.Stars),
            Repository: First(trusted, r => r.Repository),
            ProjectPage: First(trusted, r => r.ProjectPage),
            Organization: First(trusted, r => r.Organization),
            Venue: First(trusted, r => r.Venue),
            Doi: First(trusted, r => r.Doi),
            Comment: First(trusted, r => r.Comment),
            Invented: records.All(r => r.Source == SampleSource),
            Appearances: Appearances(trusted));
    }

    // The paper's own archive knows its title better than a service that lists it.
    private static int Trust(string source) => source switch
    {
        "arxiv" => 0,
        "acl" => 1,
        "hf" => 3,
        _ => 2,
    };

    // Lists of authors hold punctuation that was split off from a team's name ("The Team", ":", "Ada Example").
    private static bool IsName(string author) => author.Any(char.IsLetter);

    private static string IdOf(IReadOnlyList<PaperRecord> records) =>
        records.Select(r => r.ArxivId).FirstOrDefault(id => id is not null)?.ToString() ?? records[0].Key;

    private static IReadOnlyList<MergedAppearance> Appearances(IReadOnlyList<PaperRecord> records)
    {
        var found = new Dictionary<(DateOnly, AppearanceKind), MergedAppearance>();
        foreach (var record in records)
        {
            if (record.Featured is { } featured)
                Add(found, new MergedAppearance(featured, AppearanceKind.Featured, record.Source, record.Upvotes));
            if (record.Listed is { } listed)
                Add(found, new MergedAppearance(listed, AppearanceKind.Listed, record.Source, null));
        }

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

    private static T? First<T>(IReadOnlyList<PaperRecord> records, Func<PaperRecord, T?> field)
        where T : class
    {
        foreach (var record in records)
        {
            if (field(record) is { } value)
                return value;
        }

        return null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>The fields of a paper, as merged from its records.</summary>
internal sealed record Merged(
    string Id,
    string Title,
    string Abstract,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Keywords,
    PartialDate? Published,
    int? Upvotes,
    int? Comments,
    int? Stars,
    string? Repository,
    string? ProjectPage,
    string? Organization,
    string? Venue,
    string? Doi,
    string? Comment,
    bool Invented,
    IReadOnlyList<MergedAppearance> Appearances)
{
    /// <summary>What people gave the paper so far, wherever that was counted.</summary>
    public int Interest => (Upvotes ?? 0) + (Comments ?? 0);

    public DateOnly? Day => Appearances.Count == 0 ? null : Appearances[0].Day;
}

/// <summary>One edition that a paper stands in.</summary>
internal sealed record MergedAppearance(DateOnly Day, AppearanceKind Kind, string Source, int? Upvotes);
