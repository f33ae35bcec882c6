namespace Paperboy.Catalog;

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
    public string? License { get; init; }

    public int? Version { get; init; }

    public IReadOnlyList<PaperVersion> Versions { get; init; } = [];

    public CitationCount? Citations { get; init; }

    public MachineSummary? Tldr { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public bool Retracted { get; init; }

    public bool Withdrawn { get; init; }

    /// <summary>Whose word each field is.</summary>
    public IReadOnlyList<FieldOrigin> Origins { get; init; } = [];

    /// <summary>What people gave the paper so far, wherever that was counted.</summary>
    public int Interest => (Upvotes ?? 0) + (Comments ?? 0);

    public DateOnly? Day => Appearances.Count == 0 ? null : Appearances[0].Day;
}

/// <summary>One edition that a paper stands in.</summary>
internal sealed record MergedAppearance(DateOnly Day, AppearanceKind Kind, string Source, int? Upvotes);
