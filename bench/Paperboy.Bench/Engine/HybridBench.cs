using System.Diagnostics;
using System.Globalization;
using Paperboy.Embeddings;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Bench.Engine;

/// <summary>
/// <c>engine-hybrid</c>: queries by words and meaning, from the text to the ids of the ten best, over an index of a corpus's
/// words and of its vectors by the built-in embedder. The words are searched on one thread; meanwhile another embeds the query
/// and searches by meaning. Warm, by the clock; each query with every number of candidates in turn, so that what else the
/// machine does meets them alike; a time is the median of the passes.
/// </summary>
internal static class HybridBench
{
    private const int CompareAtOnce = 400;

    private static readonly int[] Candidates = [200, 100, 50];
    private static readonly string[] QueryFiles = ["short.txt", "titles.txt"];
    private static readonly string[] Steps = ["the whole query", "words", "embedding", "nearest", "similarities and scores", "fusion"];

    /// <param name="corpus">A folder with corpus.tsv, titles.txt and short.txt.</param>
    /// <param name="given">What else was asked for.</param>
    public static void Run(string corpus, Arguments given)
    {
        var temporary = given.Text("--index") is null ? Directory.CreateTempSubdirectory("paperboy-bench-").FullName : null;
        var index = given.Text("--index") ?? Path.Combine(temporary!, "index");
        try
        {
            if (!given.Has("--reuse") || !File.Exists(Path.Combine(index, "manifest")))
                Console.WriteLine(HybridCorpus.Index(Path.Combine(corpus, "corpus.tsv"), index, given.Count("--documents", int.MaxValue)).ToJson());
            using var searcher = Searcher.Open(index);
            Console.WriteLine($"{searcher.DocumentCount} documents, {IndexBench.SizeOf(index) / 1_000_000} MB");
            foreach (var file in QueryFiles)
                Measure(searcher, Path.Combine(corpus, file), given);
            MeasureSimilarities(searcher);
            foreach (var file in QueryFiles)
                CandidateBench.Run(index, [.. File.ReadLines(Path.Combine(corpus, file)).Take(CandidateBench.Queries)]);
        }
        finally
        {
            if (temporary is not null)
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Measure(Searcher searcher, string queryFile, Arguments given)
    {
        string[] queries = [.. File.ReadLines(queryFile).Take(given.Count("--first", int.MaxValue))];
        var repeat = given.Count("--repeat", 3);
        var times = Candidates.Select(_ => queries.Select(_ => new double[repeat][]).ToArray()).ToArray();
        for (var pass = -1; pass < repeat; pass++)
        {
            for (var query = 0; query < queries.Length; query++)
            {
                for (var variant = 0; variant < Candidates.Length; variant++)
                {
                    var took = new HybridQuery(searcher, queries[query], Candidates[variant]).Run();
                    if (pass >= 0)
                        times[variant][query][pass] = took;
                }
            }
        }

        Console.WriteLine($"\n| {queries.Length} of {Path.GetFileNameWithoutExtension(queryFile)} | p50 ms | p90 ms | p99 ms |\n|---|---|---|---|");
        for (var variant = 0; variant < Candidates.Length; variant++)
        {
            for (var step = 0; step < Steps.Length; step++)
                Print($"{Candidates[variant]} candidates: {Steps[step]}", [.. times[variant].Select(passes => Percentiles.Median(passes.Select(pass => pass[step])))]);
        }

        if (!given.Has("--times"))
            return;
        foreach (var (query, passes) in times[0].Index().OrderByDescending(of => Percentiles.Median(of.Item.Select(pass => pass[0]))).Take(10))
            Console.Error.WriteLine($"{string.Join("; ", passes.Select(pass => string.Join(' ', pass.Select(step => step.ToString("F2", CultureInfo.InvariantCulture)))))}: {queries[query]}");
    }

    private static void MeasureSimilarities(Searcher searcher)
    {
        var (random, vector) = (new Random(1), HybridCorpus.VectorOf("graph neural networks").Vector!);
        var times = new List<double>();
        for (var pass = 0; pass < 200; pass++)
        {
            string[] ids = [.. Enumerable.Range(0, CompareAtOnce).Select(_ => HybridCorpus.IdOf(1 + random.Next((int)searcher.DocumentCount)))];
            var started = Stopwatch.GetTimestamp();
            searcher.Similarities([vector], ids);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Console.WriteLine("\n| | p50 ms | p90 ms | p99 ms |\n|---|---|---|---|");
        Print($"similarities of {CompareAtOnce} documents drawn at random", times);
    }

    private static void Print(string what, IReadOnlyList<double> times) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {Percentiles.Of(times, 0.5):F2} | {Percentiles.Of(times, 0.9):F2} | {Percentiles.Of(times, 0.99):F2} |"));
}

/// <summary>One query by words and meaning.</summary>
internal sealed class HybridQuery(Searcher searcher, string text, int candidates)
{
    private const int Limit = 10;
    private const double WeightUnit = 1 << 16; // in which the engine tells the terms' weights

    private static readonly FusionOptions Options = new();

    private double _embedding;
    private double _nearest;

    /// <summary>Milliseconds of the whole and of each step.</summary>
    public double[] Run()
    {
        var started = Stopwatch.GetTimestamp();
        var meaning = Task.Run(Nearest);
        var request = new SearchRequest(text, candidates) { WithTermWeights = true };
        var words = searcher.Search(request);
        var searched = Milliseconds(started);
        var (vector, certainty, neighbours) = meaning.GetAwaiter().GetResult();
        var compared = Stopwatch.GetTimestamp();
        var found = Join(request.Query, words, vector, neighbours);
        var (similarities, fused) = (Milliseconds(compared), Stopwatch.GetTimestamp());
        var query = new FusionQuery(words.TermWeights.Sum() / WeightUnit, certainty);
        HybridRanking.Rank(found, query, Options, Limit, words.Hits.Count == candidates && words.Hits[^1].Tier > 0);
        return [Milliseconds(started), searched, _embedding, _nearest, similarities, Milliseconds(fused)];
    }

    private (ModelVector? Vector, float Certainty, IReadOnlyList<Neighbour> Neighbours) Nearest()
    {
        var started = Stopwatch.GetTimestamp();
        var (vector, certainty) = HybridCorpus.VectorOf(text);
        (_embedding, started) = (Milliseconds(started), Stopwatch.GetTimestamp());
        var neighbours = vector is null ? []
            : searcher.Nearest(new NearestRequest([vector], candidates) { CrowdingShare = (float)Options.CrowdingShare });
        _nearest = Milliseconds(started);
        return (vector, certainty, neighbours);
    }

    private List<FusionCandidate> Join(ParsedQuery query, SearchResult words, ModelVector? vector, IReadOnlyList<Neighbour> neighbours)
    {
        var near = neighbours.ToDictionary(of => of.Id, StringComparer.Ordinal);
        string[] others = [.. words.Hits.Select(hit => hit.Id).Where(id => !near.ContainsKey(id))];
        string[] alone = [.. near.Keys.Except(words.Hits.Select(hit => hit.Id), StringComparer.Ordinal)];

        // What is close may have words, too, if the words find more than the candidates.
        var scores = words.Hits.Count < candidates ? new double[alone.Length] : searcher.WordScores(query, alone);
        var similarities = vector is null ? [.. others.Select(_ => new VectorSimilarity(float.NaN, 0))] : searcher.Similarities([vector], others);
        var (found, other) = (new List<FusionCandidate>(), 0);
        foreach (var hit in words.Hits)
        {
            var (similarity, crowding) = near.Remove(hit.Id, out var neighbour)
                ? (neighbour.Similarity, neighbour.Crowding)
                : (similarities[other].Similarity, similarities[other++].Crowding);
            found.Add(new FusionCandidate(hit.Id, hit.Tier, hit.Score, similarity) { Crowding = crowding });
        }

        found.AddRange(alone.Zip(scores, (id, score) =>
            new FusionCandidate(id, 0, score, near[id].Similarity) { Crowding = near[id].Crowding }));
        return found;
    }

    private static double Milliseconds(long since) => Stopwatch.GetElapsedTime(since).TotalMilliseconds;
}

/// <summary>The lines of a corpus with their vectors and how crowded these are.</summary>
internal static class HybridCorpus
{
    private const int Apart = 97; // lines from one to the next of the sample
    private static readonly BuiltInEmbedder Embedder = BuiltInEmbedder.General;
    private static readonly VectorModel Model = new(Embedder.Fingerprint, Embedder.Dimensions);

    public static Figures Index(string lines, string index, int most)
    {
        var crowding = new Crowding(Sample(lines), Embedder.Dimensions);
        return IndexBench.Run(lines, index, most, Environment.ProcessorCount, TsvCorpus.Schema, (number, line) =>
        {
            var (document, vector) = (TsvCorpus.Document(number, line), new float[Embedder.Dimensions]);
            Embedder.Embed(TextOf(line), vector);
            return vector.ContainsAnyExcept(0f) ? document.Set(new ModelVector(Model, vector) { Crowding = crowding.Of(vector, OwnPlace(number)) }) : document;
        });
    }

    /// <summary>The vector of a query, if it has any word, and how sure it is.</summary>
    public static (ModelVector? Vector, float Certainty) VectorOf(string query)
    {
        var vector = new float[Embedder.Dimensions];
        var certainty = Embedder.Embed(EmbedderText.Query(query), vector);
        return (vector.ContainsAnyExcept(0f) ? new ModelVector(Model, vector) : null, certainty);
    }

    /// <summary>The id of a line, counted from 1.</summary>
    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"tsv:{number}");

    private static int OwnPlace(int number) =>
        (number - 1) % Apart == 0 && (number - 1) / Apart < Crowding.SampleSize ? (number - 1) / Apart : -1;

    // Titles as queries, as the application draws them.
    private static float[] Sample(string lines)
    {
        var sample = new float[Crowding.SampleSize * Embedder.Dimensions];
        var at = 0;
        foreach (var (number, line) in File.ReadLines(lines).Index())
        {
            if (number % Apart != 0)
                continue;
            Embedder.Embed(EmbedderText.Query(line[..line.IndexOf('\t', StringComparison.Ordinal)]), sample.AsSpan(at, Embedder.Dimensions));
            if ((at += Embedder.Dimensions) == sample.Length)
                return sample;
        }

        return sample[..at];
    }

    private static EmbedderText TextOf(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        return EmbedderText.Document(line[..tab], line[(tab + 1)..]);
    }
}
