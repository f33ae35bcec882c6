using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The table of records, within one transaction.</summary>
internal sealed class RecordRows(SqliteConnection connection) : IDisposable
{
    public const int HashLength = 16;

    private readonly PreparedStatement _find = new(connection,
        "SELECT number, paper, hash, shadowed FROM record WHERE source = ?1 AND key = ?2 AND day = ?3");

    private readonly PreparedStatement _insert = new(connection,
        "INSERT INTO record (paper, source, key, day, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    private readonly PreparedStatement _update = new(connection,
        "UPDATE record SET body = ?2, hash = ?3, shadowed = ?4 WHERE number = ?1");

    private readonly PreparedStatement _of = new(connection, "SELECT body FROM record WHERE paper = ?1 ORDER BY number");

    private readonly PreparedStatement _numbersOf = new(connection, "SELECT number FROM record WHERE paper = ?1 ORDER BY number");

    private readonly PreparedStatement _body = new(connection, "SELECT body FROM record WHERE number = ?1");

    private readonly PreparedStatement _move = new(connection, "UPDATE record SET paper = ?2 WHERE paper = ?1");

    private readonly PreparedStatement _moveOne = new(connection, "UPDATE record SET paper = ?2 WHERE number = ?1");

    private readonly PreparedStatement _papersOf = new(connection, "SELECT DISTINCT paper FROM record WHERE source = ?1");

    private readonly PreparedStatement _deleteOf = new(connection, "DELETE FROM record WHERE source = ?1");

    private readonly PreparedStatement _ofKey = new(connection, "SELECT number, paper FROM record WHERE source = ?1 AND key = ?2");

    private readonly PreparedStatement _delete = new(connection, "DELETE FROM record WHERE number = ?1");

    public Row? Find(PaperRecord record)
    {
        _find.Bind(1, record.Source).Bind(2, record.Key).Bind(3, Day(record));
        if (!_find.Next())
            return null;
        var row = new Row(_find.Number(0), _find.Number(1), _find.Bytes(2)!, _find.Bytes(3));
        _find.Reset();
        return row;
    }

    public long Insert(long paper, PreparedRecord prepared)
    {
        var record = prepared.Record;
        return _insert.Bind(1, paper).Bind(2, record.Source).Bind(3, record.Key).Bind(4, Day(record))
            .Bind(5, prepared.Body).BindBytes(6, prepared.Hash).Insert();
    }

    public void Update(long number, PreparedRecord prepared, byte[]? shadowed) =>
        _update.Bind(1, number).Bind(2, prepared.Body).BindBytes(3, prepared.Hash).BindBytes(4, shadowed).Run();

    /// <summary>A paper's records in the order of their arrival.</summary>
    public IReadOnlyList<PaperRecord> Of(long paper)
    {
        var records = new List<PaperRecord>();
        _of.Bind(1, paper);
        while (_of.Next())
            records.Add(RecordJson.Read(_of.Text(0)));
        return records;
    }

    /// <summary>The same, but of one record what is at hand: most papers have no other, and reading JSON costs more than all else.</summary>
    public IReadOnlyList<PaperRecord> Of(long paper, long number, PaperRecord atHand)
    {
        var numbers = new List<long>();
        _numbersOf.Bind(1, paper);
        while (_numbersOf.Next())
            numbers.Add(_numbersOf.Number(0));
        return numbers.ConvertAll(other => other == number ? atHand : Body(other));
    }

    /// <summary>A paper's records with their numbers, in the order of their arrival.</summary>
    public IReadOnlyList<NumberedRecord> NumberedOf(long paper)
    {
        var numbers = new List<long>();
        _numbersOf.Bind(1, paper);
        while (_numbersOf.Next())
            numbers.Add(_numbersOf.Number(0));
        return numbers.ConvertAll(number => new NumberedRecord(number, Body(number)));
    }

    /// <summary>What a record says.</summary>
    public PaperRecord At(long number) => Body(number);

    /// <summary>Gives one record to another paper.</summary>
    public void MoveOne(long number, long paper) => _moveOne.Bind(1, number).Bind(2, paper).Run();

    public void Move(long from, long to) => _move.Bind(1, from).Bind(2, to).Run();

    public IReadOnlyList<long> PapersOf(string source)
    {
        var papers = new List<long>();
        _papersOf.Bind(1, source);
        while (_papersOf.Next())
            papers.Add(_papersOf.Number(0));
        return papers;
    }

    public void DeleteOf(string source) => _deleteOf.Bind(1, source).Run();

    /// <summary>Deletes a source's records of one key, of all days; returns their numbers and papers.</summary>
    public IReadOnlyList<(long Number, long Paper)> Delete(string source, string key)
    {
        var deleted = new List<(long Number, long Paper)>();
        _ofKey.Bind(1, source).Bind(2, key);
        while (_ofKey.Next())
            deleted.Add((_ofKey.Number(0), _ofKey.Number(1)));
        foreach (var (number, _) in deleted)
            _delete.Bind(1, number).Run();
        return deleted;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _find, _insert, _update, _of, _numbersOf, _body, _move, _moveOne, _papersOf, _deleteOf, _ofKey, _delete })
            statement.Dispose();
    }

    private PaperRecord Body(long number)
    {
        _body.Bind(1, number).Next();
        var record = RecordJson.Read(_body.Text(0));
        _body.Reset();
        return record;
    }

    private static string Day(PaperRecord record) => record.Day?.ToSql() ?? "";

    /// <summary>A record as the catalog has it.</summary>
    internal sealed record Row(long Number, long Paper, byte[] Hash, byte[]? Shadowed);
}

/// <summary>A record with its number in the catalog.</summary>
internal sealed record NumberedRecord(long Number, PaperRecord Record);
