using System.Collections.Concurrent;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Files;

/// <summary>
/// Brings files of papers into the catalog: one thread reads and checks lines, one saves them, a transaction for every
/// few hundred. Killed at any moment it leaves whole transactions; run again it finds them unchanged and goes on.
/// </summary>
public sealed class PaperImport(PaperStore papers, TimeProvider time)
{
    private const int BatchSize = 500;

    /// <summary>Imports files one after the other.</summary>
    /// <param name="files">Full paths.</param>
    /// <param name="progress">Called now and then with the share of bytes read and what happened so far; may be null.</param>
    /// <param name="cancel">Stops between two transactions.</param>
    public ImportResult Import(
        IReadOnlyList<string> files, Action<double, ImportResult>? progress = null, CancellationToken cancel = default)
    {
        var result = new ImportResult();
        var run = new ImportRun { Day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) };
        var total = Math.Max(1, files.Sum(f => new FileInfo(f).Length));
        long before = 0;
        foreach (var file in files)
        {
            using var raw = File.OpenRead(file);
            var length = raw.Length;
            ImportFile(file, raw, result, run, position => progress?.Invoke((before + position) / (double)total, result), cancel);
            before += length;
        }

        return result;
    }

    private void ImportFile(
        string file, FileStream raw, ImportResult result, ImportRun run, Action<long> progress, CancellationToken cancel)
    {
        using var batches = new BlockingCollection<Batch>(boundedCapacity: 4);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(() => Read(file, raw, batches, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(cancel))
            {
                foreach (var outcome in papers.Save(batch.Records, run))
                    result.Count(outcome);
                foreach (var (line, reason) in batch.Rejected)
                    result.Reject(new Rejection(file, line, reason));
                progress(batch.Position);
                cancel.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // The reader must have let go of the file before the caller closes it.
            stop.Cancel();
            reading.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        reading.GetAwaiter().GetResult();
    }

    private void Read(string file, FileStream raw, BlockingCollection<Batch> batches, CancellationToken stop)
    {
        try
        {
            // A conference of next year may have its papers out; nothing honest is dated later.
            var latest = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddYears(1);
            var isTsv = PaperFile.IsTsv(file);
            var batch = new Batch();
            foreach (var line in PaperFile.Lines(raw))
            {
                if (line.Text is null)
                    batch.Rejected.Add((line.Number, line.Fault!));
                else if (isTsv
                    ? TsvRecord.TryRead(line.Number, line.Text, out var record, out var reason)
                    : RecordJson.TryRead(line.Text, latest, out record, out reason))
                    batch.Records.Add(record);
                else
                    batch.Rejected.Add((line.Number, reason));
                if (batch.Records.Count + batch.Rejected.Count < BatchSize)
                    continue;
                batch.Position = raw.Position;
                batches.Add(batch, stop);
                batch = new Batch();
            }

            batch.Position = raw.Position;
            batches.Add(batch, stop);
        }
        finally
        {
            batches.CompleteAdding();
        }
    }

    private sealed class Batch
    {
        public List<PaperRecord> Records { get; } = [];

        public List<(int Line, string Reason)> Rejected { get; } = [];

        public long Position { get; set; }
    }
}
