using System.Globalization;
using Paperboy.Discover;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Bench.Engine;

/// <summary>
/// <c>engine-facets</c>: what facets, conditions and orders add to whole queries, or take from them, over an index with
/// invented columns (<see cref="FacetCorpus"/>). One thread, warm. All variants of a query are asked one after the other, so
/// that what else the machine does meets them alike; a time is the median of the passes, a ratio is to the query alone. On a
/// busy machine <c>--processor-time</c> counts the thread's own time only.
/// </summary>
internal static class FacetsBench
{
    private const string Alone = "the query alone";

    private static readonly string[] QueryFiles = ["titles.txt", "short.txt"];

    private static readonly Variant[] Variants =
    [
        new(Alone, ""),
        new("every match counted", "", CountAll: true),
        new("four facets", "", WithFacets: true),
        new("the last year", FacetCorpus.LastYear),
        new("the last month", FacetCorpus.LastMonth),
        new("a middle year", FacetCorpus.MiddleYear),
        new("the commonest category", $"cat:{FacetCorpus.CommonCategory}"),
        new("a rarer category", $"cat:{FacetCorpus.RarerCategory}"),
        new("has:code", "has:code"),
        new("the last year, four facets", FacetCorpus.LastYear, WithFacets: true),
        new("a middle year, four facets", FacetCorpus.MiddleYear, WithFacets: true),
        new("the commonest category, four facets", $"cat:{FacetCorpus.CommonCategory}", WithFacets: true),
        new("sort:new", "sort:new"),
        new("sort:new, four facets", "sort:new", WithFacets: true),
    ];

    /// <param name="corpus">A folder with corpus.tsv, titles.txt and short.txt.</param>
    /// <param name="given">What else was asked for.</param>
    public static void Run(string corpus, Arguments given)
    {
        var temporary = given.Text("--index") is null ? Directory.CreateTempSubdirectory("paperboy-bench-").FullName : null;
        var index = given.Text("--index") ?? Path.Combine(temporary!, "index");
        try
        {
            if (!given.Has("--reuse") || !File.Exists(Path.Combine(index, "manifest")))
                Index(Path.Combine(corpus, "corpus.tsv"), index, given.Count("--documents", int.MaxValue));
            using var searcher = Searcher.Open(index);
            Console.WriteLine($"{searcher.DocumentCount} documents, {IndexBench.SizeOf(index) / 1_000_000} MB");
            foreach (var file in QueryFiles)
                Measure(searcher, Path.Combine(corpus, file), given);
        }
        finally
        {
            if (temporary is not null)
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Index(string lines, string index, int most)
    {
        var documents = File.ReadLines(lines).Take(most).Count();
        var figures = IndexBench.Run(
            lines,
            index,
            documents,
            Environment.ProcessorCount,
            PaperDocument.Schema,
            (number, line) => FacetCorpus.Document(number, line, documents));
        Console.WriteLine(figures.ToJson());
    }

    private static void Measure(Searcher searcher, string queryFile, Arguments given)
    {
        string[] queries = [.. File.ReadLines(queryFile).Take(given.Count("--first", int.MaxValue))];
        var repeat = given.Count("--repeat", 3);
        var byProcessor = given.Has("--processor-time");
        var variants = Variants.Where(variant => variant.Name == Alone || variant.Name.Contains(given.Text("--only") ?? "", StringComparison.Ordinal)).ToList();
        var times = variants.Select(_ => queries.Select(_ => new double[repeat]).ToArray()).ToArray();
        foreach (var query in queries)
            variants.ForEach(variant => Time(searcher, query, variant, byProcessor));
        for (var pass = 0; pass < repeat; pass++)
        {
            for (var query = 0; query < queries.Length; query++)
            {
                for (var variant = 0; variant < variants.Count; variant++)
                    times[variant][query][pass] = Time(searcher, queries[query], variants[variant], byProcessor);
            }
        }

        Print(Path.GetFileNameWithoutExtension(queryFile), queries, variants, [.. times.Select(Medians)], given.Has("--times"));
    }

    private static double[] Medians(double[][] times) => [.. times.Select(passes => Percentiles.Median(passes))];

    // From the text of the query to the ids of the ten best and the counts, as a page of results asks for them.
    private static double Time(Searcher searcher, string query, Variant variant, bool byProcessor)
    {
        var clock = new StopClock(byProcessor);
        var read = QueryParser.Parse(variant.Condition.Length == 0 ? query : $"{query} {variant.Condition}", PaperVocabulary.Queries);
        searcher.Search(new SearchRequest(read, QueryBench.Limit, 0, variant.CountAll)
        {
            SortColumns = (PaperColumn.Date, PaperColumn.Votes),
            Facets = variant.WithFacets ? PaperFacets.Requests : [],
        });
        return clock.Milliseconds;
    }

    private static void Print(string what, string[] queries, List<Variant> variants, double[][] times, bool withSlowest)
    {
        Console.WriteLine($"\n| {queries.Length} of {what} | p50 ms | p90 ms | p99 ms | p50 ratio | p99 ratio |\n|---|---|---|---|---|---|");
        for (var i = 0; i < variants.Count; i++)
        {
            var (p50, p99) = (Percentiles.Of(times[i], 0.5), Percentiles.Of(times[i], 0.99));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {variants[i].Name} | {p50:F2} | {Percentiles.Of(times[i], 0.9):F2} | {p99:F2} | {p50 / Percentiles.Of(times[0], 0.5):F2} | {p99 / Percentiles.Of(times[0], 0.99):F2} |"));
        }

        for (var i = 0; i < variants.Count && withSlowest; i++)
        {
            foreach (var (query, time) in times[i].Index().OrderByDescending(time => time.Item).Take(3))
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time,8:F2} ms, alone {times[0][query]:F2}: {queries[query]} + {variants[i].Name}"));
        }
    }

    private sealed record Variant(string Name, string Condition, bool CountAll = false, bool WithFacets = false);
}
