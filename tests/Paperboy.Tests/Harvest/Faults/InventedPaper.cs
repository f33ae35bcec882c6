namespace Paperboy.Tests.Harvest.Faults;

/// <summary>A paper of the invented archive, as its service knows it today.</summary>
internal sealed record InventedPaper
{
    /// <summary>Without scheme and version: 2603.00017.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Abstract { get; init; }

    public required IReadOnlyList<InventedAuthor> Authors { get; init; }

    /// <summary>The primary one first.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>The moments of submission, of the first version first.</summary>
    public required IReadOnlyList<DateTimeOffset> Versions { get; init; }

    /// <summary>The day of the last change: of the last announcement.</summary>
    public required DateOnly Datestamp { get; init; }

    public required string License { get; init; }

    public string? Comments { get; init; }

    public string? JournalReference { get; init; }

    public string? Doi { get; init; }

    public string? ReportNumber { get; init; }

    public bool IsDeleted { get; init; }

    public InventedFeature? Feature { get; init; }

    public string Primary => Categories[0];

    /// <summary>What OAI-PMH calls its sets: the archive, within its group where there is one.</summary>
    public IEnumerable<string> Sets => Categories.SelectMany(SetsOf).Distinct();

    private static string[] SetsOf(string category)
    {
        var archive = category.Split('.')[0];
        var group = archive is "cs" or "math" or "stat" or "eess" or "econ" or "q-bio" or "q-fin" ? archive : "physics";
        var all = archive == group ? group : $"{group}:{archive}";
        return category.Contains('.', StringComparison.Ordinal) ? [all, $"{group}:{archive}:{category.Split('.')[1]}"] : [all];
    }
}

/// <param name="Key">The family name.</param>
/// <param name="Forenames">May be initials.</param>
/// <param name="Suffix">Jr., III; mostly null.</param>
/// <param name="Affiliation">Mostly null.</param>
internal sealed record InventedAuthor(string Key, string Forenames, string? Suffix, string? Affiliation)
{
    public string Name => Suffix is null ? $"{Forenames} {Key}" : $"{Forenames} {Key} {Suffix}";
}

/// <summary>That the service of daily papers featured a paper.</summary>
internal sealed record InventedFeature(DateOnly Day, int Upvotes, int Comments, string? Repository, int Stars, IReadOnlyList<string> Keywords);

/// <summary>That a version of a paper was announced.</summary>
/// <param name="Day">The edition's.</param>
/// <param name="Id">The paper's.</param>
/// <param name="Version">From 1 on; higher ones are replacements.</param>
internal sealed record InventedAnnouncement(DateOnly Day, string Id, int Version);
