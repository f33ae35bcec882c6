using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The pairs of records that somebody has split, so that nothing makes one paper of them again; within one transaction.</summary>
internal sealed class ApartRecords(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _keep = new(connection, "INSERT OR IGNORE INTO apart (one, other) VALUES (?1, ?2)");
    private readonly PreparedStatement _of = new(connection, "SELECT other FROM apart WHERE one = ?1");
    private readonly PreparedStatement _recordsOf = new(connection, "SELECT DISTINCT source || ' ' || key FROM record WHERE paper = ?1");

    // Most catalogs have no such pair, and are asked for it with every record.
    private bool _hasAny = connection.Number("SELECT EXISTS (SELECT 1 FROM apart)") != 0;

    public static string NameOf(PaperRecord record) => $"{record.Source} {record.Key}";

    /// <summary>Keeps records of two papers apart for ever.</summary>
    public void Keep(IEnumerable<PaperRecord> some, IReadOnlyCollection<PaperRecord> others)
    {
        foreach (var one in some.Select(NameOf).Distinct(StringComparer.Ordinal))
        {
            foreach (var other in others.Select(NameOf).Distinct(StringComparer.Ordinal))
            {
                _keep.Bind(1, one).Bind(2, other).Run();
                _keep.Bind(1, other).Bind(2, one).Run();
            }
        }

        _hasAny = true;
    }

    /// <summary>What must be kept apart from a record, and from those of its paper.</summary>
    public HashSet<string> From(PaperRecord record, long? paper)
    {
        var apart = new HashSet<string>(StringComparer.Ordinal);
        if (!_hasAny)
            return apart;
        Add(NameOf(record), apart);
        if (paper is { } own)
            AddOf(own, apart);
        return apart;
    }

    /// <summary>Adds what must be kept apart from a paper's records.</summary>
    public void AddOf(long paper, HashSet<string> apart)
    {
        if (!_hasAny)
            return;
        foreach (var record in RecordsOf(paper))
            Add(record, apart);
    }

    /// <summary>Whether a paper has one of these records.</summary>
    public bool Has(long paper, HashSet<string> records) => records.Count > 0 && RecordsOf(paper).Exists(records.Contains);

    public void Dispose()
    {
        _keep.Dispose();
        _of.Dispose();
        _recordsOf.Dispose();
    }

    private void Add(string record, HashSet<string> apart)
    {
        _of.Bind(1, record);
        while (_of.Next())
            apart.Add(_of.Text(0));
    }

    private List<string> RecordsOf(long paper)
    {
        var records = new List<string>();
        _recordsOf.Bind(1, paper);
        while (_recordsOf.Next())
            records.Add(_recordsOf.Text(0));
        return records;
    }
}
