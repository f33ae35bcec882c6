using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Storage;

namespace Paperboy.Recommend;

/// <summary>
/// Reads from the catalog what picks are learned from. A paper is read through arXiv's record, in the version in which it was first
/// seen; what other sources say of it is not looked at, since they say it because they feature it.
/// </summary>
internal sealed class PickCatalog(Database database)
{
    /// <summary>More papers than that teach little, and take long: the newest are learned from.</summary>
    public const int Most = 80_000;

    /// <summary>What was known before a day.</summary>
    public PickFacts FactsBefore(DateOnly day, CancellationToken cancel) => new(day, NewestBefore(day, cancel), LabelsBefore(day));

    /// <summary>The papers that arXiv announced from one day to another, both included.</summary>
    public IReadOnlyList<PickCandidate> Announced(DateOnly first, DateOnly last, CancellationToken cancel)
    {
        using var connection = database.Read();
        return Candidates(connection, first, last.AddDays(1), cancel);
    }

    /// <summary>The numbers of all papers that were ever picked: the truth that an evaluation asks for, and nothing else may.</summary>
    public IReadOnlySet<long> EverPicked()
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT paper FROM appearance WHERE kind = 'featured'";
        using var row = command.ExecuteReader();
        var picked = new HashSet<long>();
        while (row.Read())
            picked.Add(row.GetInt64(0));
        return picked;
    }

    /// <summary>The picks of before a day: what sources featured, and what this installation's own curators picked.</summary>
    public IReadOnlyList<PickLabel> LabelsBefore(DateOnly day)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT paper.number, paper.id, first.day, paper.authors
            FROM (SELECT paper, MIN(day) AS day FROM appearance WHERE kind = 'featured' AND day < $before GROUP BY paper) first
            JOIN paper ON paper.number = first.paper WHERE paper.invented = 0
            UNION ALL
            SELECT paper.number, paper.id, substr(pick.at, 1, 10), paper.authors
            FROM pick JOIN paper ON paper.id = COALESCE((SELECT paper_id FROM redirect WHERE redirect.id = pick.paper), pick.paper)
            WHERE paper.invented = 0 AND paper.hidden = 0 AND pick.at < $before
            """;
        command.Parameters.AddWithValue("$before", day.ToSql());
        using var row = command.ExecuteReader();
        var labels = new List<PickLabel>();
        while (row.Read())
        {
            var authors = JsonSerializer.Deserialize<string[]>(row.GetString(3)) ?? [];
            labels.Add(new PickLabel(row.GetInt64(0), row.GetString(1), row.GetString(2).ToDay(), 1, authors));
        }

        return labels;
    }

    private IReadOnlyList<PickCandidate> NewestBefore(DateOnly day, CancellationToken cancel)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT day FROM appearance WHERE kind = 'listed' AND day < $before ORDER BY day DESC LIMIT 1 OFFSET $most";
        command.Parameters.AddWithValue("$before", day.ToSql());
        command.Parameters.AddWithValue("$most", Most);
        var first = command.ExecuteScalar() is string text ? text.ToDay() : DateOnly.MinValue;
        return Candidates(connection, first, day, cancel);
    }

    private static List<PickCandidate> Candidates(SqliteConnection connection, DateOnly first, DateOnly before, CancellationToken cancel)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT paper.number, paper.id, listed.day, COALESCE(
              (SELECT body FROM record_version WHERE record_version.record = record.number ORDER BY version LIMIT 1), record.body)
            FROM (SELECT paper, MIN(day) AS day FROM appearance WHERE kind = 'listed' AND day < $before GROUP BY paper) listed
            JOIN paper ON paper.number = listed.paper
            JOIN record ON record.paper = listed.paper AND record.source = 'arxiv'
            WHERE listed.day >= $first AND paper.invented = 0
            ORDER BY listed.day, paper.id, record.number
            """;
        command.Parameters.AddWithValue("$first", first.ToSql());
        command.Parameters.AddWithValue("$before", before.ToSql());
        using var row = command.ExecuteReader();
        var candidates = new List<PickCandidate>();
        while (row.Read())
        {
            cancel.ThrowIfCancellationRequested();

            // A paper may have several records of arXiv: the first one is what was announced.
            var number = row.GetInt64(0);
            if (candidates.Count > 0 && candidates[^1].Paper == number)
                continue;
            var record = RecordJson.Read(row.GetString(3));
            candidates.Add(new PickCandidate(
                number, row.GetString(1), row.GetString(2).ToDay(), record.Title, record.Abstract, record.Comment ?? "",
                record.Authors, record.Categories));
        }

        return candidates;
    }
}
