using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Upkeep;

/// <summary>Verifies a data folder: the database's pages and references, every record, the index, and that both agree.</summary>
public sealed class CatalogCheck(Database database)
{
    private const int MostNamed = 10;

    public CheckReport Run(CancellationToken cancel)
    {
        var problems = new List<string>();
        using (var connection = database.Read())
        {
            Pragma(connection, "PRAGMA integrity_check(20)", "the database", problems);
            Pragma(connection, "PRAGMA foreign_key_check", "the database's references", problems);
        }

        cancel.ThrowIfCancellationRequested();
        var records = Records(problems, cancel);
        var ids = new IndexQueue(database).AllIds();
        var index = IndexCheck.Check(database.Folder.Index);
        problems.AddRange(index.Problems);
        var waiting = 0;
        if (index.Problems.Count == 0)
            waiting = Compare(ids, problems);
        return new CheckReport(ids.Count, records, index.Documents, waiting, problems);
    }

    private static void Pragma(SqliteConnection connection, string pragma, string what, List<string> problems)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var words = string.Join(" ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)));
            if (words != "ok")
                problems.Add($"{what}: {words}");
        }
    }

    private long Records(List<string> problems, CancellationToken cancel)
    {
        long count = 0;
        foreach (var body in new PaperStore(database).AllRecordBodies())
        {
            cancel.ThrowIfCancellationRequested();
            count++;
            if (!RecordJson.TryRead(body, DateOnly.MaxValue, out _, out var reason))
                problems.Add($"record {count} cannot be read: {reason}");
        }

        return count;
    }

    private int Compare(IReadOnlyList<string> ids, List<string> problems)
    {
        using var searcher = Searcher.Open(database.Folder.Index);
        var queue = new IndexQueue(database);
        var waiting = queue.After(searcher.CommittedSequence, int.MaxValue);
        var unseen = waiting.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var missing = ids.Where(id => !unseen.Contains(id) && !searcher.Contains(id)).ToList();
        if (missing.Count > 0)
            problems.Add($"{missing.Count} papers are not in the index: {Named(missing)}");
        if (waiting.Count == 0 && searcher.DocumentCount != ids.Count - missing.Count)
            problems.Add($"the index holds {searcher.DocumentCount} papers; the catalog has {ids.Count}");
        return waiting.Count;
    }

    private static string Named(List<string> ids) =>
        string.Join(", ", ids.Take(MostNamed)) + (ids.Count > MostNamed ? ", ..." : "");
}

/// <summary>What a check found.</summary>
/// <param name="Papers">In the catalog.</param>
/// <param name="Records">In the catalog.</param>
/// <param name="Indexed">Papers in the index.</param>
/// <param name="Waiting">Changes that the index has still to take over; no fault.</param>
/// <param name="Problems">In words; none when all is sound.</param>
public sealed record CheckReport(long Papers, long Records, long Indexed, int Waiting, IReadOnlyList<string> Problems);
