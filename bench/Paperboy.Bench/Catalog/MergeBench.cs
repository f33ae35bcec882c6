using System.Diagnostics;
using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Storage;

namespace Paperboy.Bench.Catalog;

/// <summary>
/// Pages of a harvest into a large catalog, a transaction a page: 40 of 100 records unchanged, 30 changed, both drawn evenly from the
/// whole catalog, and 30 new.
/// </summary>
internal static class MergeBench
{
    private const int PageOf = 1_300;

    /// <param name="args">The file that the catalog was made of, its folder, how many records, and a seed that is new for each run.</param>
    public static void Run(string[] args)
    {
        var arguments = new Arguments(args, ["--records", "--seed"], []);
        if (arguments.Places is not [var file, var folder])
            throw new ArgumentException("Which file, and the data folder of its catalog?");
        var records = arguments.Count("--records", 65_000);
        var random = new Random(arguments.Count("--seed", 1));
        using var database = Database.Open(new DataFolder(folder), TimeProvider.System);
        var store = new PaperStore(database);
        var known = BulkLines.Spread(file, records * 7 / 10, random).Where(line => BulkLines.IfSound(line).Any()).ToArray();
        random.Shuffle(known);
        var outcomes = new Dictionary<SaveOutcome, int>();
        var (elapsed, processors) = (TimeSpan.Zero, TimeSpan.Zero);
        var run = new ImportRun();
        var times = new List<double>();
        var io = Calls();
        foreach (var numbers in Enumerable.Range(0, records).Chunk(PageOf))
        {
            // Made page by page: a harvest, too, holds no more than one in memory.
            PaperRecord[] page = [.. numbers.Select(i => Told(BulkLines.Read(known[i % known.Length]), random.Next(10), random))];
            var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            foreach (var outcome in store.Save(page, run))
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            var took = Stopwatch.GetElapsedTime(started);
            (elapsed, processors) = (elapsed + took, processors + Environment.CpuUsage.TotalTime - cpu);
            times.Add(took.TotalMilliseconds);
        }

        var asked = Calls();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"into {store.Count()} papers: {records / elapsed.TotalSeconds:F0} records a second, {elapsed.TotalMicroseconds / records:F1} µs each, processors {processors.TotalMicroseconds / records:F1} µs; {string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}"))}"));
        foreach (var (name, count) in asked)
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"{name} {(count - io[name]) / (double)records:F1} "));
        Console.WriteLine("a record");
        Console.WriteLine(Percentiles.Header);
        Console.WriteLine(Percentiles.Line($"a page of {PageOf}", times));
    }

    // What this process has asked the kernel to read and write so far: unlike times, the same on a busy machine. Linux alone tells.
    private static Dictionary<string, long> Calls() => !File.Exists("/proc/self/io")
        ? []
        : File.ReadLines("/proc/self/io").Select(line => line.Split(": ")).Where(part => part[0][^1] is 'r' or 'w')
            .ToDictionary(part => part[0], part => long.Parse(part[1], CultureInfo.InvariantCulture));

    private static PaperRecord Told(PaperRecord known, int kind, Random random) => kind switch
    {
        < 4 => known,
        < 7 => RecordBody.WithBody(known with { Comment = $"{random.Next(1_000_000)} pages", Version = (known.Version ?? 1) + 1 }),
        _ => RecordBody.WithBody(known with
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"arXiv:{random.Next(27, 99)}{random.Next(1, 13):D2}.{random.Next(100_000):D5}"),
            Title = $"{known.Title}, {random.Next()}",
            Doi = null,
        }),
    };
}
