using System.Collections.Concurrent;
using System.Diagnostics;
using Paperboy.Catalog;
using Paperboy.Harvest.Files.Bibliographies;

namespace Paperboy.Harvest.Files;

/// <summary>
/// Brings files of papers into the catalog: one thread reads lines, others understand them, one saves, many records a transaction.
/// Killed at any moment it leaves whole transactions; run again it finds them unchanged and goes on.
/// </summary>
public sealed class PaperImport(PaperStore papers, TimeProvider time)
{
    // Larger transactions write each page of the catalog's indexes less often. The first ones are small: a short file is there at once.
    private const int FewestRecords = 500;
    private const int MostRecords = 10_000;

    // What is read ahead lives long enough to be copied by each garbage collection: as little as keeps all processors busy.
    private const int BlocksAhead = 3;

    // Others wait for a transaction to end, and then need a moment in which they can begin their own.
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(20);

    /// <summary>Imports files one after the other.</summary>
    /// <param name="files">Full paths.</param>
    /// <param name="progress">Called after each transaction with the share of bytes read and what happened so far; may be null.</param>
    /// <param name="cancel">Ends the transaction that is under way, and then stops.</param>
    public ImportResult Import(
        IReadOnlyList<string> files, Action<double, ImportResult>? progress = null, CancellationToken cancel = default)
    {
        var result = new ImportResult();
        var run = new ImportRun { Day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), Time = time };
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
        using var blocks = new BlockingCollection<Task<ReadBlock>>(boundedCapacity: BlocksAhead * Environment.ProcessorCount);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(() => Read(file, raw, blocks, stop.Token), CancellationToken.None);
        try
        {
            var most = FewestRecords;
            while (blocks.TryTake(out var first, Timeout.Infinite, cancel))
            {
                var clock = Stopwatch.StartNew();
                var taken = new Taken();
                foreach (var outcome in papers.Save(Gather(first, blocks, taken, most, clock, cancel), run))
                    result.Count(outcome);
                foreach (var (line, reason) in taken.Rejected)
                    result.Reject(new Rejection(file, line, reason));
                progress(taken.Position);
                cancel.ThrowIfCancellationRequested();
                most = Math.Min(2 * most, MostRecords);
                if (clock.Elapsed > LongestTransaction / 2)
                    cancel.WaitHandle.WaitOne(Gap);
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

    // The records of one transaction, as they are read: it ends when it has many, when it lasts, or when the file has no more.
    private static IEnumerable<PreparedRecord> Gather(
        Task<ReadBlock> first, BlockingCollection<Task<ReadBlock>> blocks, Taken taken, int most, Stopwatch clock, CancellationToken cancel)
    {
        var records = 0;
        for (var next = first; ;)
        {
            var block = next.GetAwaiter().GetResult();
            taken.Add(block);
            records += block.Records.Count;
            foreach (var record in block.Records)
                yield return record;
            var left = LongestTransaction - clock.Elapsed;
            if (records >= most || left <= TimeSpan.Zero || cancel.IsCancellationRequested || !blocks.TryTake(out next, left))
                yield break;
        }
    }

    private void Read(string file, FileStream raw, BlockingCollection<Task<ReadBlock>> blocks, CancellationToken stop)
    {
        try
        {
            // A conference of next year may have its papers out; nothing honest is dated later.
            var latest = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddYears(1);
            if (BibliographyFile.IsOne(file, raw))
            {
                foreach (var entries in BibliographyFile.Read(file, raw, latest).Chunk(FewestRecords))
                    blocks.Add(Task.FromResult(BlockOf(entries, raw.Position)), stop);
                return;
            }

            var reader = new RecordReader(file, latest);
            foreach (var block in PaperFile.Blocks(raw))
            {
                if (block.Lines is not { } lines)
                {
                    blocks.Add(Task.FromResult(new ReadBlock([], [(block.Line, block.Fault!)], raw.Position)), stop);
                    continue;
                }

                reader.Recognise(lines);
                var position = raw.Position;
                blocks.Add(
                    Task.Run(
                        () =>
                        {
                            using (lines)
                                return reader.Read(lines, position);
                        },
                        CancellationToken.None),
                    stop);
            }
        }
        finally
        {
            blocks.CompleteAdding();
        }
    }

    private static ReadBlock BlockOf((int Line, PaperRecord? Record, string? Reason)[] entries, long position) => new(
        [.. entries.Where(entry => entry.Record is not null).Select(entry => PreparedRecord.Of(entry.Record!))],
        [.. entries.Where(entry => entry.Record is null).Select(entry => (entry.Line, entry.Reason!))],
        position);

    // What is left to tell of blocks when their records are saved. It holds no record: ten thousand that live until their transaction
    // ends would be copied by each garbage collection meanwhile.
    private sealed class Taken
    {
        public List<(int Line, string Reason)> Rejected { get; } = [];

        /// <summary>Of the last block.</summary>
        public long Position { get; private set; }

        public void Add(ReadBlock block)
        {
            Rejected.AddRange(block.Rejected);
            Position = block.Position;
        }
    }
}
