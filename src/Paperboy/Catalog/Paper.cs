namespace Paperboy.Catalog;

/// <summary>One work, merged from its records. Texts are as they came; pages show them through <c>Text/</c>.</summary>
public sealed record Paper
{
    /// <summary>The catalog's own number of the paper; never shown.</summary>
    public required long Number { get; init; }

    /// <summary>Permanent: arXiv:2503.11731, ACL:..., doi:...</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Abstract { get; init; }

    public required IReadOnlyList<string> Authors { get; init; }

    public required IReadOnlyList<string> Categories { get; init; }

    public required IReadOnlyList<string> Keywords { get; init; }

    public required PartialDate? Published { get; init; }

    /// <summary>The first edition that the paper stands in.</summary>
    public required DateOnly? Day { get; init; }

    /// <summary>When the paper appeared: the day of that edition; where it stands in none, what is known of its publication.</summary>
    public PartialDate? Appeared => Day is { } day ? PartialDate.Of(day) : Published;

    public int? Upvotes { get; init; }

    public int? Comments { get; init; }

    public int? Stars { get; init; }

    public string? Repository { get; init; }

    public string? ProjectPage { get; init; }

    public string? Organization { get; init; }

    public string? Venue { get; init; }

    public string? Doi { get; init; }

    public string? Comment { get; init; }

    /// <summary>Of the paper itself, as its most trusted source gives it, mostly an address.</summary>
    public string? License { get; init; }

    /// <summary>Of title, abstract and authors; null where no source counts versions.</summary>
    public int? Version { get; init; }

    /// <summary>All that are known, the first one first.</summary>
    public IReadOnlyList<PaperVersion> Versions { get; init; } = [];

    public CitationCount? Citations { get; init; }

    public MachineSummary? Tldr { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Whether its publisher has taken the paper back.</summary>
    public bool Retracted { get; init; }

    /// <summary>Whether its authors have.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Which records gave which fields, and under which licence.</summary>
    public IReadOnlyList<FieldOrigin> Origins { get; init; } = [];

    /// <summary>True for the papers of the sample library.</summary>
    public bool Invented { get; init; }

    public ArxivId? ArxivId => ArxivId.TryParse(Id, out var id) ? id : null;
}

/// <summary>That a paper stands in a day's edition, and on whose word.</summary>
/// <param name="Paper">The catalog's number of the paper.</param>
/// <param name="Day">The edition's day.</param>
/// <param name="Kind">Why it stands there.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Upvotes">What the source counted for that edition, if it counts.</param>
/// <param name="Interest">The paper's upvotes and comments, wherever they were counted.</param>
public sealed record Appearance(
    long Paper, DateOnly Day, AppearanceKind Kind, string Source, int? Upvotes, int Interest);

/// <summary>Why a paper stands in an edition, the strongest reason first.</summary>
public enum AppearanceKind
{
    Featured,
    Listed,
    Published,
}
