using System.Diagnostics;
using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Harvest.Files;
using Paperboy.Indexing;
using Paperboy.Storage;

namespace Paperboy.Bench.Catalog;

/// <summary>From a file of papers into a catalog, and from there until all are found by their words: elapsed and processor time.</summary>
internal static class ImportBench
{
    private const int StepOf = 250_000;

    public static void Run(string[] args)
    {
        var arguments = new Arguments(args, ["--data"], ["--catalog-only"]);
        if (arguments.Places is not [var file])
            throw new ArgumentException("Which file? One is imported.");
        System.Runtime.GCSettings.LatencyMode = System.Runtime.GCLatencyMode.Batch; // as the verb does
        var folder = arguments.Text("--data") ?? Path.Combine(Path.GetTempPath(), $"paperboy-bench-{Guid.NewGuid():N}");
        try
        {
            using var database = Database.Open(new DataFolder(folder), TimeProvider.System);
            Import(database, file);
            if (!arguments.Has("--catalog-only"))
                Index(database);
        }
        finally
        {
            if (arguments.Text("--data") is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static void Import(Database database, string file)
    {
        var meter = new Meter();
        var result = new PaperImport(new PaperStore(database), TimeProvider.System).Import(
            [file], (_, so) => meter.Step("catalog", so.New + so.Changed + so.Unchanged, StepOf));
        meter.Total("catalog", result.New + result.Changed + result.Unchanged);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.New} new, {result.Changed} changed, {result.Unchanged} unchanged, {result.Rejected} rejected; catalog {Size(database.Folder.Database)} MB"));
        foreach (var rejection in result.Rejections.Take(3))
            Console.WriteLine($"line {rejection.Line}: {rejection.Reason}");
    }

    private static void Index(Database database)
    {
        var meter = new Meter();
        using var owner = IndexOwner.TryBecome(database, "the benchmark")!;
        var changes = owner.Drain((done, _) => meter.Step("index", done, StepOf), CancellationToken.None);
        meter.Total("index", changes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"index {Directory.GetFiles(database.Folder.Index).Sum(path => new FileInfo(path).Length) / 1_000_000} MB"));
    }

    private static long Size(string file) => new FileInfo(file).Length / 1_000_000;

    /// <summary>Prints what a number of papers took since the last time, and in all.</summary>
    internal sealed class Meter
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
        private readonly long _allocated = GC.GetTotalAllocatedBytes();
        private readonly int _collections = GC.CollectionCount(0);
        private readonly TimeSpan _paused = GC.GetTotalPauseDuration();
        private (long Papers, TimeSpan Elapsed, TimeSpan Cpu) _last;

        public void Step(string what, long papers, int every)
        {
            if (papers / every == _last.Papers / every)
                return;
            var now = (papers, Stopwatch.GetElapsedTime(_started), Environment.CpuUsage.TotalTime - _cpu);
            Print(what, papers, papers - _last.Papers, now.Item2 - _last.Elapsed, now.Item3 - _last.Cpu);
            _last = now;
        }

        public void Total(string what, long papers)
        {
            Print(what + ", all", papers, papers, Stopwatch.GetElapsedTime(_started), Environment.CpuUsage.TotalTime - _cpu);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(GC.GetTotalAllocatedBytes() - _allocated) / Math.Max(1, papers)} bytes allocated a paper; {GC.CollectionCount(0) - _collections} collections stopped all for {(GC.GetTotalPauseDuration() - _paused).TotalSeconds:F1} s; working set {Environment.WorkingSet / 1_000_000} MB"));
        }

        private static void Print(string what, long until, long papers, TimeSpan elapsed, TimeSpan cpu) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {until}: {papers / elapsed.TotalSeconds:F0} a second; a paper {elapsed.TotalMicroseconds / papers:F1} µs, processors {cpu.TotalMicroseconds / papers:F1} µs"));
    }
}
