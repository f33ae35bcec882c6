using System.Diagnostics;
using System.Globalization;
using Paperboy.Search;
using Paperboy.Search.Columns;
using Paperboy.Search.Segments;
using Paperboy.Search.Vectors;

namespace Paperboy.Bench.Engine;

/// <summary>
/// <c>engine-vectors</c>: nearest neighbours over vectors that are made here: how fast the sketches are read beside what the
/// machine's memory gives, how long a query takes, and how many of the ten that are truly nearest (by floats) it finds. One
/// thread, warm, one segment.
/// </summary>
internal static class VectorsBench
{
    private const int Nearest = 10;
    private const int ReadPasses = 21;

    private static readonly VectorModel Model = new("invented", VectorCorpus.Dimensions);

    private static readonly float[] Deviations = [1f, 1.5f, 2f, GroupScan.UsualDeviations, 3f];

    /// <param name="name">See <see cref="VectorCorpus.Of"/>.</param>
    /// <param name="given">What else was asked for.</param>
    public static void Run(string name, Arguments given)
    {
        var corpus = VectorCorpus.Of(name);
        var temporary = given.Text("--index") is null ? Directory.CreateTempSubdirectory("paperboy-bench-").FullName : null;
        var index = given.Text("--index") ?? Path.Combine(temporary!, "index");
        try
        {
            var queries = corpus.Queries(given.Count("--first", 200), given.Count("--documents", 3_000_000))
                .Select(query => new ModelVector(Model, query)).ToArray();
            var truth = new TrueNeighbours(queries, Nearest);
            Fill(corpus, index, given, truth);
            Measure(index, queries, truth, given.Count("--repeat", 5), given.Has("--processor-time"));
        }
        finally
        {
            if (temporary is not null)
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Fill(VectorCorpus corpus, string index, Arguments given, TrueNeighbours truth)
    {
        var keep = given.Has("--reuse") && File.Exists(Path.Combine(index, "manifest"));
        var started = Stopwatch.GetTimestamp();
        using var writer = keep ? null : IndexWriter.Open(index, new IndexSchema([new("title", 1)]));
        var number = 0;
        foreach (var vector in corpus.Documents(given.Count("--documents", 3_000_000)))
        {
            truth.Offer(number, vector);
            writer?.Upsert(new IndexDocument(IdOf(number)).Set(new ModelVector(Model, vector)));
            number++;
        }

        if (writer is null)
            return;
        writer.Commit(1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made and indexed in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
        started = Stopwatch.GetTimestamp();
        writer.MergeAll();
        writer.Commit(2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"merged in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
    }

    private static void Measure(string index, ModelVector[] queries, TrueNeighbours truth, int repeat, bool byProcessor)
    {
        var snapshot = Snapshot.Open(new IndexFolder(index), null)!;
        var group = snapshot.Segments.Single().Reader.Vectors.Find(Model)!;
        var sketches = (long)SketchGroup.Count(group.Count) * SketchGroup.LengthOf(Model.Dimensions);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Count} vectors: index {IndexBench.SizeOf(index) / 1e6:F0} MB, of them codes {(long)group.Count * Model.Dimensions / 1e6:F0}, sketches {sketches / 1e6:F0}"));
        MeasureReading(group, queries[0], sketches, byProcessor);
        Console.WriteLine("\n| deviations | recall@10 | codes read | p50 ms | p90 ms | p99 ms |\n|---|---|---|---|---|---|");
        foreach (var deviations in Deviations)
            MeasureQueries(snapshot, queries, truth, deviations, repeat, byProcessor);
        snapshot.Release();
    }

    // Turn by turn, so that what else the machine does meets them alike.
    private static void MeasureReading(VectorGroup group, ModelVector vector, long sketches, bool byProcessor)
    {
        var memory = new ulong[sketches / sizeof(ulong)];
        memory.AsSpan().Fill(0x123456789ABCDEF);
        var query = new VectorQuery();
        query.Prepare(vector);
        var sketch = new SketchQuery();
        sketch.Prepare(query.Rotated, group.Center, GroupScan.UsualDeviations);
        var (plain, mapped, scan) = (new List<double>(), new List<double>(), new List<double>());
        for (var pass = 0; pass < ReadPasses; pass++)
        {
            plain.Add(Time(byProcessor, () => MemoryReader.Sum(memory)));
            mapped.Add(Time(byProcessor, () => MemoryReader.Sum(group)));
            scan.Add(Time(byProcessor, () => MemoryReader.Scan(group, sketch)));
        }

        Console.WriteLine("\n| | median GB/s | best GB/s | of plain reading (median, best) |\n|---|---|---|---|");
        foreach (var (what, times) in ((string, List<double>)[])[("plain reading, an array", plain), ("plain reading, the mapped sketches", mapped), ("the scan of the sketches", scan)])
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {Speed(Percentiles.Median(times)):F1} | {Speed(times.Min()):F1} | {Percentiles.Median(plain) / Percentiles.Median(times):P0}, {plain.Min() / times.Min():P0} |"));
        }

        double Speed(double milliseconds) => sketches / milliseconds / 1e6;
    }

    private static double Time(bool byProcessor, Action action)
    {
        var clock = new StopClock(byProcessor);
        action();
        return clock.Milliseconds;
    }

    private static void MeasureQueries(Snapshot snapshot, ModelVector[] queries, TrueNeighbours truth, float deviations, int repeat, bool byProcessor)
    {
        var run = new NearestRun { Deviations = deviations };
        var (times, found, compared) = (new List<double>(), 0, 0L);
        for (var i = 0; i < queries.Length; i++)
        {
            var request = new NearestRequest([queries[i]], Nearest);
            var neighbours = run.Run(snapshot, request, default); // warm
            var place = i;
            times.Add(Percentiles.Median(Enumerable.Range(0, repeat).Select(_ => Time(byProcessor, () => run.Run(snapshot, request, default)))));
            found += neighbours.Count(neighbour => truth.Of(place).Contains(neighbour.Id));
            compared += run.Compared;
        }

        run.Close();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {deviations:F1} | {(double)found / (queries.Length * Nearest):F4} | {compared / queries.Length} | {Percentiles.Of(times, 0.5):F2} | {Percentiles.Of(times, 0.9):F2} | {Percentiles.Of(times, 0.99):F2} |"));
    }

    internal static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number}");
}

/// <summary>The nearest documents of many queries, by floats.</summary>
internal sealed class TrueNeighbours(ModelVector[] queries, int most)
{
    private readonly PriorityQueue<int, float>[] _best = [.. queries.Select(_ => new PriorityQueue<int, float>())];

