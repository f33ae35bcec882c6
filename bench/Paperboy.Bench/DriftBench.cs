using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Paperboy.Embeddings;
using Paperboy.Embeddings.Mapping;
using Paperboy.Embeddings.Training;
using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Bench;

/// <summary>
/// While papers are embedded again: which share of the ten closest by the new model's vectors of all papers is found when only
/// some have them, by several ways to compare the others. docs/embedder.md has the table.
/// </summary>
internal static class DriftBench
{
    private const int Depth = 10;
    private const int QueriesAtOnce = 40;

    private static readonly double[] Ways = [0.1, 0.5, 0.9];

    public static async Task Run(string[] args)
    {
        var arguments = new Arguments(args, ["--papers", "--queries", "--sample"], []);
        if (arguments.Places.Count == 0)
            throw new ArgumentException("Which papers? Name files of JSON lines.");
        var texts = Read(arguments.Places);
        new Random(1).Shuffle(texts);
        var asked = Math.Min(arguments.Count("--queries", 300), texts.Length / 10);
        var (queries, papers) = (texts[..asked], texts[asked..Math.Min(texts.Length, asked + arguments.Count("--papers", int.MaxValue / 2))]);
        Console.WriteLine($"{papers.Length} papers, {asked} titles and {asked} papers that are none of them ask for the ten closest\n");
        Console.WriteLine("| from the general model to | way | nothing embedded again | 10 % | 50 % | 90 % |\n|---|---|---|---|---|---|");
        foreach (var (name, embedder) in Models(papers))
            await Measure(name, embedder, papers, queries, arguments.Count("--sample", int.MaxValue));
    }

    private static IEnumerable<(string, BuiltInEmbedder)> Models(TrainingText[] papers)
    {
        var before = Environment.CpuUsage.TotalTime;
        var adapted = Adaptation.Adapt(BuiltInEmbedder.General.Model, papers, Adaptation.OptionsFor(papers.Length), (_, _) => { }, default);
        Console.Error.WriteLine($"adapted in {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of one core");
        yield return ("the same, adapted to these papers", BuiltInEmbedder.Of(adapted, "adapted"));
        before = Environment.CpuUsage.TotalTime;
        var half = papers[..(papers.Length / 2)];
        var other = GeneralTraining.Train(half, GeneralTraining.Defaults with { Seed = 77, Epochs = 6 }, (_, _) => { }, default);
        Console.Error.WriteLine($"trained in {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of one core");
        yield return ("one trained anew, on half of these papers alone", BuiltInEmbedder.Of(other, "other"));
    }

    private static async Task Measure(string name, BuiltInEmbedder embedder, TrainingText[] papers, TrainingText[] queries, int most)
    {
        EmbedderText[] documents = [.. papers.Select(Document)];
        EmbedderText[] questions = [.. queries.Select(text => EmbedderText.Query(text.Title)), .. queries.Select(Document)];
        var (from, to) = (new VectorModel(BuiltInEmbedder.General.Fingerprint, TokenVectors.Dimensions), new VectorModel(embedder.Fingerprint, TokenVectors.Dimensions));
        var (old, @new) = (await Embed(BuiltInEmbedder.General, documents), await Embed(embedder, documents));
        var (oldQueries, newQueries) = (await Embed(BuiltInEmbedder.General, questions), await Embed(embedder, questions));
        var usual = Indexing.MapSample.SizeFor(from, to);
        var sample = Math.Min(most == int.MaxValue ? usual : most, papers.Length / 10);
        var pairs = new VectorPairs(from, to, sample);
        const int Width = TokenVectors.Dimensions;
        for (var i = 0; i < sample; i++)
            pairs.Add(old.AsSpan(i * Width, Width), @new.AsSpan(i * Width, Width));
        var before = Environment.CpuUsage.TotalTime;
        var map = MapFitting.Fit(pairs, default)!;
        Console.Error.WriteLine($"{name}: map of {sample} papers in {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F0} ms of one core, agreement {map.Agreement:F3}, factor {map.Scale.Factor:F3}, offset {map.Scale.Offset:F3}");
        var orthogonal = MapFitting.Orthogonal(pairs, sample, default);
        Way[] ways =
        [
            new("no map: cosines of both models", oldQueries, SimilarityScale.Cosine),
            new("orthogonal map", Back(newQueries, orthogonal), SimilarityScale.Cosine),
            new("map", Back(newQueries, map.Matrix.ToArray()), SimilarityScale.Cosine),
            new("map with scale", Back(newQueries, map.Matrix.ToArray()), map.Scale),
        ];
        foreach (var way in ways)
        {
            var kept = Kept(way, newQueries, old, @new, sample);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {way.Name} | {string.Join(" | ", kept.Select(share => share.ToString("F3", CultureInfo.InvariantCulture)))} |"));
        }
    }

