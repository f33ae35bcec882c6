namespace Paperboy.Catalog;

/// <summary>What one source says of one paper. Texts are as they came.</summary>
public sealed record PaperRecord
{
    /// <summary>The source's name: arxiv, hf, acl...</summary>
    public required string Source { get; init; }

    /// <summary>The source's id of the paper, with its scheme and without a version: arXiv:2503.11731, ACL:2020.acl-main.1.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public string Abstract { get; init; } = "";

    public IReadOnlyList<string> Authors { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public PartialDate? Published { get; init; }

    /// <summary>The day on which the source announced the paper.</summary>
    public DateOnly? Listed { get; init; }

    /// <summary>The day of the edition in which the source featured the paper.</summary>
    public DateOnly? Featured { get; init; }

    public int? Upvotes { get; init; }

    public int? Comments { get; init; }

    public int? Stars { get; init; }

    public string? Repository { get; init; }

    public string? ProjectPage { get; init; }

    public string? Organization { get; init; }

    public string? Venue { get; init; }

    public string? Doi { get; init; }

    public string? Comment { get; init; }

    /// <summary>Under which the source gives the record, mostly an address: http://creativecommons.org/licenses/by/4.0/.</summary>
    public string? License { get; init; }

    public string? Submitter { get; init; }

    public string? ReportNumber { get; init; }

    /// <summary>The day of the last change that the source speaks of.</summary>
    public DateOnly? Updated { get; init; }

    /// <summary>The number of the version that title, abstract and authors are of, from 1 on; null where the source has none.</summary>
    public int? Version { get; init; }

    /// <summary>All versions that the source knows of, the first one first.</summary>
    public IReadOnlyList<PaperVersion> Versions { get; init; } = [];

    /// <summary>Under which other sources know the paper, with their schemes: arXiv:2503.11731, doi:10.1000/xyz, ACL:P19-1001.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    public int? Citations { get; init; }

    public int? InfluentialCitations { get; init; }

    /// <summary>The paper in a sentence, as the source makes it.</summary>
    public string? Tldr { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Whether its publisher has taken the paper back.</summary>
    public bool Retracted { get; init; }

    /// <summary>Whether its authors have.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>The JSON object, as it came: what an export gives back.</summary>
    public required string Body { get; init; }

    /// <summary>The edition that the record speaks of. A source may feature one paper on two days: those are two records.</summary>
    public DateOnly? Day => Featured ?? Listed;

    /// <summary>The arXiv id that the record is of, by its key, its DOI, or the other ids that it names.</summary>
    public ArxivId? ArxivId =>
        ArxivId.TryParse(Key, out var id) || (Doi is not null && ArxivId.TryParseDoi(Doi, out id))
            ? id
            : Ids.Select(named => ArxivId.TryParse(named, out var other) ? other : null).FirstOrDefault(other => other is not null);
}

/// <summary>One version of a paper, as a source lists it.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Date">On which it was submitted.</param>
public sealed record PaperVersion(int Number, DateOnly? Date);