    public void Offer(int number, float[] vector) => Parallel.For(0, 2, half =>
    {
        for (var i = half; i < queries.Length; i += 2)
        {
            var similarity = VectorCorpus.Dot(vector, queries[i].Values.Span);
            if (_best[i].Count < most)
                _best[i].Enqueue(number, similarity);
            else if (_best[i].TryPeek(out _, out var worst) && similarity > worst)
                _best[i].EnqueueDequeue(number, similarity);
        }
    });

    public HashSet<string> Of(int query) => [.. _best[query].UnorderedItems.Select(item => VectorsBench.IdOf(item.Element))];
}

/// <summary>Reads memory as fast as one thread can, and the sketches as a query does.</summary>
internal static class MemoryReader
{
    private static ulong _sum; // what is summed up is kept, or nothing would be read

    public static void Sum(ReadOnlySpan<ulong> memory)
    {
        var vectors = System.Runtime.InteropServices.MemoryMarshal.Cast<ulong, System.Runtime.Intrinsics.Vector512<ulong>>(memory);
        var (a, b, c, d) = (vectors[0], vectors[0], vectors[0], vectors[0]);
        for (var i = 0; i + 3 < vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        _sum += System.Runtime.Intrinsics.Vector512.Sum(a + b + c + d);
    }

    public static void Sum(VectorGroup group)
    {
        for (var window = 0; window < WindowBits.WindowCount(group.DocumentCount); window++)
            Sum(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(group.SketchesOf(window)));
    }

    public static void Scan(VectorGroup group, SketchQuery query)
    {
        var dimensions = group.Model.Dimensions;
        var length = SketchGroup.LengthOf(dimensions);
        var (sums, limit) = (new ushort[SketchGroup.Vectors], query.LimitFor(2));
        for (var window = 0; window < WindowBits.WindowCount(group.DocumentCount); window++)
        {
            for (var sketches = group.SketchesOf(window); sketches.Length > 0; sketches = sketches[length..])
            {
                SketchKernels.Sum(sketches, query.Tables, sums);
                _sum += SketchKernels.Above(sums, sketches[SketchGroup.ReachesOf(dimensions)..], sketches[SketchGroup.SharesOf(dimensions)..], [], limit);
            }
        }
    }
}
