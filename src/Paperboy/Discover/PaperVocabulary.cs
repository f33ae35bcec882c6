using Paperboy.Indexing;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>
/// The names that queries of papers can use (docs/query-language.md). The prefixes of columns stand here alone, so that the
/// page knows which conditions it can offer and take off.
/// </summary>
internal static class PaperVocabulary
{
    private static readonly Dictionary<string, string> Flags = new()
    {
        [PaperFlag.Code] = PaperFlag.Code,
        ["repo"] = PaperFlag.Code,
        ["repository"] = PaperFlag.Code,
        [PaperFlag.Project] = PaperFlag.Project,
        ["page"] = PaperFlag.Project,
        [PaperFlag.Abstract] = PaperFlag.Abstract,
        [PaperFlag.Doi] = PaperFlag.Doi,
        [PaperFlag.Venue] = PaperFlag.Venue,
    };

    // A year is the date of all its days: of both prefixes the first is the canonical one.
    private static readonly QueryField[] Columns =
    [
        QueryField.KeywordTree(PaperColumn.Category, "cat", "category"),
        QueryField.Date(PaperColumn.Date, "date", "year"),
        QueryField.Number(PaperColumn.Votes, "votes", "upvotes"),
        QueryField.Flags(PaperColumn.Has, Flags, "has"),
        QueryField.Keyword(PaperColumn.Journal, "journal", "booktitle"),
        QueryField.Keyword(PaperColumn.Source, "source"),
        QueryField.Id(PaperColumn.Id, ScholarlyIds.Recognise, "id"),
    ];

    public static QueryVocabulary Queries { get; } = new(
    [
        QueryField.Text("title", "ti", "title"),
        QueryField.Text("abstract", "abs", "abstract"),
        QueryField.Text("authors", "au", "author", "authors"),
        QueryField.Text("venue", "venue"),
        QueryField.Text("keywords", "kw", "keyword", "keywords"),
        .. Columns,
    ]);

    /// <summary>The canonical prefix of the column that a prefix names; null where it names none.</summary>
    public static string? ColumnPrefix(string prefix) =>
        Columns.FirstOrDefault(column => column.Prefixes.Contains(prefix, StringComparer.OrdinalIgnoreCase))?.Prefixes[0];
}
