using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The papers of the catalog: saving what sources say of them, and finding them again.</summary>
public sealed class PaperStore(Database database)
{
    private readonly CatalogCache<string, long> _count = new(new CatalogSequence(database), 1);

    /// <summary>Saves records in one transaction; the outcomes stand in the order of the records.</summary>
    internal IReadOnlyList<SaveOutcome> Save(
        IReadOnlyList<PaperRecord> records,
        ImportRun run,
        Action<SqliteConnection, SqliteTransaction, IReadOnlyList<SaveOutcome>>? alongside = null) =>
        Save(new CatalogChange(records), run, alongside);

    /// <summary>Makes a change in one transaction; the outcomes stand in the order of its records.</summary>
    /// <param name="change">What sources say now, and what they no longer say.</param>
    /// <param name="run">The import or harvest that the change is part of.</param>
    /// <param name="alongside">
    /// Writes what must be committed together with the change or not at all (a harvest's cursor, its ledger), by commands of
    /// this connection and transaction; is given the outcomes. When it throws, nothing is saved.
    /// </param>
    internal IReadOnlyList<SaveOutcome> Save(
        CatalogChange change,
        ImportRun run,
        Action<SqliteConnection, SqliteTransaction, IReadOnlyList<SaveOutcome>>? alongside = null)
    {
        var records = PreparedRecord.Of(change.Records); // before anybody has to wait for the transaction
        return database.Write((connection, transaction) =>
        {
            using var batch = new PaperBatch(connection, run);
            if (change.Withdrawal is { } withdrawal)
                batch.Withdraw(withdrawal.Source, withdrawal.Keys);
            var outcomes = new List<SaveOutcome>(change.Records.Count);
            foreach (var record in records)
                outcomes.Add(batch.Save(record));
            batch.Complete();
            alongside?.Invoke(connection, transaction, outcomes);
            return outcomes;
        });
    }

    /// <summary>
    /// Saves records in one transaction, as they are prepared: it lasts until they end. The outcomes stand in their order.
    /// </summary>
    internal IReadOnlyList<SaveOutcome> Save(IEnumerable<PreparedRecord> records, ImportRun run) =>
        database.Write((connection, _) =>
        {
            using var batch = new PaperBatch(connection, run);
            var outcomes = new List<SaveOutcome>();
            foreach (var record in records)
                outcomes.Add(batch.Save(record));
            batch.Complete();
            return outcomes;
        });

    /// <summary>
    /// Forgets what a source said under these keys, of whatever day: papers that nobody else tells of go, the others are merged
    /// anew. Returns how many papers that were.
    /// </summary>
    internal int Withdraw(string source, IReadOnlyList<string> keys) =>
        database.Write((connection, _) =>
        {
            using var batch = new PaperBatch(connection, new ImportRun());
            var papers = batch.Withdraw(source, keys);
            batch.Complete();
            return papers;
        });

    /// <summary>Removes the sample library; returns how many papers it had.</summary>
    public int RemoveSample() =>
        database.Write((connection, _) =>
        {
            using var batch = new PaperBatch(connection, new ImportRun());
            var removed = batch.Forget(PaperMerge.SampleSource);
            batch.Complete();
            return removed;
        });

    /// <summary>How many papers there are.</summary>
    public long Count() => _count.Get("papers", _ =>
    {
        using var connection = database.Read();
        return connection.Number("SELECT (SELECT COUNT(*) FROM paper) - (SELECT COUNT(*) FROM paper WHERE hidden = 1)");
    });

    /// <summary>Whether any paper of the sample library is there.</summary>
    public bool HasSample()
    {
        using var connection = database.Read();
        return connection.Number("SELECT EXISTS (SELECT 1 FROM paper WHERE invented = 1)") != 0;
    }

    /// <summary>Whether any paper is there that is not of the sample library.</summary>
    public bool HasReal()
    {
        using var connection = database.Read();
        return connection.Number("SELECT EXISTS (SELECT 1 FROM paper WHERE invented = 0)") != 0;
    }

