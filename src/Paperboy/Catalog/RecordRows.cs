using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The table of records, within one transaction.</summary>
internal sealed class RecordRows(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    public const int HashLength = 16;

    private readonly Statement _find = new(connection, transaction,
        "SELECT number, paper, hash, shadowed FROM record WHERE source = $1 AND key = $2 AND day = $3", 3);

    private readonly Statement _insert = new(connection, transaction,
        "INSERT INTO record (paper, source, key, day, body, hash) VALUES ($1, $2, $3, $4, $5, $6) RETURNING number", 6);

    private readonly Statement _update = new(connection, transaction,
        "UPDATE record SET body = $2, hash = $3, shadowed = $4 WHERE number = $1", 4);

    private readonly Statement _of = new(connection, transaction,
        "SELECT body FROM record WHERE paper = $1 ORDER BY number", 1);

    private readonly Statement _move = new(connection, transaction,
        "UPDATE record SET paper = $2 WHERE paper = $1", 2);

    private readonly Statement _papersOf = new(connection, transaction,
        "SELECT DISTINCT paper FROM record WHERE source = $1", 1);

    private readonly Statement _deleteOf = new(connection, transaction, "DELETE FROM record WHERE source = $1", 1);

    private readonly Statement _delete = new(connection, transaction,
        "DELETE FROM record WHERE source = $1 AND key = $2 RETURNING number, paper", 2);

    public Row? Find(PaperRecord record)
    {
        using var reader = _find.Query(record.Source, record.Key, Day(record));
        return reader.Read()
            ? new Row(reader.GetInt64(0), reader.GetInt64(1), (byte[])reader[2], reader.IsDBNull(3) ? null : (byte[])reader[3])
            : null;
    }

    public long Insert(long paper, PaperRecord record, byte[] hash) =>
        _insert.Number(paper, record.Source, record.Key, Day(record), record.Body, hash);

    public void Update(long number, PaperRecord record, byte[] hash, byte[]? shadowed) =>
        _update.Run(number, record.Body, hash, shadowed);

    public IReadOnlyList<PaperRecord> Of(long paper)
    {
        using var reader = _of.Query(paper);
        var records = new List<PaperRecord>();
        while (reader.Read())
            records.Add(RecordJson.Read(reader.GetString(0)));
        return records;
    }

    public void Move(long from, long to) => _move.Run(from, to);

    public IReadOnlyList<long> PapersOf(string source)
    {
        using var reader = _papersOf.Query(source);
        var papers = new List<long>();
        while (reader.Read())
            papers.Add(reader.GetInt64(0));
        return papers;
    }

    public void DeleteOf(string source) => _deleteOf.Run(source);

    /// <summary>Deletes a source's records of one key, of all days; returns their numbers and papers.</summary>
    public IReadOnlyList<(long Number, long Paper)> Delete(string source, string key)
    {
        using var reader = _delete.Query(source, key);
        var deleted = new List<(long, long)>();
        while (reader.Read())
            deleted.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return deleted;
    }

    public void Dispose()
    {
        _papersOf.Dispose();
        _deleteOf.Dispose();
        _delete.Dispose();
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _of.Dispose();
        _move.Dispose();
    }

    private static string Day(PaperRecord record) => record.Day?.ToSql() ?? "";

    /// <summary>A record as the catalog has it.</summary>
    internal sealed record Row(long Number, long Paper, byte[] Hash, byte[]? Shadowed);
}
