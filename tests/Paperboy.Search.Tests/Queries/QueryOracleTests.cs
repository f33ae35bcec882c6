using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries;

/// <summary>
/// The whole query language against an oracle that looks at every document: same ids, scores, tiers, orders and counts,
/// over random corpora with updates, deletions, several segments and merges. PAPERBOY_TORTURE=1 asks a hundred times as much.
/// </summary>
public sealed class QueryOracleTests
{
    private static readonly FacetRequest[] Facets =
        [new("category", 4), new("source", 100), new("votes", 7, 10), new("votes", 100, 1), new("date", 20, 10_000), new("date", 3, 1)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Small_indexes_that_change_answer_as_the_oracle_does(int seed)
    {
        for (var round = 0; round < Torture.Times(4, 10); round++)
            Run(new RandomPapers(new RandomCorpus((1000 * seed) + round, 20 + (40 * (round % 5)))), commits: 8, queries: Torture.Times(16, 10));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Segments_of_several_windows_answer_as_the_oracle_does(int seed)
    {
        for (var round = 0; round < Torture.Times(1, 10); round++)
        {
            var papers = new RandomPapers(new RandomCorpus((1000 * seed) + round, 1500));
            var oracle = new NaiveOracle(RandomPapers.Schema);
            using var folder = new TemporaryFolder();
            using var writer = IndexWriter.Open(folder.Path, RandomPapers.Schema);
            for (var i = 0; i < 13_500; i++)
                Upsert(writer, oracle, papers.Paper($"d{papers.Random.Next(100_000)}"));
            writer.MergeAll();
            writer.Commit(1);
            using var searcher = Searcher.Open(folder.Path);
            Ask(searcher, oracle, papers, 30);
            Change(writer, oracle, papers, changes: 2_000, ids: 100_000);
            writer.Commit(2);
            searcher.Refresh();
            Ask(searcher, oracle, papers, 30);
        }
    }

    [Theory]
    [InlineData(41, 150)]
    [InlineData(42, 1000)]
    public void Conditions_that_leave_few_documents_of_a_window_answer_as_the_oracle_does(int seed, int vocabulary)
    {
        for (var round = 0; round < Torture.Times(1, 10); round++)
        {
            var papers = new RandomPapers(new RandomCorpus((1000 * seed) + round, vocabulary));
            var oracle = new NaiveOracle(RandomPapers.Schema);
            using var folder = new TemporaryFolder();
            using var writer = IndexWriter.Open(folder.Path, RandomPapers.Schema);
            for (var i = 0; i < 13_500; i++)
                Upsert(writer, oracle, Dated(papers, i));
            writer.MergeAll();
            writer.Commit(1);
            using var searcher = Searcher.Open(folder.Path);
            AskOfDays(searcher, oracle, papers, 20);
            var first = papers.Random.Next(5_000);
            for (var i = first; i < first + 3_000; i++)
            {
                writer.Delete($"d{i}");
                oracle.Delete($"d{i}");
            }

            writer.Commit(2);
            searcher.Refresh();
            AskOfDays(searcher, oracle, papers, 20);
        }
    }

    // In order of their dates, as papers arrive, but for one in thirty.
    private static IndexDocument Dated(RandomPapers papers, int number)
    {
        var day = papers.Random.Next(30) == 0 ? papers.Random.Next(13_500) : number;
        return papers.Paper($"d{number}").Set("date", 20_200_101 + (10_000 * (day / 2_000)) + (100 * (day % 12)) + (day % 28));
    }

    private static void AskOfDays(Searcher searcher, NaiveOracle oracle, RandomPapers papers, int queries)
    {
        for (var i = 0; i < queries; i++)
        {
            var words = string.Join(' ', Enumerable.Range(0, papers.Random.Next(1, 7)).Select(_ => papers.Corpus.RichWord()));
            var year = papers.Random.Next(2020, 2027);
            var condition = papers.Random.Next(4) switch
            {
                0 => $"date:{year}",
                1 => $"date:{year}-{papers.Random.Next(1, 13):00}",
                2 => $"date:{year}-{papers.Random.Next(1, 13):00}-{papers.Random.Next(1, 29):00}",
                _ => $"date:>={year} cat:{RandomPapers.Categories[papers.Random.Next(RandomPapers.Categories.Length)]}",
            };
            var order = papers.Random.Next(4) switch { 0 => " sort:new", 1 => " sort:top", _ => "" };
            var query = QueryParser.Parse($"{words} {condition}{order}", RandomPapers.Vocabulary);
            Compare(searcher, oracle, new SearchRequest(query, papers.Random.Next(1, 30)) { SortColumns = ("date", "votes") });
        }
    }

    private static void Run(RandomPapers papers, int commits, int queries)
    {
        using var folder = new TemporaryFolder();
        var oracle = new NaiveOracle(RandomPapers.Schema);
        using var writer = IndexWriter.Open(folder.Path, RandomPapers.Schema);
        using var searcher = Searcher.Open(folder.Path);
        for (var commit = 1; commit <= commits; commit++)
        {
            Change(writer, oracle, papers, papers.Random.Next(120), ids: 250);
            if (papers.Random.Next(5) == 0)
                writer.MergeAll();
            writer.Commit(commit);
            searcher.Refresh();
            Ask(searcher, oracle, papers, queries);
        }
    }

    private static void Change(IndexWriter writer, NaiveOracle oracle, RandomPapers papers, int changes, int ids)
    {
        for (; changes > 0; changes--)
        {
            var id = $"d{papers.Random.Next(ids)}";
            if (papers.Random.Next(4) > 0)
            {
                Upsert(writer, oracle, papers.Paper(id));
                continue;
            }

            writer.Delete(id);
            oracle.Delete(id);
        }
    }

    private static void Upsert(IndexWriter writer, NaiveOracle oracle, IndexDocument paper)
    {
        writer.Upsert(paper);
        oracle.Upsert(paper);
    }

    private static void Ask(Searcher searcher, NaiveOracle oracle, RandomPapers papers, int queries)
    {
        var questions = new RandomQueries(papers);
        for (var i = 0; i < queries; i++)
        {
            var (limit, offset) = (papers.Random.Next(30), papers.Random.Next(4) == 0 ? papers.Random.Next(20) : 0);
            var sortColumns = papers.Random.Next(10) == 0 ? default : ("date", "votes");
            Compare(searcher, oracle, new SearchRequest(questions.Query(), limit, offset) { SortColumns = sortColumns });
        }
    }

    private static void Compare(Searcher searcher, NaiveOracle oracle, SearchRequest request)
    {
        var counting = request with { CountAll = true, Facets = Facets };
        var expected = oracle.Search(searcher, counting);
        var hits = expected.Hits.Skip(request.Offset).Take(request.Limit).ToList();
        var found = searcher.Search(request);
        Same(request, "hits", hits, found.Hits);
        if (found.Total.Exact ? found.Total.Value != expected.Hits.Count : found.Total.Value > expected.Hits.Count)
            Assert.Fail($"'{request.Query}' has {expected.Hits.Count} results, and the engine says {found.Total}");
        var counted = searcher.Search(counting);
        Same(request, "hits, counted", hits, counted.Hits);
        Same(request, "counts", [(long)expected.Hits.Count, expected.WithEveryWord], [counted.Total.Value, counted.WithEveryWord!.Value]);
        Assert.True(counted.Total.Exact);
        Explain(searcher, oracle, request, expected);
        for (var facet = 0; facet < Facets.Length; facet++)
            Same(request, Facets[facet].ToString(), expected.Facets[facet].Values, counted.Facets[facet].Values);
    }

    // Of documents that are found and of others; the hit that is expected says what the parts must add up to.
    private static void Explain(Searcher searcher, NaiveOracle oracle, SearchRequest request, OracleAnswer expected)
    {
        Assert.Null(searcher.Explain(request.Query, "no such id"));
        var root = request.Query.Root;
        foreach (var id in expected.Hits.Take(2).Select(hit => hit.Id).Concat(oracle.Ids.Skip(request.Limit).Take(2)))
        {
            var (explanation, document, words) = (searcher.Explain(request.Query, id)!, oracle[id], OracleWords.Of(root));
            var hit = expected.Hits.Find(hit => hit.Id == id);
            var text = explanation.ToString();
            Same(request, text, [hit is not null], [explanation.Matches]);
            Same(request, text, [explanation.Score], [explanation.Terms.Sum(term => term.Contribution)]);
            Same(request, text, words.Terms.Select(term => (term.Key, term.Value, document.WeightedFrequency(term.Key))).ToList(),
                explanation.Terms.Select(term => (term.Term, term.Occurrences, term.WeightedFrequency)).ToList());
            Same(request, text, words.Words.Where(word => !word.IsMinor && !document.Has(word.Term)).Select(word => word.Exact).ToList(), explanation.Tier.Missing);
            var conditions = explanation.Conditions.Skip(explanation.Conditions.Count - root.Required.Count);
            Same(request, text, root.Required.Select(document.Matches).ToList(), conditions.Select(condition => condition.IsMet).ToList());
            if (hit is not null && request.Query.Sort == SortOrder.Relevance)
                Same(request, text, [(hit.Score, hit.Tier)], [(explanation.Score, explanation.Tier.Tier)]);
        }
    }

    private static void Same<T>(SearchRequest request, string what, IReadOnlyList<T> expected, IReadOnlyList<T> found)
    {
        if (!expected.SequenceEqual(found))
        {
            Assert.Fail($"{what} of '{request.Query}' {request.Query.Sort} limit {request.Limit} offset {request.Offset}:\n"
                + $"expected {string.Join("; ", expected)}\nfound    {string.Join("; ", found)}");
        }
    }
}
