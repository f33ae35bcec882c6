using System.Globalization;
using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Queries;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Search.Tests.Queries;

/// <summary>What the oracle finds for a query: all hits, the best first.</summary>
internal sealed record OracleAnswer(List<SearchHit> Hits, long WithEveryWord, List<FacetResult> Facets);

/// <summary>
/// Keeps the words of documents and answers queries by looking at each document, with nothing but lists. Only the
/// analysis of single words and the ranking function are the engine's own.
/// </summary>
internal sealed class NaiveOracle(IndexSchema schema)
{
    private readonly Dictionary<string, OracleDocument> _documents = new(StringComparer.Ordinal);

    public int Count => _documents.Count;

    public OracleDocument this[string id] => _documents[id];

    public IEnumerable<string> Ids => _documents.Keys;

    public void Upsert(IndexDocument document) => _documents[document.Id] = new OracleDocument(schema, document);

    public void Delete(string id) => _documents.Remove(id);

    public bool Contains(string id) => _documents.ContainsKey(id);

    /// <summary>Answers under the statistics of the searcher's commit, with neither limit nor offset.</summary>
    public OracleAnswer Search(Searcher searcher, SearchRequest request)
    {
        var root = request.Query.Root;
        var words = OracleWords.Of(root);
        var found = _documents.Values.Where(document => Matches(document, root, words)).ToList();
        var full = found.Where(document => HasEveryWord(document, words)).ToHashSet();
        var hits = SortColumn(request) is { } column
            ? Sorted(found, full, column)
            : Ranked(searcher, found, full, words);
        var counted = full.Count > 0 ? [.. full] : found;
        return new OracleAnswer(hits, full.Count, [.. request.Facets.Select(facet => CountsOf(facet, counted))]);
    }

    /// <summary>The statistics as the live documents alone would give them.</summary>
    public (long Documents, double AverageLength) Statistics() =>
        (Count, Count == 0 ? 1 : Math.Max(1, _documents.Values.Average(document => (double)LengthCode.Decode(document.Length))));

    private static string? SortColumn(SearchRequest request) => request.Query.Sort switch
    {
        SortOrder.New => request.SortColumns.New,
        SortOrder.Top => request.SortColumns.Top,
        _ => null,
    };

    // A free word without field matches by any of its terms, as those of a compound; one of a field as a condition would.
    private static bool Matches(OracleDocument document, SequenceNode root, OracleWords words) =>
        root.Required.All(document.Matches)
        && (words.Wanted.Count == 0 || words.Wanted.Any(document.Has))
        && (root.Words is not [{ Field: not null }, ..] || root.Words.Any(document.Matches));

    // A query whose words are too many for tiers has no document with every word; one without words has them all.
    private static bool HasEveryWord(OracleDocument document, OracleWords words) =>
        words.Words.Count == 0 ? words.Wanted.Count == 0 : words.Words.TrueForAll(word => word.IsMinor || document.Has(word.Term));

    private List<SearchHit> Ranked(Searcher searcher, List<OracleDocument> found, HashSet<OracleDocument> full, OracleWords words)
    {
        var snapshot = searcher.Use();
        try
        {
            var ranking = new Bm25(schema, snapshot.AverageLength);
            var weights = words.Terms.ToDictionary(
                term => term.Key,
                term => Bm25.Weight(Bm25.InverseDocumentFrequency(snapshot.StoredCount, FrequencyOf(snapshot, term.Key)), term.Value));
            return [.. found
                .Select(document => new SearchHit(
                    document.Id,
                    Score(document, weights, ranking) / (double)Bm25.One,
                    !full.Contains(document) ? 0 : words.Words.Count == 0 ? 1 : document.TierOf(words.Words)))
                .OrderByDescending(hit => hit.Tier).ThenByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal)];
        }
        finally
        {
            snapshot.Release();
        }
    }

    private static List<SearchHit> Sorted(List<OracleDocument> found, HashSet<OracleDocument> full, string column) =>
        [.. found
            .OrderByDescending(full.Contains)
            .ThenByDescending(document => document.Numbers.ContainsKey(column))
            .ThenByDescending(document => document.Numbers.GetValueOrDefault(column))
            .ThenBy(document => document.Id, StringComparer.Ordinal)
            .Select(document => new SearchHit(document.Id, 0, full.Contains(document) ? 1 : 0))];

    private static FacetResult CountsOf(FacetRequest facet, List<OracleDocument> documents)
    {
        if (facet.Divisor > 0)
        {
            var keys = documents.Where(document => document.Numbers.ContainsKey(facet.Column))
                .Select(document => (long)Math.Floor(document.Numbers[facet.Column] / (decimal)facet.Divisor));
            return new FacetResult(facet.Column, [.. keys.GroupBy(key => key).OrderByDescending(key => key.Key).Take(facet.Most)
                .Select(key => new FacetCount(key.Key.ToString(CultureInfo.InvariantCulture), key.LongCount()))]);
        }

        var values = documents.SelectMany(document => document.Keywords[facet.Column]).GroupBy(value => value)
            .OrderByDescending(value => value.LongCount())
            .ThenBy(value => OracleDocument.Lower(value.Key), StringComparer.Ordinal).ThenBy(value => value.Key, StringComparer.Ordinal);
        return new FacetResult(facet.Column, [.. values.Take(facet.Most).Select(value => new FacetCount(value.Key, value.LongCount()))]);
    }

    private static long FrequencyOf(Paperboy.Search.Segments.Snapshot snapshot, string term) => snapshot.Segments.Sum(segment =>
        segment.Reader.Terms.TryFind(Encoding.UTF8.GetBytes(term), out var entry) ? entry.DocumentFrequency : 0L);

    private static int Score(OracleDocument document, Dictionary<string, float> weights, Bm25 ranking) => weights
        .Where(term => document.Has(term.Key))
        .Sum(term => ranking.Contribution(term.Value, document.WeightedFrequency(term.Key), document.Length));
}
