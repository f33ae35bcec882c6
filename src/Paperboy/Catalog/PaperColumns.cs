using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The columns of a paper in a SELECT, and how a row of them is read.</summary>
internal static class PaperColumns
{
    /// <summary>To be selected from a table that is called <c>paper</c>.</summary>
    public const string All =
        """
        paper.number, paper.id, paper.title, paper.abstract, paper.authors, paper.categories, paper.keywords, paper.published,
        paper.day, paper.upvotes, paper.comments, paper.stars, paper.repository, paper.project_page, paper.organization,
        paper.venue, paper.doi, paper.comment, paper.invented, paper.license, paper.version, paper.versions, paper.citations,
        paper.influential_citations, paper.citations_source, paper.citations_day, paper.tldr, paper.tldr_source, paper.topics,
        paper.retracted, paper.withdrawn, paper.origins
        """;

    /// <summary>How many columns <see cref="All"/> has: what a SELECT adds stands behind them.</summary>
    public const int Count = 32;

    public static Paper Read(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Id = row.GetString(1),
        Title = row.GetString(2),
        Abstract = row.GetString(3),
        Authors = Texts(row.GetString(4)),
        Categories = Texts(row.GetString(5)),
        Keywords = Texts(row.GetString(6)),
        Published = Text(row, 7) is { } date && PartialDate.TryParse(date, out var published) ? published : null,
        Day = Text(row, 8) is { } day ? SqlExtensions.ToDay(day) : null,
        Upvotes = Number(row, 9),
        Comments = Number(row, 10),
        Stars = Number(row, 11),
        Repository = Text(row, 12),
        ProjectPage = Text(row, 13),
        Organization = Text(row, 14),
        Venue = Text(row, 15),
        Doi = Text(row, 16),
        Comment = Text(row, 17),
        Invented = row.GetInt64(18) != 0,
        License = Text(row, 19),
        Version = Number(row, 20),
        Versions = Versions(row.GetString(21)),
        Citations = Number(row, 22) is { } citations
            ? new CitationCount(citations, Number(row, 23), row.GetString(24), Text(row, 25) is { } counted ? SqlExtensions.ToDay(counted) : null)
            : null,
        Tldr = Text(row, 26) is { } tldr ? new MachineSummary(tldr, row.GetString(27)) : null,
        Topics = Texts(row.GetString(28)),
        Retracted = row.GetInt64(29) != 0,
        Withdrawn = row.GetInt64(30) != 0,
        Origins = FieldOrigin.FromJson(row.GetString(31)),
    };

    public static string Name(AppearanceKind kind) => kind switch
    {
        AppearanceKind.Featured => "featured",
        AppearanceKind.Listed => "listed",
        AppearanceKind.Published => "published",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static AppearanceKind Kind(string name) => name switch
    {
        "featured" => AppearanceKind.Featured,
        "listed" => AppearanceKind.Listed,
        "published" => AppearanceKind.Published,
        _ => throw new InvalidDataException($"The catalog holds an appearance of the unknown kind \"{name}\"."),
    };

    /// <summary>Versions as a row holds them: number, space, day.</summary>
    public static string Json(IReadOnlyList<PaperVersion> versions) => versions.Count == 0
        ? "[]"
        : JsonLists.Of([.. versions.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Number} {v.Date?.ToSql()}").TrimEnd())]);

    private static IReadOnlyList<PaperVersion> Versions(string json) => json == "[]" ? [] : [.. Texts(json).Select(Version)];

    private static PaperVersion Version(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0
            ? new PaperVersion(int.Parse(text, CultureInfo.InvariantCulture), null)
            : new PaperVersion(int.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture), SqlExtensions.ToDay(text[(space + 1)..]));
    }

    private static string[] Texts(string json) => json == "[]" ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static int? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
