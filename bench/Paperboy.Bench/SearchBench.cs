using System.Diagnostics;
using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Storage;
using Paperboy.Text;

namespace Paperboy.Bench;

/// <summary>How long the best 20 papers take, for titles and for a few words of them, seeded draws from the catalog itself.</summary>
internal static class SearchBench
{
    private const int Queries = 1_000;

    public static void Run(string folder)
    {
        var data = new DataFolder(folder);
        using var database = Database.Open(data, TimeProvider.System);
        using var index = new PaperIndex(data);
        var papers = new PaperStore(database);
        var profiles = new VectorProfiles(database);
        var vectors = new QueryVectors(
            _ => ValueTask.FromResult<IEmbedder>(BuiltInEmbedder.General),
            (embedder, text) => profiles.Find(embedder.Fingerprint)?.LeastSimilarity(text, index.Count),
            TimeProvider.System);
        var search = new PaperSearch(index, vectors, papers);
        var titles = Titles(database, papers);
        var random = new Random(7);
        string[] few = [.. titles.Select(t => Few(t, random))];
        Console.WriteLine(Percentiles.Header);
        Measure("title-length, engine alone", titles, q => index.Search(new SearchRequest(q, 20), default));
        Measure("title-length, by words, with the papers read", titles, q => search.Search(new PaperQuestion(q, 20) { Mode = SearchMode.Keyword }));
        Measure("title-length, by words and meaning, likewise", titles, q => search.Search(new PaperQuestion(q, 20)));
        Measure("2 to 4 words, engine alone", few, q => index.Search(new SearchRequest(q, 20), default));
        Measure("2 to 4 words, by words, with the papers read", few, q => search.Search(new PaperQuestion(q, 20) { Mode = SearchMode.Keyword }));
        Measure("2 to 4 words, by words and meaning, likewise", few, q => search.Search(new PaperQuestion(q, 20)));
        Measure("2 to 4 words, every match counted", few, q => search.Search(new PaperQuestion(q, 20) { Mode = SearchMode.Keyword, CountAll = true }));
    }

    private static void Measure(string what, string[] queries, Action<string> ask)
    {
        foreach (var query in queries)
            ask(query);
        var times = new List<double>(queries.Length);
        foreach (var query in queries)
        {
            var started = Stopwatch.GetTimestamp();
            ask(query);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Console.WriteLine(Percentiles.Line(what, times));
    }

    private static string[] Titles(Database database, PaperStore papers)
    {
        var ids = new IndexQueue(database).Contents().Papers.Select(p => p.Id).ToList();
        var random = new Random(7);
        return [.. papers.FindMany([.. Enumerable.Range(0, Queries).Select(_ => ids[random.Next(ids.Count)]).Distinct()])
            .Select(p => PaperText.Parse(p.Title).ToPlainText())];
    }

    private static string Few(string title, Random random)
    {
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        random.Shuffle(words);
        return string.Join(' ', words.Take(random.Next(2, 5)));
    }
}
