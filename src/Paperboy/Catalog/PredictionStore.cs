using System.Text.Json;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>What was foretold for the editions of which days. The predictions of a day that is over never change.</summary>
public sealed class PredictionStore(Database database)
{
    /// <summary>Goes up with every writing.</summary>
    public long Current()
    {
        using var connection = database.Read();
        return connection.Number("SELECT value FROM counter WHERE name = 'predictions'");
    }

    /// <summary>The predictions for the editions of some days, by the paper's number; of several days the last one's.</summary>
    public IReadOnlyDictionary<long, Prediction> Between(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT paper, score, explore, reasons FROM prediction WHERE day BETWEEN $first AND $last ORDER BY day";
        command.Parameters.AddWithValue("$first", first.ToSql());
        command.Parameters.AddWithValue("$last", last.ToSql());
        using var row = command.ExecuteReader();
        var predictions = new Dictionary<long, Prediction>();
        while (row.Read())
        {
            var reasons = JsonSerializer.Deserialize<string[]>(row.GetString(3)) ?? [];
            predictions[row.GetInt64(0)] = new Prediction(row.GetInt64(0), row.GetDouble(1), row.GetInt64(2) != 0, reasons);
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
    public bool Save(DateOnly day, IReadOnlyList<Prediction> predictions, string model, DateTimeOffset now) =>
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
                INSERT INTO prediction (day, paper, score, explore, reasons, model, made_at)
                SELECT $day, number, $score, $explore, $reasons, $model, $at FROM paper WHERE number = $paper
                """;
            insert.Parameters.AddWithValue("$day", day.ToSql());
            insert.Parameters.AddWithValue("$model", model);
            insert.Parameters.AddWithValue("$at", now.ToSql());
            var (paper, score) = (insert.Parameters.Add("$paper", Microsoft.Data.Sqlite.SqliteType.Integer), insert.Parameters.Add("$score", Microsoft.Data.Sqlite.SqliteType.Real));
            var (explore, reasons) = (insert.Parameters.Add("$explore", Microsoft.Data.Sqlite.SqliteType.Integer), insert.Parameters.Add("$reasons", Microsoft.Data.Sqlite.SqliteType.Text));
            foreach (var prediction in predictions)
            {
                (paper.Value, score.Value) = (prediction.Paper, prediction.Score);
                (explore.Value, reasons.Value) = (prediction.Explores ? 1 : 0, JsonLists.Of([.. prediction.Reasons]));
                insert.ExecuteNonQuery();
            }

            connection.Run("UPDATE counter SET value = value + 1 WHERE name = 'predictions'");
            return true;
        });
}
