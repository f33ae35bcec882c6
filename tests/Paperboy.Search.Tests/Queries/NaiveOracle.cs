using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Queries;
using Paperboy.Search.Text;

namespace Paperboy.Search.Tests.Queries;

/// <summary>
/// Keeps the words of documents and answers queries by looking at each document, with nothing but lists. Only the
/// analysis of single words and the ranking function are the engine's own.
/// </summary>
internal sealed class NaiveOracle(IndexSchema schema)
{
    private readonly Dictionary<string, Word[]> _documents = new(StringComparer.Ordinal);

    private sealed record Word(int Field, int Position, string Term, string Exact);

    public int Count => _documents.Count;

    public void Upsert(string id, params string[] texts) =>
        _documents[id] = [.. texts.SelectMany((text, field) => Words(field, text))];

    public void Delete(string id) => _documents.Remove(id);

    public bool Contains(string id) => _documents.ContainsKey(id);

    /// <summary>All matching documents, best first, under the statistics of the searcher's commit.</summary>
    public List<SearchHit> Search(Searcher searcher, string query)
    {
        var snapshot = searcher.Use();
        try
        {
            var ranking = new Bm25(schema, snapshot.AverageLength);
            var words = Words(0, query);
            var weights = words.GroupBy(word => word.Term).ToDictionary(
                word => word.Key,
                word => Bm25.Weight(Bm25.InverseDocumentFrequency(snapshot.StoredCount, FrequencyOf(snapshot, word.Key)), word.Count()));
            var hits = from document in _documents
                       let score = Score(document.Value, weights, ranking)
                       where score > 0
                       select new SearchHit(document.Key, score / (double)Bm25.One, TierOf(document.Value, words));
            return [.. hits.OrderByDescending(hit => hit.Tier).ThenByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal)];
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>The statistics as the live documents alone would give them.</summary>
    public (long Documents, double AverageLength) Statistics() =>
        (Count, Count == 0 ? 1 : Math.Max(1, _documents.Values.Average(words => (double)LengthCode.Decode(LengthOf(words)))));

    private static long FrequencyOf(Segments.Snapshot snapshot, string term) => snapshot.Segments.Sum(segment =>
        segment.Reader.Terms.TryFind(Encoding.UTF8.GetBytes(term), out var entry) ? entry.DocumentFrequency : 0L);

    private static List<Word> Words(int field, string text)
    {
        var words = new List<Word>();
        var reader = new TermReader(text, new byte[TermReader.BufferLength]);
        while (reader.Read())
            words.Add(new Word(field, reader.Position, Encoding.UTF8.GetString(reader.Term), Encoding.UTF8.GetString(reader.Exact)));
        return words;
    }

    private static int TierOf(Word[] document, List<Word> query)
    {
        if (!query.All(wanted => document.Any(word => word.Term == wanted.Term)))
            return 0;
        var asTyped = query.All(wanted => document.Any(word => word.Term == wanted.Term && word.Exact == wanted.Exact));
        var places = query.ConvertAll(wanted => document
            .Where(word => word.Term == wanted.Term && (!asTyped || word.Exact == wanted.Exact))
            .Select(word => (word.Field, word.Position)).ToHashSet());
        return LevelOf(places) + (asTyped ? 4 : 0);
    }

    private static int LevelOf(List<HashSet<(int Field, int Position)>> places)
    {
        var fields = places[0].Select(place => place.Field).Distinct().ToList();
        if (places.Count > 1)
        {
            if (places[0].Any(start => places.Select((place, i) => place.Contains((start.Field, start.Position + i))).All(has => has)))
                return 4;
            var length = places.Count - 1 + (3 * (places.Count - 1));
            if (places[0].Any(start => CanFollow(places, 1, start.Field, start.Position, start.Position + length)))
                return 3;
        }

        return places.All(place => place.Any(word => word.Field == 0)) ? 2 : 1;
    }

    private static bool CanFollow(List<HashSet<(int Field, int Position)>> places, int next, int field, int after, int end) =>
        next == places.Count || places[next].Any(place =>
            place.Field == field && place.Position > after && place.Position <= end && CanFollow(places, next + 1, field, place.Position, end));

    private byte LengthOf(Word[] words) => LengthCode.Encode(
        words.Where(word => schema.Fields[word.Field].AddsLength).Sum(word => (double)schema.Fields[word.Field].Weight));

    private int Score(Word[] words, Dictionary<string, float> weights, Bm25 ranking)
    {
        var score = 0;
        foreach (var (term, weight) in weights)
        {
            var frequency = words.Where(word => word.Term == term).Sum(word => schema.Fields[word.Field].Weight);
            if (frequency > 0)
                score += ranking.Contribution(weight, frequency, LengthOf(words));
        }

        return score;
    }
}
