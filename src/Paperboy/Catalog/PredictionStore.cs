using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>What was foretold for the editions of which days. The predictions of a day that is over never change.</summary>
public sealed class PredictionStore(Database database)
{
    /// <summary>The predictions for the editions of some days, by the paper's number; of several days the last one's.</summary>
    public IReadOnlyDictionary<long, PaperPrediction> Between(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT paper, score, standing, explore, reasons FROM prediction WHERE day BETWEEN $first AND $last ORDER BY day";
        command.Parameters.AddWithValue("$first", first.ToSql());
        command.Parameters.AddWithValue("$last", last.ToSql());
        using var row = command.ExecuteReader();
        var predictions = new Dictionary<long, PaperPrediction>();
        while (row.Read())
        {
            var reasons = JsonSerializer.Deserialize<string[]>(row.GetString(4)) ?? [];
            predictions[row.GetInt64(0)] = new PaperPrediction(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2), row.GetInt64(3) != 0, reasons);
        }

        return predictions;
    }

    /// <summary>How many papers have predictions, of the days from one to another that have any.</summary>
    public IReadOnlyDictionary<DateOnly, int> Counts(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT day, COUNT(*) FROM prediction WHERE day BETWEEN $first AND $last GROUP BY day";
        command.Parameters.AddWithValue("$first", first.ToSql());
        command.Parameters.AddWithValue("$last", last.ToSql());
        using var row = command.ExecuteReader();
        var counts = new Dictionary<DateOnly, int>();
        while (row.Read())
            counts[row.GetString(0).ToDay()] = row.GetInt32(1);
        return counts;
    }

    /// <summary>Keeps the predictions of a day in place of earlier ones, unless the day is over and has some: then those stay.</summary>
    /// <param name="day">The edition's.</param>
    /// <param name="predictions">Of all its papers; of a paper that is no longer there nothing is kept.</param>
    /// <param name="model">Which model made them.</param>
    /// <param name="now">The time of the writing, by which a day is over or not.</param>
    /// <returns>Whether they were kept.</returns>
    public bool Save(DateOnly day, IReadOnlyList<PaperPrediction> predictions, string model, DateTimeOffset now) =>
        database.Write((connection, transaction) =>
        {
            using var known = new PreparedStatement(connection, "SELECT 1 FROM prediction WHERE day = ?1 LIMIT 1");
            var isKnown = known.Bind(1, day.ToSql()).Next();
            known.Reset();
            if (isKnown && day < DateOnly.FromDateTime(now.UtcDateTime))
                return false;
            using var delete = new PreparedStatement(connection, "DELETE FROM prediction WHERE day = ?1");
            delete.Bind(1, day.ToSql()).Run();
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText =
                """
                INSERT INTO prediction (day, paper, score, standing, explore, reasons, model, made_at)
                SELECT $day, number, $score, $standing, $explore, $reasons, $model, $at FROM paper WHERE number = $paper
                """;
            insert.Parameters.AddWithValue("$day", day.ToSql());
            insert.Parameters.AddWithValue("$model", model);
            insert.Parameters.AddWithValue("$at", now.ToSql());
            var (paper, score, standing) = (Add("$paper", SqliteType.Integer), Add("$score", SqliteType.Real), Add("$standing", SqliteType.Real));
            var (explore, reasons) = (Add("$explore", SqliteType.Integer), Add("$reasons", SqliteType.Text));
            foreach (var prediction in predictions)
            {
                (paper.Value, score.Value, standing.Value) = (prediction.Paper, prediction.Score, prediction.Standing);
                (explore.Value, reasons.Value) = (prediction.Explores ? 1 : 0, JsonLists.Of([.. prediction.Reasons]));
                insert.ExecuteNonQuery();
            }

            // Orders of editions that are kept in memory follow from this, too.
            connection.Run("UPDATE counter SET value = value + 1 WHERE name = 'editions'");
            return true;

            SqliteParameter Add(string name, SqliteType type) => insert.Parameters.Add(name, type);
        });
}
