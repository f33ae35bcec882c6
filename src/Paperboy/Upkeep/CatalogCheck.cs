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
            DerivedCheck.Run(connection, problems);
        }

        cancel.ThrowIfCancellationRequested();
        var records = Records(problems, cancel);
        var index = IndexCheck.Check(database.Folder.Index);
        var ofIndex = new List<string>(index.Problems);
        FindMissingManifest(ofIndex);
        var (papers, waiting) = Compare(index.Problems.Count == 0, ofIndex);
        return new CheckReport(papers, records, index.Documents, waiting, [.. problems, .. ofIndex])
        {
            IndexProblems = ofIndex,
        };
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

    // While somebody owns the index, the first commit may still be on its way.
    private void FindMissingManifest(List<string> problems)
    {
        var folder = database.Folder.Index;
        if (!Directory.Exists(folder) || File.Exists(Path.Combine(folder, "manifest")) || Directory.GetFiles(folder, "*.seg").Length == 0)
            return;
        using var free = FileLock.TryExclusive(database.Folder.IndexLock, "paperboy check");
        if (free is not null && !File.Exists(Path.Combine(folder, "manifest")))
            problems.Add($"{Path.Combine(folder, "manifest")}: the file is missing, but the folder holds segments of an index");
    }

    private (long Papers, int Waiting) Compare(bool canRead, List<string> problems)
    {
        // The index first: whatever is imported from here on has a higher sequence, and is no fault of the index.
        using var searcher = canRead ? Searcher.Open(database.Folder.Index) : null;
        var catalog = new IndexQueue(database).Contents();
        if (searcher is null)
            return (catalog.Papers.Count, 0);
        var seen = searcher.CommittedSequence;
        var missing = catalog.Papers.Where(p => p.Sequence <= seen && !searcher.Contains(p.Id)).Select(p => p.Id).ToList();
        if (missing.Count > 0)
            problems.Add($"{missing.Count} papers are not in the index: {Named(missing)}");
        var waiting = catalog.Papers.Count(p => p.Sequence > seen) + catalog.Removals.Count(s => s > seen);
        if (waiting == 0 && searcher.DocumentCount != catalog.Papers.Count - missing.Count)
            problems.Add($"the index holds {searcher.DocumentCount} papers; the catalog has {catalog.Papers.Count}");
        return (catalog.Papers.Count, waiting);
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
public sealed record CheckReport(long Papers, long Records, long Indexed, int Waiting, IReadOnlyList<string> Problems)
{
    /// <summary>Those of the problems that are the index's, which can be built anew from the catalog.</summary>
    public IReadOnlyList<string> IndexProblems { get; init; } = [];

    /// <summary>Whether there are such.</summary>
    public bool NeedsRepair => IndexProblems.Count > 0;

    /// <summary>What was wrong with the index before it was built anew; null when it was not.</summary>
    public IReadOnlyList<string>? Repaired { get; init; }
}
