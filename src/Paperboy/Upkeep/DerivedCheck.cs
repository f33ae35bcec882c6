using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Upkeep;

/// <summary>
/// Verifies that the tables that lead to papers hold what the papers' rows name and nothing else. The database itself does not
/// watch over that: references with an index by paper would cost an import more than the papers do.
/// </summary>
internal static class DerivedCheck
{
    // What the rows of papers name, and what stands in the table.
    private static readonly (string What, string Named, string Standing)[] Tables =
    [
        (
            "keys of papers",
            "SELECT each.value, number FROM paper, json_each(keys) AS each WHERE each.type = 'text'",
            "SELECT key, paper FROM identifier"),
        (
            "title keys of papers",
            "SELECT each.value, number FROM paper, json_each(keys) AS each WHERE each.type = 'integer'",
            "SELECT hash, paper FROM title_key UNION ALL SELECT hash, paper FROM recent_title_key"),
        (
            "appearances of papers",
            "SELECT each.value, number FROM paper, json_each(editions) AS each",
            "SELECT day || ' ' || kind, paper FROM appearance"),
    ];

    public static void Run(SqliteConnection connection, List<string> problems)
    {
        foreach (var (what, named, standing) in Tables)
        {
            Report(connection, $"SELECT COUNT(*) FROM (SELECT * FROM ({named}) EXCEPT SELECT * FROM ({standing}))", $"{what} are missing", problems);
            Report(connection, $"SELECT COUNT(*) FROM (SELECT * FROM ({standing}) EXCEPT SELECT * FROM ({named}))", $"{what} stand where no paper names them", problems);
        }
    }

    private static void Report(SqliteConnection connection, string sql, string words, List<string> problems)
    {
        if (connection.Number(sql) is var count and > 0)
            problems.Add($"the database: {count} {words}");
    }
}
