using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Queries;

namespace Paperboy.Search.Tests.Queries;

/// <summary>
/// Keeps the texts of documents and answers queries by scoring each document, with nothing but dictionaries. Words are
/// what stands between spaces, so the texts must be made of words that the analysis leaves alone.
/// </summary>
internal sealed class NaiveOracle(IndexSchema schema)
{
    private readonly Dictionary<string, string[]> _documents = new(StringComparer.Ordinal);

    public int Count => _documents.Count;

    public void Upsert(string id, params string[] texts) => _documents[id] = texts;

    public void Delete(string id) => _documents.Remove(id);

    public bool Contains(string id) => _documents.ContainsKey(id);

    /// <summary>All matching documents, best first, under the statistics of the searcher's commit.</summary>
    public List<SearchHit> Search(Searcher searcher, string query)
    {
        var snapshot = searcher.Use();
        try
        {
            var ranking = new Bm25(schema, snapshot.AverageLength);
            var weights = Words(query).GroupBy(word => word).ToDictionary(
                word => word.Key,
                word => word.Count() * Bm25.InverseDocumentFrequency(
                    snapshot.StoredCount,
                    snapshot.Segments.Sum(segment =>
                        segment.Reader.Terms.TryFind(Encoding.UTF8.GetBytes(word.Key), out var entry) ? entry.DocumentFrequency : 0L)));
            var hits = from document in _documents
                       let score = Score(document.Value, weights, ranking)
                       where score > 0
                       select new SearchHit(document.Key, score);
            return [.. hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal)];
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>The statistics as the live documents alone would give them.</summary>
    public (long Documents, double AverageLength) Statistics() =>
        (Count, Count == 0 ? 1 : Math.Max(1, _documents.Values.Average(texts => (double)LengthCode.Decode(LengthOf(texts)))));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private byte LengthOf(string[] texts) =>
        LengthCode.Encode(texts.Select((text, field) => (double)schema.Fields[field].Weight * Words(text).Length).Sum());

    private double Score(string[] texts, Dictionary<string, double> weights, Bm25 ranking)
    {
        var score = 0.0;
        foreach (var (word, weight) in weights)
        {
            var frequency = 0f;
            for (var field = 0; field < texts.Length; field++)
                frequency += schema.Fields[field].Weight * Words(texts[field]).Count(other => other == word);
            if (frequency > 0)
                score += ranking.Contribution(weight, new Impact(frequency, LengthOf(texts)));
        }

        return score;
    }
}
