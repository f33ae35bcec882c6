using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Paperboy.Catalog;

/// <summary>The columns of a paper in a SELECT, and how a row of them is read.</summary>
internal static class PaperColumns
{
    /// <summary>To be selected from a table that is called <c>paper</c>.</summary>
    public const string All =
        """
        paper.number, paper.id, paper.title, paper.abstract, paper.authors, paper.categories, paper.keywords, paper.published,
        paper.day, paper.upvotes, paper.comments, paper.stars, paper.repository, paper.project_page, paper.organization,
        paper.venue, paper.doi, paper.comment, paper.invented
        """;

    /// <summary>How many columns <see cref="All"/> has: what a SELECT adds stands behind them.</summary>
    public const int Count = 19;

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
        Day = Text(row, 8) is { } day ? Storage.SqlExtensions.ToDay(day) : null,
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

    private static string[] Texts(string json) => json == "[]" ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static int? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
