using System.Diagnostics;
using Paperboy.Search;

namespace Paperboy.Bench.Engine;

/// <summary><c>engine-index</c>: how fast a corpus becomes an index, and then one segment.</summary>
internal static class IndexBench
{
    /// <param name="corpus">Lines of title TAB abstract.</param>
    /// <param name="index">The index's folder. One that is there already is replaced; any other folder is left alone.</param>
    /// <param name="documents">How many lines at most.</param>
    /// <param name="threads">How many threads read lines and hand documents to the writer.</param>
    /// <exception cref="IOException">The folder holds something other than an index.</exception>
    public static Figures Run(string corpus, string index, int documents, int threads) =>
        Run(corpus, index, documents, threads, TsvCorpus.Schema, TsvCorpus.Document);

    /// <summary>The same with documents of another kind.</summary>
    /// <param name="corpus">Lines of title TAB abstract.</param>
    /// <param name="index">The index's folder.</param>
    /// <param name="documents">How many lines at most.</param>
    /// <param name="threads">How many threads read lines and hand documents to the writer.</param>
    /// <param name="schema">Of the index.</param>
    /// <param name="document">Makes the document of a line's number, from 1 on, and its text.</param>
    public static Figures Run(
        string corpus, string index, int documents, int threads, IndexSchema schema, Func<int, string, IndexDocument> document)
    {
        Clear(index);
        var started = Stopwatch.GetTimestamp();
        using var lines = new TsvCorpus(corpus, documents);
        using var writer = IndexWriter.Open(index, schema);
        Feed(lines, writer, threads, document);
        writer.Commit(1);
        var indexed = Stopwatch.GetElapsedTime(started);
        var committed = SizeOf(index);
        started = Stopwatch.GetTimestamp();
        writer.MergeAll();
        writer.Commit(2);
        return new Figures
        {
            Engine = "Paperboy",
            What = "index",
            Documents = writer.DocumentCount,
            IndexSeconds = Math.Round(indexed.TotalSeconds, 2),
            MergeSeconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2),
            CommittedBytes = committed,
            IndexBytes = SizeOf(index),
        };
    }

    /// <summary>The size of all files of a folder, in bytes.</summary>
    public static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);

    private static void Feed(TsvCorpus lines, IndexWriter writer, int threads, Func<int, string, IndexDocument> document)
    {
        // Threads of their own: the pool would start with as many as it pleases.
        var workers = Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(
                () => AddAll(lines, writer, document), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        Task.WaitAll(workers);
    }

    private static void AddAll(TsvCorpus lines, IndexWriter writer, Func<int, string, IndexDocument> document)
    {
        var batch = new List<(int Number, string Text)>();
        while (lines.Next(batch))
        {
            foreach (var (number, text) in batch)
                writer.Upsert(document(number, text));
        }
    }

    private static void Clear(string index)
    {
        if (!Directory.Exists(index))
            return;
        if (Directory.EnumerateFileSystemEntries(index).Any() && !File.Exists(Path.Combine(index, "manifest")))
            throw new IOException($"{index} holds something other than an index; it is not replaced.");
        Directory.Delete(index, recursive: true);
    }
}