    // The share that is kept at the beginning and at each of the ways.
    private static double[] Kept(Way way, float[] newQueries, float[] old, float[] @new, int sample)
    {
        const int Width = TokenVectors.Dimensions;
        var (papers, queries) = (old.Length / Width, newQueries.Length / Width);
        double[] shares = [0, .. Ways];
        var kept = new int[shares.Length];
        for (var first = 0; first < queries; first += QueriesAtOnce)
        {
            var count = Math.Min(QueriesAtOnce, queries - first);
            var real = Products(newQueries, @new, first, count, papers);
            var mapped = Products(way.Queries, old, first, count, papers);
            Parallel.For(0, count, query =>
            {
                var (closeness, row) = (new float[papers], query * papers);
                var expected = Closest(real.AsSpan(row, papers)).ToHashSet();
                for (var share = 0; share < shares.Length; share++)
                {
                    for (var paper = 0; paper < papers; paper++)
                        closeness[paper] = IsNew(paper, papers, sample, shares[share]) ? real[row + paper] : way.Scale.Of(mapped[row + paper]);
                    Interlocked.Add(ref kept[share], Closest(closeness).Count(expected.Contains));
                }
            });
        }

        return [.. kept.Select(found => (double)found / (queries * Depth))];
    }

    // The sample goes first, then any.
    private static bool IsNew(int paper, int papers, int sample, double share)
    {
        if (share == 0 || paper < sample)
            return share > 0;
        var place = SplitMix.Of(9, paper, 0).NextUnit();
        return place < ((share * papers) - sample) / (papers - sample);
    }

    private static float[] Products(float[] queries, float[] documents, int first, int count, int papers)
    {
        const int Width = TokenVectors.Dimensions;
        var products = new float[count * papers];
        var asked = queries.AsSpan(first * Width, count * Width).ToArray();
        Gemm.Multiply(Factor.Rows(asked, Width), Factor.Rows(documents, Width).Transposed, products, count, Width, papers);
        return products;
    }

    private static float[] Back(float[] queries, float[] matrix)
    {
        const int Width = TokenVectors.Dimensions;
        var back = new float[queries.Length];
        Gemm.Multiply(Factor.Rows(queries, Width), Factor.Rows(matrix, Width).Transposed, back, queries.Length / Width, Width, Width);
        return back;
    }

    private static int[] Closest(ReadOnlySpan<float> closeness)
    {
        var best = new PriorityQueue<int, float>(Depth + 1);
        for (var paper = 0; paper < closeness.Length; paper++)
        {
            if (best.Count < Depth)
                best.Enqueue(paper, closeness[paper]);
            else
                best.EnqueueDequeue(paper, closeness[paper]);
        }

        return [.. best.UnorderedItems.Select(item => item.Element)];
    }

    private static EmbedderText Document(TrainingText text) => EmbedderText.Document(text.Title, text.Abstract);

    private static async Task<float[]> Embed(BuiltInEmbedder embedder, EmbedderText[] texts)
    {
        var vectors = new float[texts.Length * embedder.Dimensions];
        await embedder.EmbedAsync(texts, vectors, default);
        return vectors;
    }

    // Each title once.
    private static TrainingText[] Read(IEnumerable<string> files)
    {
        var (texts, titles) = (new List<TrainingText>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var file in files)
        {
            using var raw = File.OpenRead(file);
            using var lines = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
            while (lines.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                var title = Plain(json, "title");
                if (titles.Add(title))
                    texts.Add(new TrainingText(title, Plain(json, "abstract")));
            }
        }

        return [.. texts];
    }

    private static string Plain(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) ? PaperText.Parse(value.GetString() ?? "").ToPlainText() : "";

    private sealed record Way(string Name, float[] Queries, SimilarityScale Scale);
}
