using System.Diagnostics;
using Paperboy.Search;

namespace Paperboy.Bench.Engine;

/// <summary><c>engine-search</c>: how fast the ten best are found by one thread, in a process that does nothing else.</summary>
internal static class QueryBench
{
    public const int Limit = 10;

    private static readonly TimeSpan AtLeastWarm = TimeSpan.FromSeconds(5);

    /// <param name="index">The index's folder.</param>
    /// <param name="queryFile">A query a line.</param>
    /// <param name="repeat">How many passes are measured, after those that warm.</param>
    /// <param name="first">How many of the queries to ask.</param>
    /// <param name="withTimes">Whether to give the time of each query, too.</param>
    public static Figures Run(string index, string queryFile, int repeat, int first, bool withTimes)
    {
        string[] queries = [.. File.ReadLines(queryFile).Take(first)];
        if (queries.Length == 0)
            throw new InvalidDataException($"{queryFile} holds no query.");
        var started = Stopwatch.GetTimestamp();
        using var searcher = Searcher.Open(index);
        var opened = Stopwatch.GetElapsedTime(started);
        Warm(searcher, queries);
        var passes = new double[queries.Length][];
        for (var i = 0; i < queries.Length; i++)
            passes[i] = new double[repeat];
        for (var pass = 0; pass < repeat; pass++)
        {
            for (var i = 0; i < queries.Length; i++)
                passes[i][pass] = Time(searcher, queries[i]);
        }

        double[] medians = [.. passes.Select(times => Math.Round(Percentiles.Median(times), 4))];
        return new Figures
        {
            Engine = "Paperboy",
            What = Path.GetFileNameWithoutExtension(queryFile),
            Documents = searcher.DocumentCount,
            Queries = queries.Length,
            P50Ms = Percentiles.Of(medians, 0.5),
            P90Ms = Percentiles.Of(medians, 0.9),
            P99Ms = Percentiles.Of(medians, 0.99),
            MeanMs = Math.Round(medians.Average(), 4),
            IndexBytes = IndexBench.SizeOf(index),
            OpenMs = Math.Round(opened.TotalMilliseconds, 2),
            RssAnonBytes = RssAnon(),
            Times = withTimes ? medians : null,
        };
    }

    /// <summary>Asks all queries, for some seconds at least: a single short pass would leave the just-in-time compiler at work.</summary>
    public static void Warm(Searcher searcher, string[] queries)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            foreach (var query in queries)
                Time(searcher, query);
        }
        while (Stopwatch.GetElapsedTime(started) < AtLeastWarm);
    }

    /// <summary>Milliseconds from a query's text to the ids of the ten best.</summary>
    public static double Time(Searcher searcher, string query)
    {
        var asked = Stopwatch.GetTimestamp();
        searcher.Search(new SearchRequest(query, Limit));
        return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
    }

    // Null where the system has no /proc.
    private static long? RssAnon()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
            return null;
        var line = File.ReadLines(Status).First(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }
}
