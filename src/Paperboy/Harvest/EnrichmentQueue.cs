using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Storage;

namespace Paperboy.Harvest;

/// <summary>Which papers a source is asked to tell more of: the newest that it was not asked about for a month.</summary>
public sealed class EnrichmentQueue(Database database, PaperStore papers, TimeProvider time)
{
    /// <summary>How many papers are asked for in one harvest.</summary>
    public const int Most = 1_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromDays(30);
    private static readonly string[] Schemes = ["arXiv:", "doi:", "ACL:"];

    /// <summary>The next papers, the newest editions' first.</summary>
    public IReadOnlyList<PaperToEnrich> Next(string source, int most = Most)
    {
        var ids = new List<string>();
        using (var connection = database.Read())
        using (var command = connection.CreateCommand())
        {
            // A paper may stand in two editions: twice as many rows give enough papers.
            command.CommandText =
                """
                SELECT paper.id FROM appearance JOIN paper ON paper.number = appearance.paper
                LEFT JOIN enriched ON enriched.source = $source AND enriched.paper_id = paper.id
                WHERE paper.invented = 0 AND (enriched.asked_at IS NULL OR enriched.asked_at < $before)
                ORDER BY appearance.day DESC LIMIT $most
                """;
            command.Parameters.AddWithValue("$source", source);
            command.Parameters.AddWithValue("$before", (time.GetUtcNow() - Fresh).ToSql());
            command.Parameters.AddWithValue("$most", 2 * most);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                ids.Add(reader.GetString(0));
        }

        return [.. papers.FindMany([.. ids.Distinct(StringComparer.Ordinal).Take(most)]).Select(ToEnrich).Where(paper => paper.Ids.Count > 0)];
    }

    /// <summary>Writes down that a source was asked about papers.</summary>
    public void Asked(string source, IReadOnlyList<PaperToEnrich> asked) =>
        database.Write((connection, transaction) =>
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT OR REPLACE INTO enriched (source, paper_id, asked_at) SELECT $source, value, $now FROM json_each($ids)";
            command.Parameters.AddWithValue("$source", source);
            command.Parameters.AddWithValue("$now", time.GetUtcNow().ToSql());
            command.Parameters.AddWithValue("$ids", JsonSerializer.Serialize(asked.Select(paper => paper.PaperId)));
            command.ExecuteNonQuery();
        });

    // The ids that other services know, best known first.
    private PaperToEnrich ToEnrich(Paper paper)
    {
        var known = new List<string> { paper.Id };
        foreach (var record in papers.RecordsOf(paper))
        {
            known.Add(record.Key);
            if (record.Doi is not null)
                known.Add("doi:" + record.Doi);
            known.AddRange(record.Ids);
        }

        return new PaperToEnrich(paper.Id, [.. Schemes.SelectMany(scheme =>
            known.Where(id => id.StartsWith(scheme, StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase))]);
    }
}

/// <param name="PaperId">The catalog's id.</param>
/// <param name="Ids">Under which other services know it.</param>
public sealed record PaperToEnrich(string PaperId, IReadOnlyList<string> Ids);
