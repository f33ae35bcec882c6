using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>How well the ranking does on collections with relevance judgements.</summary>
public sealed class QualityTests
{
    [Theory]
    [InlineData("scifact", "test", 0.69)]
    [InlineData("scifact", "train", 0.69)]
    public void The_mean_nDCG_at_10_is_that_of_a_good_BM25(string collection, string split, double least)
    {
        var root = SharedData.Require("collections", collection);
        using var folder = new TemporaryFolder();
        using (var writer = IndexWriter.Open(folder.Path, new IndexSchema([new("title", 2), new("abstract", 1)])))
        {
            foreach (var paper in SharedData.ReadLines(Path.Combine(root, "corpus.jsonl.gz")))
                writer.Upsert(new IndexDocument(Text(paper, "_id")).Add("title", Text(paper, "title")).Add("abstract", Text(paper, "text")));
            writer.Commit(1);
        }

        using var searcher = Searcher.Open(folder.Path);
        var queries = SharedData.ReadLines(Path.Combine(root, "queries.jsonl")).ToDictionary(query => Text(query, "_id"), query => Text(query, "text"));
        var judgements = File.ReadLines(Path.Combine(root, "qrels", $"{split}.tsv")).Skip(1).Select(line => line.Split('\t'));
        var gains = judgements.GroupBy(parts => parts[0]).Select(query => NdcgAt10(
            searcher.Search(new SearchRequest(queries[query.Key], 10)).Hits,
            query.ToDictionary(parts => parts[1], parts => int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture))));
        Assert.InRange(gains.Average(), least, 1);
    }

    private static string Text(System.Text.Json.JsonElement line, string property) => line.GetProperty(property).GetString()!;

    private static double NdcgAt10(IReadOnlyList<SearchHit> hits, Dictionary<string, int> judgements)
    {
        var gain = hits.Select((hit, rank) => judgements.GetValueOrDefault(hit.Id) / Math.Log2(rank + 2)).Sum();
        var ideal = judgements.Values.OrderDescending().Take(10).Select((grade, rank) => grade / Math.Log2(rank + 2)).Sum();
        return ideal == 0 ? 0 : gain / ideal;
    }
}
