using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Storage;

namespace Paperboy.Bench.Catalog;

/// <summary>What each stage from a line in bulk to the search index takes of one processor, one after the other.</summary>
internal static class StagesBench
{
    private const int Papers = 20_000;

    public static void Run(string file)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"paperboy-bench-{Guid.NewGuid():N}");
        try
        {
            using var database = Database.Open(new DataFolder(folder), TimeProvider.System);
            var store = new PaperStore(database);
            var run = new ImportRun();
            var lines = BulkLines.Every(file, 1).Take(2 * Papers).ToList();
            Round(store, run, lines[..Papers], print: false); // compiles
            Console.WriteLine("| stage | µs of a processor a paper | bytes allocated |\n|---|---|---|");
            Round(store, run, lines[Papers..], print: true);
            Indexing(new IndexQueue(database));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Round(PaperStore store, ImportRun run, List<byte[]> lines, bool print)
    {
        List<PaperRecord> records = [];
        List<PreparedRecord> prepared = [];
        Measure("lines become records", print, () => records = lines.ConvertAll(BulkLines.Read));
        Measure("keys of records", print, () => records.ForEach(record => PaperKeys.Of(record)));
        Measure("records are prepared (with keys)", print, () => prepared = records.ConvertAll(PreparedRecord.Of));
        Measure("saved", print, () => store.Save((IEnumerable<PreparedRecord>)prepared, run));
        Measure("saved again, unchanged", print, () => store.Save((IEnumerable<PreparedRecord>)prepared, run));
    }

    private static void Indexing(IndexQueue queue)
    {
        var changes = new List<PaperChange>();
        for (var round = 0; round < 2; round++)
        {
            changes.Clear();
            Measure("queue read", round == 1, () =>
            {
                for (long after = round * Papers; changes.Count < Papers && queue.After(after, 1_000) is { Count: > 0 } batch; after = batch[^1].Sequence)
                    changes.AddRange(batch);
            });
            Measure("papers become documents", round == 1, () => changes.ForEach(change => PaperDocument.Of(change)));
        }
    }

    private static void Measure(string what, bool print, Action stage)
    {
        GC.Collect();
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        stage();
        if (print)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Papers:F1} | {(GC.GetTotalAllocatedBytes() - allocated) / Papers} |"));
        }
    }
}