    /// <summary>
    /// The paper with this id, or the one that a lost id or another source's id of it leads to; arXiv ids may come bare
    /// and with a version.
    /// </summary>
    public Paper? Find(string id)
    {
        if (ArxivId.TryParse(id, out var arxiv))
            id = arxiv.ToString();
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT {PaperColumns.All} FROM paper
            WHERE (id = COALESCE((SELECT paper_id FROM redirect WHERE id = $id), $id)
               OR number IN (SELECT paper FROM identifier WHERE key = $key)) AND hidden = 0
            ORDER BY id <> $id LIMIT 1
            """;
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$key", Identity.SourceId + id);
        return ReadAll(command).FirstOrDefault();
    }

    /// <summary>The papers with these ids, in their order; ids without a paper are left out.</summary>
    public IReadOnlyList<Paper> FindMany(IReadOnlyList<string> ids)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {PaperColumns.All} FROM paper WHERE id IN (SELECT value FROM json_each($ids)) AND hidden = 0";
        command.Parameters.AddWithValue("$ids", System.Text.Json.JsonSerializer.Serialize(ids));
        var found = ReadAll(command).ToDictionary(p => p.Id, StringComparer.Ordinal);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>The papers with these numbers, in their order.</summary>
    public IReadOnlyList<Paper> FindMany(IReadOnlyList<long> numbers)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {PaperColumns.All} FROM paper WHERE number IN (SELECT value FROM json_each($numbers)) AND hidden = 0";
        command.Parameters.AddWithValue("$numbers", System.Text.Json.JsonSerializer.Serialize(numbers));
        var found = ReadAll(command).ToDictionary(p => p.Number);
        return [.. numbers.Where(found.ContainsKey).Select(number => found[number])];
    }

    /// <summary>The ids of papers drawn at random, by a seed that never changes; fewer where numbers are free.</summary>
    public IReadOnlyList<string> Draw(int most)
    {
        using var connection = database.Read();
        var last = connection.Number("SELECT COALESCE(MAX(number), 0) FROM paper");
        var random = new Random(1);
        var numbers = last <= most ? Enumerable.Range(1, (int)last).Select(number => (long)number) : Enumerable.Range(0, most).Select(_ => random.NextInt64(1, last + 1));
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM paper WHERE number IN (SELECT value FROM json_each($numbers)) AND hidden = 0 ORDER BY number";
        command.Parameters.AddWithValue("$numbers", System.Text.Json.JsonSerializer.Serialize(numbers));
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    /// <summary>What the sources say of a paper, in the order in which it was first heard.</summary>
    public IReadOnlyList<PaperRecord> RecordsOf(Paper paper)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM record WHERE paper = $paper ORDER BY number";
        command.Parameters.AddWithValue("$paper", paper.Number);
        using var reader = command.ExecuteReader();
        var records = new List<PaperRecord>();
        while (reader.Read())
            records.Add(RecordJson.Read(reader.GetString(0)));
        return records;
    }

    /// <summary>What its records said in versions that later ones replaced, the oldest first.</summary>
    public IReadOnlyList<PaperRecord> ReplacedVersionsOf(Paper paper)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT record_version.body FROM record JOIN record_version ON record_version.record = record.number WHERE record.paper = $paper ORDER BY record_version.version, record.number";
        command.Parameters.AddWithValue("$paper", paper.Number);
        using var reader = command.ExecuteReader();
        var records = new List<PaperRecord>();
        while (reader.Read())
            records.Add(RecordJson.Read(reader.GetString(0)));
        return records;
    }

    /// <summary>Every record's JSON, as it came, in the order of arrival, but for papers that were taken down; streamed from one snapshot.</summary>
    public IEnumerable<string> AllRecordBodies()
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM record WHERE paper NOT IN (SELECT number FROM paper WHERE hidden = 1) ORDER BY number";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader.GetString(0);
    }

    private static List<Paper> ReadAll(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var papers = new List<Paper>();
        while (reader.Read())
            papers.Add(PaperColumns.Read(reader));
        return papers;
    }
}
