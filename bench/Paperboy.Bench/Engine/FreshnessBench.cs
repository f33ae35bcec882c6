using System.Diagnostics;
using System.Globalization;
using Paperboy.Search;

namespace Paperboy.Bench.Engine;

/// <summary>
/// <c>engine-freshness</c>: how long a new paper takes until it is found, one a second, while one thread asks without a
/// pause; and how much slower the slowest queries are for it. Works on a copy of the index, which is deleted after.
/// </summary>
internal static class FreshnessBench
{
    private const int Rounds = 3;

    // Long enough a document to be one: a paper's abstract has some 150 words, a title ten.
    private const int TitlesPerAbstract = 15;

    private static readonly TimeSpan BetweenPapers = TimeSpan.FromSeconds(1);

    /// <param name="index">An index that engine-index has made.</param>
    /// <param name="queryFile">A query a line; new papers are made of their words.</param>
    /// <param name="seconds">How long at least each of three rounds lasts, both the quiet and the writing half.</param>
    public static Figures Run(string index, string queryFile, int seconds)
    {
        string[] queries = [.. File.ReadLines(queryFile)];
        var copy = index.TrimEnd(Path.DirectorySeparatorChar) + ".freshness";
        Copy(index, copy);
        try
        {
            using var writer = IndexWriter.Open(copy, TsvCorpus.Schema);
            using var searcher = Searcher.Open(copy);
            return Run(writer, searcher, queries, TimeSpan.FromSeconds(seconds));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static Figures Run(IndexWriter writer, Searcher searcher, string[] queries, TimeSpan atLeast)
    {
        var documents = searcher.DocumentCount;
        var papers = new NewPapers(writer, searcher, queries);
        QueryBench.Warm(searcher, queries);
        papers.AddOne();
        List<double> quiet = [], writing = [], found = [];
        for (var round = 0; round < Rounds; round++)
        {
            quiet.AddRange(AskFor(searcher, queries, atLeast));
            using var stop = new CancellationTokenSource();
            var adding = Task.Factory.StartNew(
                () => papers.AddUntil(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            writing.AddRange(AskFor(searcher, queries, atLeast));
            stop.Cancel();
            found.AddRange(adding.GetAwaiter().GetResult());
        }

        return new Figures
        {
            Engine = "Paperboy",
            What = "freshness",
            Documents = documents,
            Queries = queries.Length,
            NewPapers = found.Count,
            FoundAfterMedianMs = Math.Round(Percentiles.Median(found), 2),
            FoundAfterMaxMs = Math.Round(found.Max(), 2),
            QuietP99Ms = Math.Round(Percentiles.Of(quiet, 0.99), 4),
            WritingP99Ms = Math.Round(Percentiles.Of(writing, 0.99), 4),
        };
    }

    // Whole passes only: both halves of a round ask the same mixture of cheap and dear queries.
    private static List<double> AskFor(Searcher searcher, string[] queries, TimeSpan atLeast)
    {
        var times = new List<double>();
        var started = Stopwatch.GetTimestamp();
        do
        {
            foreach (var query in queries)
                times.Add(QueryBench.Time(searcher, query));
        }
        while (Stopwatch.GetElapsedTime(started) < atLeast);
        return times;
    }

    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    /// <summary>Papers of the queries' words, each with a word that no other has.</summary>
    private sealed class NewPapers(IndexWriter writer, Searcher searcher, string[] queries)
    {
        private readonly Random _random = new(7);
        private int _count;

        public List<double> AddUntil(CancellationToken stop)
        {
            var found = new List<double>();
            while (!stop.IsCancellationRequested)
            {
                var started = Stopwatch.GetTimestamp();
                found.Add(AddOne());
                var rest = BetweenPapers - Stopwatch.GetElapsedTime(started);
                if (rest > TimeSpan.Zero)
                    stop.WaitHandle.WaitOne(rest);
            }

            return found;
        }

        /// <summary>Milliseconds from handing a paper to the writer until a search has found it.</summary>
        public double AddOne()
        {
            var number = ++_count;
            var word = Word(number);
            var text = string.Join(". ", Enumerable.Range(0, TitlesPerAbstract).Select(_ => queries[_random.Next(queries.Length)]));
            var document = new IndexDocument($"new:{number}").Add("title", $"{queries[number % queries.Length]} {word}").Add("abstract", text);
            var started = Stopwatch.GetTimestamp();
            writer.Upsert(document);
            writer.Commit(2 + number);
            searcher.Refresh();
            var hits = searcher.Search(new SearchRequest(word, QueryBench.Limit)).Hits;
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            return hits.Count == 1 && hits[0].Id == document.Id
                ? took
                : throw new InvalidOperationException($"{document.Id} was committed, but a search for {word} found {hits.Count} others.");
        }

        // Letters alone and no English ending: the analysis must neither split it nor cut it to another paper's word.
        private static string Word(int number) =>
            "newpaper" + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0')))) + "x";
    }
}
