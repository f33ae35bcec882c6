using Dapper;
using Microsoft.Data.Sqlite;

namespace Paperboy.Readers.Choices;

/// <summary>
/// What readers did stands under the id that the paper had then. What counts for a paper is all that stands under its own id
/// and under those that were merged into it.
/// </summary>
internal static class PaperIds
{
    /// <summary>A table <c>named (paper, id)</c>: each id of the JSON array <c>$papers</c>, and those that lead to it.</summary>
    public const string Named =
        """
        WITH named (paper, id) AS (
          SELECT value, value FROM json_each($papers)
          UNION SELECT redirect.paper_id, redirect.id FROM json_each($papers) AS asked CROSS JOIN redirect ON redirect.paper_id = asked.value
        )
        """;

    /// <summary>An id that leads to the paper <c>$paper</c>, for a condition.</summary>
    public const string OfPaper = "(SELECT $paper UNION ALL SELECT id FROM redirect WHERE paper_id = $paper)";

    /// <summary>Where an id leads now; null when no paper is shown there.</summary>
    public static string? Current(SqliteConnection connection, SqliteTransaction transaction, string id) =>
        connection.ExecuteScalar<string?>(
            "SELECT id FROM paper WHERE id = COALESCE((SELECT paper_id FROM redirect WHERE id = $id), $id) AND hidden = 0", new { id }, transaction);
}
