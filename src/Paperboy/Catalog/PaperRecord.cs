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

    /// <summary>The JSON object, as it came: what an export gives back.</summary>
    public required string Body { get; init; }

    /// <summary>The edition that the record speaks of. A source may feature one paper on two days: those are two records.</summary>
    public DateOnly? Day => Featured ?? Listed;

    public ArxivId? ArxivId =>
        ArxivId.TryParse(Key, out var id) || (Doi is not null && ArxivId.TryParseDoi(Doi, out id)) ? id : null;
}
